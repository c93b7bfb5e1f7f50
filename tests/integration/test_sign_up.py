"""Creating an account: what is mailed to whom, and that nobody learns who has one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from cecs_app.db.tables import Account
from cecs_app.domain.errors import InvalidFields, SignedOut, TooManyTries
from cecs_app.services import sign_up
from cecs_app.services.deps import Deps
from cecs_app.services.sign_in import WrongCredentials
from cecs_app.services.sign_up import NoCookie, NoSignUp, Request
from tests.fakes import TestClock, posted
from tests.people import (
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

ADA = "ada@example.org"
BOB = "bob@example.org"


def typed(**fields: str) -> Request:
    usual = {"last_name": "Lovelace", "first_name": "Ada", "email": ADA, "email_again": ADA}
    return Request(**{**usual, **fields})


def faults(deps: Deps, request: Request) -> dict[str, str]:
    with pytest.raises(InvalidFields) as caught:
        sign_up.create_account(deps, "a browser", request)
    return caught.value.fields


def test_two_mails_bring_the_username_and_a_temporary_password(deps: Deps) -> None:
    ask_account(deps)
    first, second = posted(deps)
    assert (first.to, second.to) == (ADA, ADA)
    assert (first.subject, second.subject) == (
        "Your CECS Username (email 1 of 2)",
        "Your CECS Temporary Password (email 2 of 2)",
    )
    username, password = mailed_username(deps, ADA), mailed_password(deps, ADA)
    assert (username in first.text, password in first.text) == (True, False)
    assert (username in second.text, password in second.text) == (False, True)
    log_in(deps, username, password)


def test_each_mail_is_useful_alone_as_text_and_as_html(deps: Deps) -> None:
    ask_account(deps)
    first, second = posted(deps)
    for mail, fact, other_mail in (
        (first, mailed_username(deps, ADA), "Email 2 of 2 holds your temporary password"),
        (second, mailed_password(deps, ADA), "Your username is in email 1 of 2"),
    ):
        for shown in (mail.text, mail.html):
            for words in ("Dear Ada", fact, "http://localhost:3000/login", other_mail, "SPAM", "Forgot"):
                assert words in shown
        assert "<html" in mail.html
        assert "<" not in mail.text


def test_the_username_is_neither_the_email_nor_an_ein(deps: Deps) -> None:
    ask_account(deps, "12345678@example.org", "Ωραία", "Παπά")
    username = mailed_username(deps, "12345678@example.org")
    assert "@" not in username
    assert username.isascii()
    assert username.isalnum()
    assert any(char.isalpha() for char in username), "an EIN is all digits"
    assert "12345678" not in username


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"email_again": "adda@example.org"}, "email_again", "email_mismatch"),
        ({"email_again": ""}, "email_again", "required"),
        ({"email": "ada@example", "email_again": "ada@example"}, "email", "email_invalid"),
        ({"email": "ada example.org", "email_again": "ada example.org"}, "email", "email_invalid"),
        ({"first_name": " "}, "first_name", "required"),
        ({"last_name": "x" * 61}, "last_name", "too_long"),
        ({"last_name": "see www.example.org"}, "last_name", "name_invalid"),
    ],
)
def test_a_slip_is_named_at_its_field_and_mails_nobody(
    deps: Deps, wrong: dict[str, str], field: str, code: str
) -> None:
    assert faults(deps, typed(**wrong)) == {field: code}
    assert (posted(deps), all_of(deps, Account)) == ([], [])


def test_the_two_addresses_may_differ_in_case_only(deps: Deps) -> None:
    sign_up.create_account(deps, "a browser", typed(email_again="ADA@Example.org"))
    assert len(mails_to(deps, ADA)) == 2


def test_a_browser_without_our_cookie_is_told_so(deps: Deps) -> None:
    with pytest.raises(NoCookie):
        sign_up.create_account(deps, "", typed())
    assert posted(deps) == []


def test_the_screen_is_the_same_for_an_address_in_use(deps: Deps) -> None:
    ada = member(deps)
    for browser, email in (("one", ada.email), ("two", BOB)):
        ask_account(deps, email, browser=browser)
    in_use, free = sign_up.get_sign_up(deps, "one"), sign_up.get_sign_up(deps, "two")
    assert (in_use.email, free.email) == (ada.email, BOB)
    assert (in_use.sender, in_use.sender_name) == (free.sender, free.sender_name)


def test_the_owner_of_an_address_in_use_is_told_by_mail_and_nothing_changes(deps: Deps) -> None:
    ada = member(deps)
    before = account_of(deps, ada.email)
    ask_account(deps, "Ada@EXAMPLE.org", "Eve", "Dropper", browser="another browser")
    mail = posted(deps)[-1]
    assert (mail.to, mail.subject) == (ada.email, "You already have a CECS account")
    for shown in (mail.text, mail.html):
        for words in (
            "Dear Ada",
            ada.username,
            "http://localhost:3000/login",
            "http://localhost:3000/forgot-password",
        ):
            assert words in shown
        assert "Eve" not in shown, "a stranger's words never reach her mailbox"
    assert account_of(deps, ada.email) == before
    log_in(deps, ada.username)


@pytest.mark.parametrize("resend", [sign_up.resend_username, sign_up.resend_password])
def test_resending_for_an_address_in_use_tells_only_its_owner(deps: Deps, resend: Callable[[Deps, str], None]) -> None:
    ada = member(deps)
    ask_account(deps, ada.email, browser="another browser")
    resend(deps, "another browser")
    assert [mail.subject for mail in mails_to(deps, ada.email)][-2:] == ["You already have a CECS account"] * 2
    log_in(deps, ada.username)


def test_the_username_can_be_mailed_again(deps: Deps) -> None:
    ask_account(deps)
    sign_up.resend_username(deps, "a browser")
    assert posted(deps)[-1].text == posted(deps)[0].text


def test_a_password_mailed_again_ends_the_one_before(deps: Deps) -> None:
    ask_account(deps)
    username, first = mailed_username(deps, ADA), mailed_password(deps, ADA)
    sign_up.resend_password(deps, "a browser")
    second = mailed_password(deps, ADA)
    assert second != first
    with pytest.raises(WrongCredentials):
        log_in(deps, username, first)
    log_in(deps, username, second)


def test_another_browser_can_resend_nothing(deps: Deps) -> None:
    ask_account(deps)
    for act in (sign_up.get_sign_up, sign_up.resend_username, sign_up.resend_password):
        with pytest.raises(NoSignUp):
            act(deps, "another browser")
    with pytest.raises(NoSignUp):
        sign_up.correct_email(deps, "another browser", BOB)
    assert len(posted(deps)) == 2


def test_a_request_is_forgotten_after_a_day(deps: Deps, clock: TestClock) -> None:
    ask_account(deps)
    clock.forward(hours=24, seconds=1)
    with pytest.raises(NoSignUp):
        sign_up.resend_username(deps, "a browser")


def test_a_corrected_address_takes_the_account_along(deps: Deps) -> None:
    ask_account(deps, "adda@example.org")
    username, lost = mailed_username(deps, "adda@example.org"), mailed_password(deps, "adda@example.org")
    sign_up.correct_email(deps, "a browser", ADA)
    assert mailed_username(deps, ADA) == username
    assert len(all_of(deps, Account)) == 1
    with pytest.raises(WrongCredentials):
        log_in(deps, username, lost)
    log_in(deps, username, mailed_password(deps, ADA))


def test_correcting_to_an_address_in_use_looks_the_same_and_frees_the_wrong_one(deps: Deps) -> None:
    bob = member(deps, BOB, "Bob", "Builder")
    ask_account(deps, "typo@example.org")
    username, lost = mailed_username(deps, "typo@example.org"), mailed_password(deps, "typo@example.org")
    sign_up.correct_email(deps, "a browser", bob.email)
    assert sign_up.get_sign_up(deps, "a browser").email == bob.email
    assert mails_to(deps, bob.email)[-1].subject == "You already have a CECS account"
    with pytest.raises(WrongCredentials):
        log_in(deps, username, lost)


def test_whoever_was_first_at_an_unused_account_loses_it_to_the_next_request(deps: Deps) -> None:
    ask_account(deps, ADA, "Eve", "Dropper", browser="eve")
    stolen, lost = mailed_username(deps, ADA), mailed_password(deps, ADA)
    eve = log_in(deps, stolen, lost)
    ask_account(deps, browser="ada")
    assert (account_of(deps, ADA).first_name, len(all_of(deps, Account))) == ("Ada", 1)
    with pytest.raises(WrongCredentials):
        log_in(deps, stolen, lost)
    with pytest.raises(SignedOut):
        choose_password(deps, eve.token, lost)


def test_requests_in_the_same_instant_make_one_account(deps: Deps) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: ask_account(deps, browser=f"browser {n}"), range(4)))
    assert len(all_of(deps, Account)) == 1
    log_in(deps, mailed_username(deps, ADA), mailed_password(deps, ADA))


@pytest.mark.parametrize("known", [True, False])
def test_an_address_gets_only_so_much_mail_an_hour_known_or_not(deps: Deps, clock: TestClock, known: bool) -> None:
    if known:
        member(deps)
        clock.forward(hours=1)
    for n in range(6):
        ask_account(deps, browser=f"browser {n}")
    with pytest.raises(TooManyTries) as caught:
        ask_account(deps, browser="one more")
    assert caught.value.data == {"minutes": 60}
    clock.forward(hours=1)
    ask_account(deps, browser="one more")
