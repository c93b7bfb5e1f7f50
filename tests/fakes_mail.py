"""A mail server that tests switch off and on, and what has reached it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage

from cecs_app.gateways.mail import MailNotTaken, MailRefused, ServerAway
from cecs_app.services.deps import Deps
from cecs_app.services.outbox import deliver_due


@dataclass
class FakeMailer:
    is_down: bool = False
    is_busy: bool = False
    """Answers, but takes nothing now."""
    calls: int = 0
    refused: set[str] = field(default_factory=set)
    received: list[EmailMessage] = field(default_factory=list)

    @asynccontextmanager
    async def line(self) -> AsyncIterator["FakeMailer"]:
        self.calls += 1
        if self.is_down:
            raise ServerAway("the server is away")
        yield self

    async def send(self, message: EmailMessage) -> None:
        # Lets whoever else is delivering have a turn, as a real server does.
        await asyncio.sleep(0)
        if self.is_busy:
            raise MailNotTaken("451 not now")
        if message["To"] in self.refused:
            raise MailRefused("550 no such mailbox")
        self.received.append(message)

    def deliver(self, deps: Deps) -> int:
        """How many were taken; none while the server is away."""
        try:
            return asyncio.run(deliver_due(deps, self))
        except ServerAway:
            return 0

    @property
    def subjects(self) -> list[str]:
        return [message["Subject"] for message in self.received]


def body(message: EmailMessage, kind: str) -> str:
    """`kind` is "plain" or "html"."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())
