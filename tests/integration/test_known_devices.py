"""Whoever knows a username can't keep its owner out; and a login on a new browser is told to her."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from cecs_app.db.login_tables import KnownDevice
from cecs_app.domain.access import Browser
from cecs_app.domain.errors import TooManyTries
from cecs_app.services import limits, recovery, sign_in
from cecs_app.services.deps import Deps
from cecs_app.services.desk.proof import WrongProof
from cecs_app.services.sign_in import WrongCredentials
from tests.employees import employed
from tests.employees import log_in as log_in_at_desk
from tests.fakes import TestClock
from tests.people import (
    OTHER_PASSWORD,
    PASSWORD,
    Member,
    all_of,
    choose_password,
    log_in,
    mailed_password,
    mails_to,
    member,
)

HOME, ELSEWHERE = "203.0.113.1", "198.51.100.7"
WRONG = "seven crooked ladders by the well"
NEW_LOGIN, TRIES = "A new login to your CECS account", "Somebody tried to log in to your CECS account"


@pytest.fixture
def ada(deps: Deps) -> Member:
    return member(deps)


def strangers_try(deps: Deps, username: str, times: int = limits.SIGN_IN_PER_ACCOUNT.most) -> None:
    for n in range(times):
        with pytest.raises(WrongCredentials):
            log_in(deps, username, WRONG, f"198.51.100.{n}")


def closed(deps: Deps, username: str, device: str = "", address: str = ELSEWHERE) -> str:
    with pytest.raises(TooManyTries) as caught:
        log_in(deps, username, PASSWORD, address, device)
    return caught.value.code


def subjects(deps: Deps, ada: Member) -> list[str]:
    return [mail.subject for mail in mails_to(deps, ada.email)]


class TestTheOwnerIsNotKeptOut:
    def test_on_the_browser_she_always_uses_she_gets_in_while_strangers_are_stopped(
        self, deps: Deps, ada: Member
    ) -> None:
        device = log_in(deps, ada.username).device
        strangers_try(deps, ada.username)
        assert closed(deps, ada.username) == "too_many_logins"
        assert log_in(deps, ada.username, device=device).token

    def test_a_temporary_password_gets_her_in_on_any_browser(self, deps: Deps, ada: Member) -> None:
        strangers_try(deps, ada.username)
        recovery.mail_temporary_password(deps, "a browser", ada.email)
        begun = log_in(deps, ada.username, mailed_password(deps, ada.email), ELSEWHERE)
        new = choose_password(deps, begun.token, mailed_password(deps, ada.email), OTHER_PASSWORD)
        assert log_in(deps, ada.username, OTHER_PASSWORD, ELSEWHERE).token, "the strangers' tries are forgotten"
        assert new.device

    def test_guesses_at_a_temporary_password_keep_nobody_out(self, deps: Deps, ada: Member) -> None:
        for n in range(30):
            with pytest.raises(WrongCredentials):
                log_in(deps, ada.username, "abcd-efgh-jkmn-pqrs", f"198.51.100.{n}")
        assert log_in(deps, ada.username, address=ELSEWHERE).token

    def test_a_device_cookie_of_hers_opens_no_other_account_to_more_tries(self, deps: Deps, ada: Member) -> None:
        bob = member(deps, "bob@example.org", "Bob", "Builder")
        device = log_in(deps, ada.username).device
        strangers_try(deps, bob.username)
        assert closed(deps, bob.username, device) == "too_many_logins"

    def test_her_own_browser_may_not_guess_for_ever(self, deps: Deps, ada: Member) -> None:
        device = log_in(deps, ada.username).device
        for _ in range(limits.SIGN_IN_PER_DEVICE.most):
            with pytest.raises(WrongCredentials):
                log_in(deps, ada.username, OTHER_PASSWORD, HOME, device)
        assert closed(deps, ada.username, device, HOME) == "too_many_logins"
        assert log_in(deps, ada.username, address=ELSEWHERE).token, "nor does it keep her out elsewhere"

    def test_after_a_hundred_wrong_tries_in_a_row_only_her_browser_and_her_mailbox_are_left(
        self, deps: Deps, clock: TestClock, ada: Member
    ) -> None:
        device = log_in(deps, ada.username).device
        for _ in range(10):
            strangers_try(deps, ada.username)
            clock.forward(minutes=11)
        assert closed(deps, ada.username) == "password_closed"
        assert log_in(deps, ada.username, device=device).token

    def test_unknown_usernames_close_alike(self, deps: Deps, clock: TestClock) -> None:
        for _ in range(10):
            strangers_try(deps, "nobody1234")
            clock.forward(minutes=11)
        assert closed(deps, "nobody1234") == "password_closed"

    def test_many_at_once_get_no_more_tries_than_one_after_the_other(self, deps: Deps, ada: Member) -> None:
        def one(n: int) -> bool:
            try:
                log_in(deps, ada.username, OTHER_PASSWORD, f"198.51.100.{n}")
            except WrongCredentials:
                return True
            except TooManyTries:
                return False
            raise AssertionError("a wrong password got in")

        with ThreadPoolExecutor(12) as pool:
            heard = sum(pool.map(one, range(36)))
        assert heard == limits.SIGN_IN_PER_ACCOUNT.most

    def test_a_school_behind_one_address_logs_in_as_often_as_it_likes(self, deps: Deps, ada: Member) -> None:
        for _ in range(limits.SIGN_IN_PER_ADDRESS.most + 1):
            log_in(deps, ada.username)

    def test_one_of_the_staff_is_not_kept_out_of_her_own_browser(self, deps: Deps, clock: TestClock) -> None:
        rita = employed(deps)
        device = log_in_at_desk(deps, rita).device
        for _ in range(limits.STAFF_PROOF.most):
            with pytest.raises(WrongProof):
                log_in_at_desk(deps, rita, password=OTHER_PASSWORD)
        clock.forward(seconds=30)
        with pytest.raises(TooManyTries):
            log_in_at_desk(deps, rita)
        assert log_in_at_desk(deps, rita, device=device).token


class TestTheOwnerIsTold:
    def test_a_login_on_a_new_browser_is_mailed_with_its_name_and_never_its_own_words(
        self, deps: Deps, ada: Member
    ) -> None:
        log_in(deps, ada.username)
        agent = "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 <b>evil</b> https://evil.example"
        sign_in.sign_in(deps, ada.username, PASSWORD, Browser(ELSEWHERE, agent))
        [mail] = [mail for mail in mails_to(deps, ada.email) if mail.subject == NEW_LOGIN][-1:]
        assert "Chrome on Windows" in mail.text
        assert "evil" not in mail.text + mail.html

    def test_the_browser_on_which_she_set_her_password_is_no_news(self, deps: Deps, ada: Member) -> None:
        device = choose_password(deps, ada.token, PASSWORD, OTHER_PASSWORD).device
        log_in(deps, ada.username, OTHER_PASSWORD, device=device)
        assert NEW_LOGIN not in subjects(deps, ada)

    def test_after_a_new_password_every_other_browser_is_a_strangers(self, deps: Deps, ada: Member) -> None:
        old = log_in(deps, ada.username).device
        choose_password(deps, ada.token, PASSWORD, OTHER_PASSWORD)
        strangers_try(deps, ada.username)
        assert closed(deps, ada.username, old) == "too_many_logins"

    def test_many_wrong_tries_are_mailed_a_few_times_a_day_at_most(
        self, deps: Deps, clock: TestClock, ada: Member
    ) -> None:
        for _ in range(5):
            strangers_try(deps, ada.username)
            clock.forward(minutes=11)
        assert subjects(deps, ada).count(TRIES) == limits.OWNER_NOTICE.most

    def test_the_device_is_kept_as_a_hash_only(self, deps: Deps, ada: Member) -> None:
        device = log_in(deps, ada.username).device
        assert device and device not in str([row.token_hash for row in all_of(deps, KnownDevice)])
