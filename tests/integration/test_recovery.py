"""Forgot Username and Forgot Password: help for whoever reads the mailbox, and nothing learned by anybody else."""

from collections.abc import Callable

import pytest

from cecs_app.db.tables import Account
from cecs_app.domain.access import Stage
from cecs_app.domain.errors import InvalidFields, TooManyTries
from cecs_app.services import recovery, sessions
from cecs_app.services.deps import Deps
from cecs_app.services.sign_in import WrongCredentials
from tests.fakes import TestClock, posted
from tests.people import (
    OTHER_PASSWORD,
    PASSWORD,
    Member,
    account_of,
    all_of,
    ask_account,
    choose_password,
    log_in,
    mailed_password,
    mailed_username,
    mails_to,
    member,
)

Recover = Callable[[Deps, str, str], str]
BOTH = pytest.mark.parametrize("recover", [recovery.mail_username, recovery.mail_temporary_password])
BROWSER = "a browser"


@pytest.fixture
def ada(deps: Deps, clock: TestClock) -> Member:
    """Long enough ago that her sign-up's mails don't count towards the limits."""
    found = member(deps)
    clock.forward(hours=2)
    return found


@BOTH
def test_known_and_unknown_addresses_get_the_same_answer(deps: Deps, ada: Member, recover: Recover) -> None:
    before = len(posted(deps))
    assert recover(deps, BROWSER, "nobody@example.org") == "nobody@example.org"
    assert len(posted(deps)) == before
    assert recover(deps, BROWSER, ada.email) == ada.email
    assert len(posted(deps)) == before + 1


@BOTH
def test_the_address_may_be_typed_in_capitals_and_the_mail_goes_to_the_one_on_file(
    deps: Deps, ada: Member, recover: Recover
) -> None:
    recover(deps, BROWSER, "ADA@Example.ORG")
    assert posted(deps)[-1].to == ada.email


@BOTH
@pytest.mark.parametrize(("typed", "code"), [("", "required"), ("ada", "email_invalid")])
def test_a_bad_address_is_named(deps: Deps, recover: Recover, typed: str, code: str) -> None:
    with pytest.raises(InvalidFields) as caught:
        recover(deps, BROWSER, typed)
    assert caught.value.fields == {"email": code}


@BOTH
@pytest.mark.parametrize("email", ["ada@example.org", "nobody@example.org"])
def test_the_limit_is_the_same_for_known_and_unknown(
    deps: Deps, clock: TestClock, ada: Member, recover: Recover, email: str
) -> None:
    for n in range(6):
        recover(deps, f"browser {n}", email)
    with pytest.raises(TooManyTries):
        recover(deps, "one more", email)
    clock.forward(hours=1)
    recover(deps, "one more", email)


@BOTH
def test_one_browser_may_not_ask_about_many_addresses(deps: Deps, recover: Recover) -> None:
    for n in range(20):
        recover(deps, BROWSER, f"somebody{n}@example.org")
    with pytest.raises(TooManyTries):
        recover(deps, BROWSER, "one.more@example.org")


def test_a_hash_is_made_even_for_an_unknown_address(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = deps.passwords.hash

    def counted(password: str) -> str:
        made.append(password)
        return real(password)

    monkeypatch.setattr(deps.passwords, "hash", counted)
    recovery.mail_temporary_password(deps, BROWSER, "nobody@example.org")
    assert len(made) == 1, "the answer takes as long"


def test_forgot_username_mails_it_and_changes_nothing(deps: Deps, ada: Member) -> None:
    before = account_of(deps, ada.email)
    recovery.mail_username(deps, BROWSER, ada.email)
    mail = posted(deps)[-1]
    for shown in (mail.text, mail.html):
        for words in ("Dear Ada", ada.username, "http://localhost:3000/login", "Your password has not changed."):
            assert words in shown
    assert account_of(deps, ada.email) == before


def test_forgot_password_mails_a_temporary_one_that_works_once(deps: Deps, ada: Member) -> None:
    recovery.mail_temporary_password(deps, BROWSER, ada.email)
    temporary = mailed_password(deps, ada.email)
    begun = log_in(deps, ada.username, temporary)
    assert begun.stage is Stage.TEMPORARY
    choose_password(deps, begun.token, temporary, OTHER_PASSWORD)
    with pytest.raises(WrongCredentials):
        log_in(deps, ada.username, temporary)
    log_in(deps, ada.username, OTHER_PASSWORD)


def test_the_mail_with_the_temporary_password_is_useful_as_text_and_as_html(deps: Deps, ada: Member) -> None:
    recovery.mail_temporary_password(deps, BROWSER, ada.email)
    mail, temporary = posted(deps)[-1], mailed_password(deps, ada.email)
    for shown in (mail.text, mail.html):
        for words in ("Dear Ada", temporary, "http://localhost:3000/login", "within 24 hours"):
            assert words in shown


def test_somebody_elses_forgot_password_does_not_lock_her_out(deps: Deps, ada: Member) -> None:
    token = log_in(deps, ada.username).token
    recovery.mail_temporary_password(deps, "eve's browser", ada.email)
    assert sessions.find_visitor(deps, token) is not None
    log_in(deps, ada.username, PASSWORD)


def test_a_newer_temporary_password_ends_the_one_before(deps: Deps, ada: Member) -> None:
    recovery.mail_temporary_password(deps, BROWSER, ada.email)
    first = mailed_password(deps, ada.email)
    recovery.mail_temporary_password(deps, BROWSER, ada.email)
    with pytest.raises(WrongCredentials):
        log_in(deps, ada.username, first)
    log_in(deps, ada.username, mailed_password(deps, ada.email))


def test_a_recovered_password_expires_after_24_hours(deps: Deps, clock: TestClock, ada: Member) -> None:
    recovery.mail_temporary_password(deps, BROWSER, ada.email)
    clock.forward(hours=24)
    with pytest.raises(WrongCredentials):
        log_in(deps, ada.username, mailed_password(deps, ada.email))


def test_whoever_let_the_first_password_expire_recovers_by_herself(deps: Deps, clock: TestClock) -> None:
    ask_account(deps)
    clock.forward(days=30)
    recovery.mail_username(deps, BROWSER, "ada@example.org")
    recovery.mail_temporary_password(deps, BROWSER, "ada@example.org")
    username, temporary = (found(deps, "ada@example.org") for found in (mailed_username, mailed_password))
    choose_password(deps, log_in(deps, username, temporary).token, temporary)
    assert log_in(deps, username).stage is Stage.SIGNED_IN


@BOTH
def test_the_mail_is_in_the_language_of_the_account(deps: Deps, ada: Member, recover: Recover) -> None:
    with deps.database.transaction() as db:
        account = db.get(Account, ada.id)
        assert account is not None
        account.language = "en-xa"
    recover(deps, BROWSER, ada.email)
    mail = mails_to(deps, ada.email)[-1]
    assert mail.subject.startswith("⟦")
    assert "/en-xa/login" in mail.text


@BOTH
def test_nobody_gets_an_account_by_recovering(deps: Deps, recover: Recover) -> None:
    recover(deps, BROWSER, "nobody@example.org")
    assert all_of(deps, Account) == []
