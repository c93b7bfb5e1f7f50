"""Whoever gets hold of the database file finds nothing in it to log in with."""

from pathlib import Path

import pytest

from cecs_app.db.tables import OutgoingMail
from cecs_app.services import profile, recovery, sign_up
from cecs_app.services.deps import Deps
from cecs_app.services.sign_in import WrongCredentials
from tests.fakes_mail import FakeMailer
from tests.on_record import contents
from tests.people import (
    OTHER_PASSWORD,
    PASSWORD,
    all_of,
    ask_account,
    choose_password,
    log_in,
    mailed_link,
    mailed_password,
    mailed_username,
)

ADA = "ada@example.org"
NEW = "ada.king@example.org"
BROWSER = "the cookie of a browser"


def bytes_on_disk(deps: Deps) -> bytes:
    """SQLite's file and what it keeps beside it: the write-ahead log holds rows that were changed or deleted.

    PostgreSQL's files are its own: there it is every row.
    """
    if not deps.database.is_sqlite:
        return repr(contents(deps)).encode()
    name = Path(deps.settings.database_url.removeprefix("sqlite:///"))
    files = sorted(name.parent.glob(f"{name.name}*"))
    assert name.with_name(f"{name.name}-wal") in files
    return b"".join(file.read_bytes() for file in files)


def live_through_everything(deps: Deps) -> list[str]:
    """Every secret that came up on the way."""
    ask_account(deps, browser=BROWSER)
    secrets = [BROWSER, mailed_password(deps, ADA)]
    sign_up.resend_password(deps, BROWSER)
    temporary = mailed_password(deps, ADA)
    username = mailed_username(deps, ADA)
    first = log_in(deps, username, temporary).token
    second = choose_password(deps, first, temporary).token
    with pytest.raises(WrongCredentials):
        log_in(deps, username, "a slip of the finger")
    recovery.mail_temporary_password(deps, BROWSER, ADA)
    recovered = mailed_password(deps, ADA)
    third = choose_password(deps, second, recovered, OTHER_PASSWORD).token
    profile.ask_email_change(deps, 1, NEW)
    link = mailed_link(deps, NEW)
    secrets += [temporary, first, PASSWORD, second, "a slip of the finger", recovered, OTHER_PASSWORD, third, link]
    return secrets


def test_no_password_cookie_or_link_is_in_the_database_in_clear(deps: Deps) -> None:
    secrets = live_through_everything(deps)
    found = bytes_on_disk(deps)
    assert ADA.encode() in found, "this is the right file"
    assert [secret for secret in secrets if secret.encode() in found] == []
    assert [secret for secret in secrets if secret.encode("utf-16-le") in found] == []


def test_sending_the_mail_leaves_none_either(deps: Deps) -> None:
    secrets = live_through_everything(deps)
    FakeMailer().deliver(deps)
    found = bytes_on_disk(deps)
    assert [secret for secret in secrets if secret.encode() in found] == []


def test_a_waiting_mail_is_sealed_whole(deps: Deps) -> None:
    ask_account(deps)
    username = mailed_username(deps, ADA)
    for mail in all_of(deps, OutgoingMail):
        for words in ("Dear", "Temporary", "Username", username):
            assert words.encode() not in mail.sealed


def test_the_same_password_looks_different_in_two_accounts(deps: Deps) -> None:
    assert deps.passwords.hash(PASSWORD) != deps.passwords.hash(PASSWORD)
