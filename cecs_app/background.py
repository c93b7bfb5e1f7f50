"""What the portal does besides answering: sends mail, settles payments, compares books, closes drafts, ends holds."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from cecs_app import wiring
from cecs_app.in_turn import in_turn, new_holder
from cecs_app.services import audit, outbox, remind, retention
from cecs_app.services.applications import expire
from cecs_app.services.desk import end_holds
from cecs_app.services.leases import Work
from cecs_app.services.payments.compare import compare_yesterday
from cecs_app.services.payments.refunds import sweep_claimed_refunds
from cecs_app.services.payments.settle import BATCH, sweep_open_payments

log = structlog.get_logger()
MAIL_EVERY_SECONDS = 1.0
LOOK_EVERY_SECONDS = 5.0
"""Whether a round of other work is due, and nobody else at it."""
LONGEST_PAUSE_SECONDS = 30.0


@asynccontextmanager
async def background_work() -> AsyncIterator[None]:
    """Runs while the app does; a build or a test may switch it off in the settings."""
    if not wiring.deps().settings.background_work:
        yield
        return
    holder = new_holder()
    rounds = [in_turn(what, work, holder) for what, work in IN_TURN.items()]
    repeated = [_repeat(_mail, MAIL_EVERY_SECONDS), *(_repeat(one, LOOK_EVERY_SECONDS) for one in rounds)]
    tasks = [asyncio.create_task(one) for one in repeated]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _mail() -> None:
    """In every worker: whoever delivers a mail has claimed it before."""
    await outbox.deliver_due(wiring.deps(), wiring.build_mailer(wiring.deps().settings))


async def _settle() -> None:
    """Somebody may pay and never come back from the card page. All at once, while the card company answers."""
    while await asyncio.to_thread(sweep_open_payments, wiring.deps()) == BATCH:
        pass
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


async def _erase() -> None:
    """What has been kept long enough."""
    await asyncio.to_thread(retention.erase, wiring.deps())


async def _note_head() -> None:
    """In the log, where whoever changes the database does not reach it."""
    await asyncio.to_thread(audit.note_head, wiring.deps())


IN_TURN: Mapping[Callable[[], Awaitable[None]], Work] = {
    _settle: Work("settle", timedelta(seconds=20)),
    _compare: Work("compare", timedelta(hours=1)),
    _expire: Work("expire", timedelta(hours=1)),
    _remind: Work("remind", timedelta(hours=1)),
    _end_holds: Work("end_holds", timedelta(hours=1)),
    _erase: Work("erase", timedelta(days=1)),
    _note_head: Work("note_head", timedelta(days=1)),
}
"""And how long after a round the next is due."""


async def _repeat(work: Callable[[], Awaitable[None]], seconds: float) -> None:
    """What fails is tried again less and less often, but never more than LONGEST_PAUSE_SECONDS later than usual."""
    pause = seconds
    while True:
        try:
            await work()
            pause = seconds
        except Exception as error:  # one bad round must not end the work for good
            log.error("background_work_failed", work=work.__name__, error=type(error).__name__)
            pause = min(2 * pause, max(seconds, LONGEST_PAUSE_SECONDS))
        await asyncio.sleep(pause)
