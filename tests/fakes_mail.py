"""A mail server that tests switch off and on, and what has reached it."""

import asyncio
from dataclasses import dataclass, field
from email.message import EmailMessage

from cecs_app.gateways.mail import MailNotTaken, MailRefused
from cecs_app.services.deps import Deps
from cecs_app.services.outbox import deliver_due


@dataclass
class FakeMailer:
    is_down: bool = False
    refused: set[str] = field(default_factory=set)
    received: list[EmailMessage] = field(default_factory=list)

    async def send(self, message: EmailMessage) -> None:
        # Lets whoever else is delivering have a turn, as a real server does.
        await asyncio.sleep(0)
        if self.is_down:
            raise MailNotTaken("the server is away")
        if message["To"] in self.refused:
            raise MailRefused("550 no such mailbox")
        self.received.append(message)

    def deliver(self, deps: Deps) -> int:
        return asyncio.run(deliver_due(deps, self))

    @property
    def subjects(self) -> list[str]:
        return [message["Subject"] for message in self.received]


def body(message: EmailMessage, kind: str) -> str:
    """`kind` is "plain" or "html"."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())
