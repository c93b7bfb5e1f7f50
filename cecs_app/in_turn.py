"""Background work of which there is one round at a time, however many workers and portals serve one database."""

import asyncio
import functools
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from cecs_app import wiring
from cecs_app.gateways.secrets import new_token
from cecs_app.services import leases
from cecs_app.services.leases import HELD, Work

RENEW_EVERY_SECONDS = HELD.total_seconds() / 3


def new_holder() -> str:
    """For people who look into the table, which process of which machine; unlike any other, and any before."""
    return f"{socket.gethostname()} {os.getpid()} {new_token()[:8]}"


def in_turn(what: Callable[[], Awaitable[None]], work: Work, holder: str) -> Callable[[], Awaitable[None]]:
    """One round, if it is due and nobody else is at it. One that is broken off is due again once its lease ran out."""

    @functools.wraps(what)
    async def round_of_it() -> None:
        if not await asyncio.to_thread(leases.take, wiring.deps(), work, holder):
            return
        async with _renewing(work, holder):
            try:
                await what()
            except Exception:
                await asyncio.to_thread(leases.give_back, wiring.deps(), work, holder)
                raise
            await asyncio.to_thread(leases.give_back, wiring.deps(), work, holder)

    return round_of_it


@asynccontextmanager
async def _renewing(work: Work, holder: str) -> AsyncIterator[None]:
    async def renew() -> None:
        while True:
            await asyncio.sleep(RENEW_EVERY_SECONDS)
            await asyncio.to_thread(leases.renew, wiring.deps(), work, holder)

    task = asyncio.create_task(renew())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
