"""Login: what opens an account, what does not, and that a refusal says nothing more than that."""

import dataclasses

import pytest

from cecs_app.db.login_tables import SignInSession
from cecs_app.db.tables import Event
from cecs_app.domain.access import Stage
from cecs_app.domain.errors import TooManyTries
from cecs_app.services import recovery
from cecs_app.services.deps import Deps
from cecs_app.services.sign_in import WrongCredentials
from tests.databases import opened
from tests.fakes import TestClock
from tests.people import (
    OTHER_PASSWORD,
    PASSWORD,
    all_of,
    ask_account,
    choose_password,
    log_in,
    mailed_password,
    mailed_username,
    member,
    visitor,
)

ADA = "ada@example.org"
WRONG = "abcd-efgh-jkmn-pqrs"


def refused(deps: Deps, username: str, password: str, address: str = "203.0.113.1") -> tuple[str, dict[str, object]]:
    with pytest.raises(WrongCredentials) as caught:
        log_in(deps, username, password, address)
    return caught.value.code, caught.value.data


def test_username_and_personal_password_open_the_account(deps: Deps) -> None:
    ada = member(deps)
    begun = log_in(deps, ada.username)
    assert begun.stage is Stage.SIGNED_IN
    assert visitor(deps, begun.token).account_id == ada.id


def test_the_username_may_be_typed_in_capitals_and_with_blanks_around(deps: Deps) -> None:
    ada = member(deps)
    log_in(deps, f" {ada.username.upper()} ")


def test_a_pasted_temporary_password_may_have_blanks_around(deps: Deps) -> None:
    ask_account(deps)
    log_in(deps, mailed_username(deps, ADA), f" {mailed_password(deps, ADA)}\n")


@pytest.mark.parametrize("slip", [PASSWORD.upper(), PASSWORD + " ", PASSWORD[:-1], ""])
def test_a_personal_password_must_be_exact(deps: Deps, slip: str) -> None:
    ada = member(deps)
    refused(deps, ada.username, slip)


def test_a_wrong_password_and_an_unknown_username_get_the_same_answer(deps: Deps) -> None:
    ada = member(deps)
    answers = {
        refused(deps, ada.username, OTHER_PASSWORD)[0],
        refused(deps, ada.username, WRONG)[0],
        refused(deps, "nobody1234", PASSWORD)[0],
        refused(deps, "nobody1234", WRONG)[0],
        refused(deps, ada.email, PASSWORD)[0],
    }
    assert answers == {"wrong_credentials"}


