"""Each mail reaches one person, whatever stands in a name, an address or a setting: tried on a real SMTP server."""

import asyncio
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from aiosmtpd.smtp import Envelope

from cecs_app.db.tables import OutgoingMail
from cecs_app.gateways.mail import MailRefused, SmtpMailer
from cecs_app.services import outbox, sign_up
from cecs_app.services.deps import Deps
from cecs_app.settings import Settings, UnsafeSettings, check_safe
from cecs_app.words.letter import Letter
from tests import hostile
from tests.fakes import posted
from tests.integration.test_smtp import Server, port, running
from tests.people import all_of

__all__ = ["port"]

RITA = "rita@example.org"
END_OF_DATA = (
    "\r\n.\r\nMAIL FROM:<evil@evil.example>\r\nRCPT TO:<all@evil.example>\r\nDATA\r\nSubject: x\r\n\r\nx\r\n.\r\n"
)
TEXTS = (*hostile.ALL, END_OF_DATA, "\n.\nRCPT TO:<all@evil.example>\n", "\r.\rRCPT TO:<all@evil.example>\r")
TWO_ADDRESSES = (
    "rita@example.org, all@evil.example",
    "rita@example.org,all@evil.example",
    "rita@example.org;all@evil.example",
    "rita@example.org all@evil.example",
    "rita@example.org\r\nBcc: all@evil.example",
    "rita@example.org\nBcc: all@evil.example",
    "rita@example.org\rBcc: all@evil.example",
    "rita@example.org>\r\nRCPT TO:<all@evil.example",
    "rita@example.org%0d%0aBcc:all@evil.example",
    "Rita <rita@example.org>, All <all@evil.example>",
    "group: rita@example.org, all@evil.example;",
    "<all@evil.example> rita@example.org",
)


@pytest.fixture
def server(port: int) -> Iterator[Server]:
    found = Server()
    with running(found, port):
        yield found


def deliver(deps: Deps, port: int) -> int:
    return asyncio.run(outbox.deliver_due(deps, SmtpMailer(f"smtp://127.0.0.1:{port}")))


def post(deps: Deps, recipient: str, letter: Letter) -> None:
    with deps.database.transaction() as db:
        outbox.post(db, deps, recipient, letter)


def letter(text: str, subject: str = "Your certificate") -> Letter:
    return Letter(subject, text, (text,), ((text, text),), (text, f"https://cecs.example/{text}"), (text,))


def message(envelope: Envelope) -> EmailMessage:
    assert isinstance(envelope.content, bytes)
    return message_from_bytes(envelope.content, policy=policy.default)


class Reader(HTMLParser):
    """The words of a page, and the elements that they stand in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements |= {tag, *(name for name, _ in attrs)}

    def handle_data(self, data: str) -> None:
        self.words.append(hostile.as_shown(data))


@pytest.mark.parametrize("text", TEXTS)
def test_what_stands_in_a_letter_is_a_text_and_nothing_else(deps: Deps, server: Server, port: int, text: str) -> None:
    post(deps, RITA, letter("Rita"))
    post(deps, RITA, letter(text))
    assert deliver(deps, port) == 2
    plain, other = (message(one) for one in server.taken)
    assert [one.rcpt_tos for one in server.taken] == [[RITA], [RITA]]
    assert [(name, value) for name, value in other.items() if name not in ("Message-ID", "Content-Type")] == [
        (name, value) for name, value in plain.items() if name not in ("Message-ID", "Content-Type")
    ]
    assert_it_reads(other, plain, text)


def assert_it_reads(other: EmailMessage, plain: EmailMessage, text: str) -> None:
    """The same letter as `plain`, with the text in the places of a name."""
    words, pages = ([one.get_body((kind,)) for one in (plain, other)] for kind in ("plain", "html"))
    assert all((*words, *pages))
    expected, found = (hostile.as_shown(str(one.get_content())) for one in words if one)
    assert found.count(hostile.as_shown(text)) == expected.count("Rita")
    before, after = (Reader(str(one.get_content())) for one in pages if one)
    assert after.elements == before.elements
    assert sum(hostile.as_shown(text) in one for one in after.words) == sum("Rita" in one for one in before.words)


@pytest.mark.parametrize("recipient", [*TWO_ADDRESSES, "", "rita", "@evil.example"])
def test_a_mail_to_more_or_less_than_one_address_goes_to_nobody(
    deps: Deps, server: Server, port: int, recipient: str
) -> None:
    post(deps, recipient, letter("Rita"))
    post(deps, RITA, letter("Rita"))
    assert deliver(deps, port) == 1
    assert [one.rcpt_tos for one in server.taken] == [[RITA]]
    assert [one.status for one in all_of(deps, OutgoingMail)] == ["refused", "sent"]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b"])
def test_a_subject_of_two_lines_goes_to_nobody(deps: Deps, server: Server, port: int, end: str) -> None:
    post(deps, RITA, letter("Rita", subject=f"Your certificate{end}Bcc: all@evil.example"))
    assert deliver(deps, port) == 0
    assert (server.taken, [one.status for one in all_of(deps, OutgoingMail)]) == ([], ["refused"])


@pytest.mark.parametrize("field", ["To", "Cc", "Bcc"])
def test_the_gateway_itself_sends_to_one_person_only(server: Server, port: int, field: str) -> None:
    async def send(to: EmailMessage) -> None:
        async with SmtpMailer(f"smtp://127.0.0.1:{port}").line() as line:
            await line.send(to)

    two = EmailMessage()
    two["From"], two["Subject"] = "no-reply@cecs.example", "x"
    two[field] = "rita@example.org, all@evil.example"
    with pytest.raises(MailRefused):
        asyncio.run(send(two))
    assert server.taken == []


@pytest.mark.parametrize("typed", [*TWO_ADDRESSES, *hostile.ALL])
def test_nobody_gets_an_account_under_more_than_one_address(deps: Deps, typed: str) -> None:
    with pytest.raises(sign_up.InvalidFields) as refusal:
        sign_up.create_account(deps, "a browser", sign_up.Request("Moss", "Rita", typed, typed))
    assert refusal.value.fields["email"] == "email_invalid"
    assert posted(deps) == []


@pytest.mark.parametrize("name", [*(one for one in hostile.ALL if one != hostile.LONG), hostile.LONG * 2])
def test_nobody_gets_an_account_under_a_name_that_is_none(deps: Deps, name: str) -> None:
    with pytest.raises(sign_up.InvalidFields) as refusal:
        sign_up.create_account(deps, "a browser", sign_up.Request(name, name, RITA, RITA))
    assert {"first_name", "last_name"} <= refusal.value.fields.keys()


@pytest.mark.parametrize("setting", ["mail_from", "finance_mail"])
@pytest.mark.parametrize(
    "value", [*TWO_ADDRESSES, "Bureau\r\nBcc: all@evil.example <no-reply@cecs.example>", "", "bureau"]
)
def test_the_portal_does_not_start_with_a_sender_of_more_than_one_address(setting: str, value: str) -> None:
    with pytest.raises(UnsafeSettings, match=f"CECS_{setting.upper()}"):
        check_safe(Settings(**{setting: value}))  # type: ignore[arg-type]


def test_a_sender_with_a_name_starts() -> None:
    check_safe(Settings(mail_from='"Bureau, of Certification" <no-reply@cecs.example>'))
