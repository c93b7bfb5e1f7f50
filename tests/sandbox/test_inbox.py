import asyncio
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
from portal_side import send, settings_in

from sandbox.inbox import mails
from sandbox.server import running
from sandbox.settings import Settings
from sandbox.store import Store


def mail(to: str = "ada@example.org", subject: str = "Your code") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "CECS <no-reply@cecs.example>"
    message["To"] = to
    message["Subject"] = subject
    message.set_content("Your code is 123456.\nhttp://localhost:3000/verify\n")
    message.add_alternative(
        '<p onclick="x">Your code is <a href="http://localhost:3000/verify">here</a></p>', subtype="html"
    )
    return message


@pytest.fixture(autouse=True)
def _empty(inbox: httpx.Client) -> None:
    inbox.delete("/api/v1/messages")


def deliver(sandbox: Settings, *messages: EmailMessage) -> None:
    for message in messages:
        asyncio.run(send(sandbox, message))


def test_a_mail_sent_by_smtp_is_read_through_the_api(sandbox: Settings, inbox: httpx.Client) -> None:
    deliver(sandbox, mail("Ada <ada@example.org>"))
    message = inbox.get("/api/v1/message/latest").json()
    assert message["Subject"] == "Your code"
    assert message["From"] == {"Name": "CECS", "Address": "no-reply@cecs.example"}
    assert message["To"] == [{"Name": "Ada", "Address": "ada@example.org"}]
    assert "Your code is 123456." in message["Text"]
    assert "verify" in message["HTML"]
    assert inbox.get(f"/api/v1/message/{message['ID']}").json() == message


def test_the_list_is_newest_first_in_pages(sandbox: Settings, inbox: httpx.Client) -> None:
    deliver(sandbox, *[mail(subject=name) for name in ("one", "two", "three")])
    listing = inbox.get("/api/v1/messages", params={"limit": 2, "start": 1}).json()
    assert [each["Subject"] for each in listing["messages"]] == ["two", "one"]
    assert (listing["total"], listing["count"], listing["messages_count"], listing["unread"]) == (3, 2, 3, 3)
    assert listing["messages"][0]["Snippet"].startswith("Your code is 123456. http")


def test_reading_a_mail_marks_it_as_read(sandbox: Settings, inbox: httpx.Client) -> None:
    deliver(sandbox, mail())
    inbox.get("/api/v1/message/latest")
    assert inbox.get("/api/v1/messages").json()["unread"] == 0


def test_search_finds_by_recipient_and_by_word(sandbox: Settings, inbox: httpx.Client) -> None:
    deliver(sandbox, mail("ada@example.org", "Welcome"), mail("bob@example.org", "ada@example.org wrote"))

    def subjects(query: str) -> list[str]:
        found = inbox.get("/api/v1/search", params={"query": query}).json()
        return [each["Subject"] for each in found["messages"]]

    assert subjects('to:"Ada@Example.org"') == ["Welcome"]
    assert subjects("to:ada@example.org wrote") == []
    assert subjects("WELCOME") == ["Welcome"]
    assert subjects("bob@example.org 123456") == ["ada@example.org wrote"]


def test_a_recipient_who_is_not_named_is_shown_as_bcc(sandbox: Settings, inbox: httpx.Client) -> None:
    asyncio.run(send(sandbox, mail(), recipients=["ada@example.org", "hidden@example.org"]))
    message = inbox.get("/api/v1/message/latest").json()
    assert message["Bcc"] == [{"Name": "", "Address": "hidden@example.org"}]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe nonsense",
        b"From: <<>,\r\nTo: =?x?q?=\r\n\r\nx",
        b"Content-Type: text/plain; charset=no\r\n\r\n\xff",
    ],
)
def test_anything_is_received(sandbox: Settings, inbox: httpx.Client, raw: bytes) -> None:
    asyncio.run(send(sandbox, raw, sender="a@example.org", recipients=["b@example.org"]))
    assert inbox.get("/api/v1/messages").json()["total"] == 1
    assert inbox.get("/message/latest").status_code == 200


def test_the_page_of_a_mail_shows_its_html_without_scripts(sandbox: Settings, inbox: httpx.Client) -> None:
    deliver(sandbox, mail())
    shown = inbox.get("/message/latest")
    assert 'sandbox="allow-popups allow-top-navigation-by-user-activation"' in shown.text
    assert "&lt;base target=&#34;_top&#34;&gt;" in shown.text
    assert "script-src" not in shown.headers["Content-Security-Policy"]


def test_the_inbox_page_lists_mails_and_escapes_them(sandbox: Settings, inbox: httpx.Client) -> None:
    deliver(sandbox, mail(subject="<b>bold</b>"))
    assert "&lt;b&gt;bold&lt;/b&gt;" in inbox.get("/").text
    assert "0 of 1 mails match" in inbox.get("/", params={"query": "nobody@example.org"}).text


def test_emptying_forgets_every_mail(sandbox: Settings, inbox: httpx.Client) -> None:
    deliver(sandbox, mail())
    assert inbox.request("DELETE", "/api/v1/messages", json={"IDs": ["x"]}).status_code == 400
    assert inbox.delete("/api/v1/messages").text == "ok"
    assert inbox.get("/api/v1/message/latest").status_code == 404


def test_mails_survive_a_restart(tmp_path: Path) -> None:
    with running(settings_in(tmp_path)) as first:
        deliver(first, mail(subject="Kept"))
    with running(settings_in(tmp_path)) as second:
        assert httpx.get(f"{second.inbox_url}/api/v1/message/latest").json()["Subject"] == "Kept"


def test_the_oldest_mails_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "KEPT", 2)
    store = Store(tmp_path)
    for subject in (b"one", b"two", b"three"):
        mails.keep(store, b"Subject: " + subject + b"\r\n\r\n", "a@example.org", ["b@example.org"], 0)
    assert [each.letter.subject for each in mails.find(store).mails] == ["three", "two"]
