"""What the portal does besides answering: sends mail, settles payments, compares books, closes drafts, ends holds."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

from cecs_app import wiring
from cecs_app.services import audit, outbox, remind, stray_documents
from cecs_app.services.applications import expire
from cecs_app.services.desk import end_holds
from cecs_app.services.payments.compare import compare_yesterday
from cecs_app.services.payments.refunds import sweep_claimed_refunds
from cecs_app.services.payments.settle import sweep_open_payments

log = structlog.get_logger()
MAIL_EVERY_SECONDS = 1.0
SETTLE_EVERY_SECONDS = 20.0
COMPARE_EVERY_SECONDS = 3600.0
EXPIRE_EVERY_SECONDS = 3600.0
REMIND_EVERY_SECONDS = 3600.0
END_HOLDS_EVERY_SECONDS = 3600.0
TIDY_EVERY_SECONDS = 86_400.0
NOTE_HEAD_EVERY_SECONDS = 86_400.0


@asynccontextmanager
async def background_work() -> AsyncIterator[None]:
    """Runs while the app does; a build or a test may switch it off in the settings."""
    if not wiring.deps().settings.background_work:
        yield
        return
    tasks = [
        asyncio.create_task(_repeat(_mail, MAIL_EVERY_SECONDS)),
        asyncio.create_task(_repeat(_settle, SETTLE_EVERY_SECONDS)),
        asyncio.create_task(_repeat(_compare, COMPARE_EVERY_SECONDS)),
        asyncio.create_task(_repeat(_expire, EXPIRE_EVERY_SECONDS)),
        asyncio.create_task(_repeat(_remind, REMIND_EVERY_SECONDS)),
        asyncio.create_task(_repeat(_end_holds, END_HOLDS_EVERY_SECONDS)),
        asyncio.create_task(_repeat(_tidy, TIDY_EVERY_SECONDS)),
        asyncio.create_task(_repeat(_note_head, NOTE_HEAD_EVERY_SECONDS)),
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _mail() -> None:
    await outbox.deliver_due(wiring.deps(), wiring.build_mailer(wiring.deps().settings))


async def _settle() -> None:
    """Somebody may pay and never come back from the card page."""
    await asyncio.to_thread(sweep_open_payments, wiring.deps())
    await asyncio.to_thread(sweep_claimed_refunds, wiring.deps())


async def _compare() -> None:
    """Once a day: an hour in which the day before has been compared already asks nobody."""
    await asyncio.to_thread(compare_yesterday, wiring.deps())


async def _expire() -> None:
    """In rounds: a short transaction each, so that nobody waits long for the database."""
    while await asyncio.to_thread(expire.expire_drafts, wiring.deps()) == expire.BATCH:
        pass


async def _remind() -> None:
    """Hourly, but nobody twice a day: a portal that was down on the day makes good for it."""
    await asyncio.to_thread(remind.remind, wiring.deps())


async def _end_holds() -> None:
    while await asyncio.to_thread(end_holds.end_holds, wiring.deps()) == end_holds.BATCH:
        pass


async def _tidy() -> None:
    await asyncio.to_thread(stray_documents.tidy, wiring.deps())


async def _note_head() -> None:
    """In the log, where whoever changes the database does not reach it."""
    await asyncio.to_thread(audit.note_head, wiring.deps())


async def _repeat(work: Callable[[], Awaitable[None]], seconds: float) -> None:
    while True:
        try:
            await work()
        except Exception as error:  # one bad round must not end the work for good
            log.error("background_work_failed", work=work.__name__, error=type(error).__name__)
        await asyncio.sleep(seconds)
