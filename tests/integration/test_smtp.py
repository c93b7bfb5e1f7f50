"""What a real SMTP server says decides whether a mail is tried again: only a mailbox or a message can be refused."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from socket import create_server
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from cecs_app.gateways.mail import MailNotTaken, MailRefused, ServerAway, SmtpMailer
from cecs_app.services.deps import Deps
from cecs_app.services.outbox import deliver_due
from tests.fakes import TestClock
from tests.people import ask_account


class Server:
    """Says what it is told to at each stage, and keeps what it takes."""

    def __init__(self, **says: str) -> None:
        self.says = says
        self.taken: list[Envelope] = []

    async def handle_EHLO(  # noqa: N802
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [self.says["hello"]] if "hello" in self.says else responses

    async def handle_HELO(self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str) -> str:  # noqa: N802
        session.host_name = hostname
        return self.says.get("hello", "250 hello")

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.says.get("sender", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.says.get("recipient", "250 OK")

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if "message" not in self.says:
            self.taken.append(envelope)
        return self.says.get("message", "250 OK")


@pytest.fixture
def port() -> int:
    with create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def running(server: Server, port: int, **options: Any) -> Iterator[None]:
    controller: Any = Controller(server, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def send(port: int, credentials: str = "") -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "no-reply@cecs.example", "ada@example.org", "Mañana"
    message.set_content("Dear Ada")

    async def over_a_line() -> None:
        async with SmtpMailer(f"smtp://{credentials}127.0.0.1:{port}").line() as line:
            await line.send(message)

    asyncio.run(over_a_line())


def test_a_server_that_takes_the_mail_has_it(port: int) -> None:
    server = Server()
    with running(server, port):
        send(port)
    (envelope,) = server.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("no-reply@cecs.example", ["ada@example.org"])


@pytest.mark.parametrize("stage", ["recipient", "message"])
def test_a_refused_mailbox_or_message_is_never_tried_again(port: int, stage: str) -> None:
    with running(Server(**{stage: "550 no"}), port), pytest.raises(MailRefused):
        send(port)


@pytest.mark.parametrize("stage", ["hello", "sender", "recipient", "message"])
def test_not_now_is_tried_again(port: int, stage: str) -> None:
    with running(Server(**{stage: "451 not now"}), port), pytest.raises(MailNotTaken):
        send(port)


@pytest.mark.parametrize("stage", ["hello", "sender"])
def test_a_server_that_refuses_us_has_not_refused_the_mail(port: int, stage: str) -> None:
    with running(Server(**{stage: "554 not from you"}), port), pytest.raises(MailNotTaken):
        send(port)


def test_wrong_credentials_in_our_settings_lose_no_mail(port: int) -> None:
    def nobody(*_: object) -> AuthResult:
        return AuthResult(success=False, handled=False)

    with (
        running(Server(), port, authenticator=nobody, auth_require_tls=False),
        pytest.raises(MailNotTaken, match="535"),
    ):
        send(port, "cecs:wrong@")


def test_a_server_that_is_away_has_not_refused_the_mail(port: int) -> None:
    with pytest.raises(ServerAway):
        send(port)


def test_an_account_made_while_the_server_was_away_gets_both_mails_when_it_is_back(
    deps: Deps, clock: TestClock, port: int
) -> None:
    mailer, server = SmtpMailer(f"smtp://127.0.0.1:{port}"), Server()
    ask_account(deps)
    with pytest.raises(ServerAway):
        asyncio.run(deliver_due(deps, mailer))
    clock.forward(minutes=1)
    with running(server, port):
        assert [asyncio.run(deliver_due(deps, mailer)) for _ in range(2)] == [2, 0]
    assert len(server.taken) == 2