def test_a_hash_is_checked_even_for_an_unknown_username(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    real = deps.passwords.matches

    def counted(password: str, hashed: str | None) -> bool:
        checked.append(password)
        return real(password, hashed)

    monkeypatch.setattr(deps.passwords, "matches", counted)
    for password in (PASSWORD, WRONG):
        refused(deps, "nobody1234", password)
    assert checked == [PASSWORD, WRONG], "the answer takes as long"


def test_a_wrong_temporary_password_opens_nothing(deps: Deps) -> None:
    ask_account(deps)
    refused(deps, mailed_username(deps, ADA), WRONG)
    assert all_of(deps, SignInSession) == []


def test_one_persons_password_does_not_open_anothers_account(deps: Deps) -> None:
    ask_account(deps)
    ask_account(deps, "bob@example.org", "Bob", "Builder", browser="another browser")
    refused(deps, mailed_username(deps, "bob@example.org"), mailed_password(deps, ADA))


def test_a_temporary_password_lasts_24_hours(deps: Deps, clock: TestClock) -> None:
    ask_account(deps)
    username, password = mailed_username(deps, ADA), mailed_password(deps, ADA)
    clock.forward(hours=23, minutes=59)
    assert log_in(deps, username, password).stage is Stage.TEMPORARY
    clock.forward(minutes=1)
    assert refused(deps, username, password) == ("wrong_credentials", {})


def test_a_temporary_password_is_used_up_once_the_personal_one_is_set(deps: Deps) -> None:
    ask_account(deps)
    username, temporary = mailed_username(deps, ADA), mailed_password(deps, ADA)
    choose_password(deps, log_in(deps, username, temporary).token, temporary)
    refused(deps, username, temporary)


def test_until_the_personal_password_is_set_the_temporary_one_opens_the_form_again(deps: Deps) -> None:
    ask_account(deps)
    username, temporary = mailed_username(deps, ADA), mailed_password(deps, ADA)
    for _ in range(2):
        assert log_in(deps, username, temporary).stage is Stage.TEMPORARY


def test_both_passwords_work_after_forgot_password(deps: Deps) -> None:
    ada = member(deps)
    recovery.mail_temporary_password(deps, "a browser", ada.email)
    assert log_in(deps, ada.username).stage is Stage.SIGNED_IN
    assert log_in(deps, ada.username, mailed_password(deps, ada.email)).stage is Stage.TEMPORARY


@pytest.mark.parametrize("known", [True, False])
def test_ten_wrong_passwords_close_a_username_for_ten_minutes_known_or_not(
    deps: Deps, clock: TestClock, known: bool
) -> None:
    username = member(deps).username if known else "nobody1234"
    for n in range(10):
        refused(deps, username, OTHER_PASSWORD, f"203.0.113.{n}")
        clock.forward(seconds=1)
    with pytest.raises(TooManyTries) as caught:
        log_in(deps, username, PASSWORD, "203.0.113.99")
    assert caught.value.data == {"minutes": 10}


def test_the_right_password_counts_again_ten_minutes_later(deps: Deps, clock: TestClock) -> None:
    ada = member(deps)
    for _ in range(10):
        refused(deps, ada.username, OTHER_PASSWORD)
    clock.forward(minutes=9, seconds=59)
    with pytest.raises(TooManyTries):
        log_in(deps, ada.username)
    clock.forward(seconds=1)
    log_in(deps, ada.username)


def test_getting_in_forgets_the_slips_before(deps: Deps) -> None:
    ada = member(deps)
    for _ in range(2):
        for _ in range(9):
            refused(deps, ada.username, OTHER_PASSWORD)
        log_in(deps, ada.username)


def test_one_network_address_may_not_try_many_usernames(deps: Deps) -> None:
    ada = member(deps)
    for n in range(100):
        refused(deps, f"somebody{n}", OTHER_PASSWORD, "203.0.113.7")
    with pytest.raises(TooManyTries):
        log_in(deps, ada.username, PASSWORD, "203.0.113.7")
    log_in(deps, ada.username, PASSWORD, "203.0.113.8")


def test_limits_outlive_a_restart(deps: Deps) -> None:
    ada = member(deps)
    for _ in range(10):
        refused(deps, ada.username, OTHER_PASSWORD)
    deps.database.engine.dispose()
    restarted = dataclasses.replace(deps, database=opened(deps.settings.database_url))
    with pytest.raises(TooManyTries):
        log_in(restarted, ada.username)


def test_a_password_changed_while_the_old_one_was_being_checked_refuses_the_old_one(
    deps: Deps, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = member(deps)
    real = deps.passwords.matches

    def slow(password: str, hashed: str | None) -> bool:
        monkeypatch.setattr(deps.passwords, "matches", real)
        choose_password(deps, ada.token, PASSWORD, OTHER_PASSWORD)
        return real(password, hashed)

    monkeypatch.setattr(deps.passwords, "matches", slow)
    refused(deps, ada.username, PASSWORD)


def test_the_journal_tells_of_each_login_but_never_a_password(deps: Deps) -> None:
    ada = member(deps)
    log_in(deps, ada.username)
    logins = [event for event in all_of(deps, Event) if event.name == "signed_in"]
    assert [event.data["is_temporary_password"] for event in logins] == [True, False]
    assert PASSWORD not in str([event.data for event in all_of(deps, Event)])
