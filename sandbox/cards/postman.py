"""Carries events to the merchant's webhook, signed as Stripe signs them, beside the API and never in its way."""

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Awaitable, Callable

import httpx

from sandbox.cards import outbox, sessions
from sandbox.cards.desk import Desk
from sandbox.cards.outbox import Letter

PATIENCE_SECONDS = 10.0

log = logging.getLogger(__name__)


async def work(desk: Desk) -> None:
    """Until it is cancelled. A letter that is under way then counts as not taken, and goes out after the restart."""
    # A proxy named in the environment must not get what is meant for the portal beside us.
    async with httpx.AsyncClient(timeout=PATIENCE_SECONDS, trust_env=False) as client:
        await asyncio.gather(
            _again_and_again(lambda: _empty_outbox(desk, client), 0.1),
            _again_and_again(lambda: asyncio.to_thread(_expire_overdue, desk), 1.0),
        )


async def _again_and_again(round: Callable[[], Awaitable[None]], pause: float) -> None:
    while True:
        try:
            await round()
        except Exception:
            log.exception("A round of the card company's postman failed")
        await asyncio.sleep(pause)


async def _empty_outbox(desk: Desk, client: httpx.AsyncClient) -> None:
    if not desk.settings.sandbox_webhook_url:
        await asyncio.to_thread(_forget_all, desk)
        return
    letters = await asyncio.to_thread(_due, desk)
    await asyncio.gather(*(_deliver(desk, client, letter) for letter in letters))


async def _deliver(desk: Desk, client: httpx.AsyncClient, letter: Letter) -> None:
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": sign(letter.payload, desk.settings.sandbox_webhook_secret, desk.now()),
    }
    try:
        answer = await client.post(desk.settings.sandbox_webhook_url, content=letter.payload, headers=headers)
        is_taken = answer.is_success
    except (httpx.HTTPError, httpx.InvalidURL):
        is_taken = False
    await asyncio.to_thread(_cross_off if is_taken else _put_back, desk, letter)


def sign(payload: str, secret: str, now: int) -> str:
    signature = hmac.new(secret.encode(), f"{now}.{payload}".encode(), hashlib.sha256).hexdigest()
    return f"t={now},v1={signature}"


def _due(desk: Desk) -> list[Letter]:
    with desk.store.reading() as db:
        return outbox.due(db, desk.clock(), desk.settings.sandbox_late_seconds)


def _cross_off(desk: Desk, letter: Letter) -> None:
    with desk.store.writing() as db:
        outbox.taken(db, letter)


def _put_back(desk: Desk, letter: Letter) -> None:
    with desk.store.writing() as db:
        outbox.refused(db, letter, desk.clock())


def _forget_all(desk: Desk) -> None:
    """With nobody to tell, nothing is kept for a later address either."""
    with desk.store.reading() as db:
        is_empty = outbox.is_empty(db)
    if not is_empty:
        with desk.store.writing() as db:
            outbox.forget_all(db)


def _expire_overdue(desk: Desk) -> None:
    """The merchant is told of a session whose time is over, though nobody looks at it."""
    with desk.store.reading() as db:
        overdue = sessions.find_overdue(db, desk.now())
    for id in overdue:
        with desk.store.writing() as db:
            sessions.current(db, id, desk.now())
