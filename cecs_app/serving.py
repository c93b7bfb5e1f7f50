"""What each worker does first: leaves behind what it inherited, and makes sure that it may serve this database."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager

import structlog
from sqlalchemy.exc import SQLAlchemyError

from cecs_app import logs, wiring
from cecs_app.db.seat import Occupied, Seat, seat
from cecs_app.settings import UnsafeSettings

log = structlog.get_logger()
PATIENCE_SECONDS = 5.0
"""For the worker before, which hot reload or a restart has just told to end."""
LOOK_EVERY_SECONDS = 5.0
OCCUPIED = UnsafeSettings(
    [
        "CECS_DATABASE_URL: another portal or worker serves this database already. End it first, "
        "or name a Redis in CECS_REDIS_URL for both."
    ]
)


@asynccontextmanager
async def serving() -> AsyncIterator[None]:
    """As long as the worker lives. Raises UnsafeSettings where another serves the database and shares no states."""
    # The server has just configured its own logging.
    logs.configure(wiring.deps().settings)
    # Workers are forked from a process that has the app already: a connection of that one is not theirs to use.
    wiring.deps().database.engine.dispose(close=False)
    with ExitStack() as stack:
        keeping = asyncio.create_task(_keep(await _take(stack)))
        try:
            yield
        finally:
            keeping.cancel()
            await asyncio.gather(keeping, return_exceptions=True)


def check_seat() -> None:
    """Raises UnsafeSettings. For a start that takes long: a worker would say the same at the end of it."""
    try:
        with _seat():
            return
    except Occupied:
        raise OCCUPIED from None


async def _take(stack: ExitStack) -> Seat:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return stack.enter_context(_seat())
        except Occupied:
            if time.monotonic() > deadline:
                raise OCCUPIED from None
        await asyncio.sleep(LOOK_EVERY_SECONDS / 20)


async def _keep(held: Seat) -> None:
    """A server that was restarted has forgotten it."""
    while True:
        await asyncio.sleep(LOOK_EVERY_SECONDS)
        try:
            await asyncio.to_thread(held.take)
        except (Occupied, SQLAlchemyError) as error:
            log.error("seat_lost", error=type(error).__name__)


def _seat() -> AbstractContextManager[Seat]:
    deps = wiring.deps()
    return seat(deps.database, is_shared=bool(deps.settings.redis_url))
