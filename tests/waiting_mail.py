"""Mail that piles up while no server answers, and a real server that is back."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from email import message_from_bytes
from socket import create_server
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from cecs_app import background
from cecs_app.gateways.mail import ServerAway, SmtpMailer
from cecs_app.services import outbox
from cecs_app.services.deps import Deps
from cecs_app.words.letters import account as letters
from tests.fakes import TestClock

AWAY = timedelta(hours=2)
TRIED_EVERY = timedelta(seconds=background.LONGEST_PAUSE_SECONDS)


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


class Postbox:
    """Keeps the id of each mail it took, in the order in which they came."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.ids.append(str(message_from_bytes(envelope.original_content or b"")["Message-ID"]))
        return "250 OK"


@contextmanager
def running(postbox: Postbox, port: int) -> Iterator[None]:
    controller: Any = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def two_hours_away(deps: Deps, clock: TestClock, port: int, mails: int) -> None:
    """Mail comes in evenly, and is tried as often as the portal tries it."""
    rounds = AWAY // TRIED_EVERY
    for turn in range(rounds):
        with deps.database.transaction() as db:
            for number in range(turn * mails // rounds, (turn + 1) * mails // rounds):
                letter = letters.username("Ada", f"alovelace{number}", deps.url("/login"))
                outbox.post(db, deps, f"educator{number}@example.test", letter)
        clock.forward(seconds=TRIED_EVERY.total_seconds())
        with suppress(ServerAway):
            asyncio.run(outbox.deliver_due(deps, SmtpMailer(f"smtp://127.0.0.1:{port}")))


def seconds_to_deliver(deps: Deps, port: int) -> float:
    """All of it, over the real line."""
    began = time.monotonic()
    asyncio.run(outbox.deliver_due(deps, SmtpMailer(f"smtp://127.0.0.1:{port}")))
    return time.monotonic() - began
