"""Logging in with a second step: the password alone opens nothing, and no code opens anything twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from cecs_app.db.tables import Event
from cecs_app.domain.access import Stage
from cecs_app.domain.errors import SignedOut
from cecs_app.domain.second_step import Way
from cecs_app.services import recovery, sessions
from cecs_app.services.deps import Deps
from cecs_app.services.second_step.prove import WrongSecondStep
from tests.fakes import TestClock
from tests.people import (
    OTHER_PASSWORD,
    Member,
    all_of,
    choose_password,
    log_in,
    mailed_password,
    member,
    visitor,
)
from tests.second_step import code_of, is_in, proves, refused, waiting, with_authenticator


@pytest.fixture
def ada(deps: Deps) -> Member:
    return member(deps)


@pytest.fixture
def secret(deps: Deps, ada: Member) -> str:
    return with_authenticator(deps, ada)[0]


def told(deps: Deps) -> list[str]:
    return [event.name for event in all_of(deps, Event)]


class TestWithAnAuthenticator:
    def test_the_password_alone_leads_to_the_second_step_and_no_further(
        self, deps: Deps, ada: Member, secret: str
    ) -> None:
        begun = log_in(deps, ada.username)
        assert (begun.stage, begun.device) == (Stage.PROVING, "")
        with pytest.raises(SignedOut):
            choose_password(deps, begun.token, "any", OTHER_PASSWORD)

    def test_the_code_of_now_lets_her_in_under_another_cookie(self, deps: Deps, ada: Member, secret: str) -> None:
        token = waiting(deps, ada)
        begun = proves(deps, token, Way.AUTHENTICATOR, code_of(deps, secret))
        assert is_in(deps, begun)
        assert begun.device
        assert sessions.find_visitor(deps, token) is None
        assert "second_step_passed" in told(deps)

    def test_it_counts_as_a_fresh_proof(self, deps: Deps, clock: TestClock, ada: Member, secret: str) -> None:
        token = waiting(deps, ada)
        clock.forward(minutes=14)
        begun = proves(deps, token, Way.AUTHENTICATOR, code_of(deps, secret))
        assert visitor(deps, begun.token).proved_at == deps.now()

    @pytest.mark.parametrize("steps", [-1, 0, 1])
    def test_a_clock_may_be_off_by_half_a_minute(
        self, deps: Deps, clock: TestClock, ada: Member, secret: str, steps: int
    ) -> None:
        clock.forward(minutes=5)
        assert is_in(deps, proves(deps, waiting(deps, ada), Way.AUTHENTICATOR, code_of(deps, secret, steps=steps)))

    @pytest.mark.parametrize("steps", [-3, -2, 2, 3])
    def test_and_by_no_more(self, deps: Deps, clock: TestClock, ada: Member, secret: str, steps: int) -> None:
        clock.forward(minutes=5)
        refused(deps, waiting(deps, ada), code_of(deps, secret, steps=steps))

    def test_no_code_works_twice_nor_one_before_it(self, deps: Deps, ada: Member, secret: str) -> None:
        proves(deps, waiting(deps, ada), Way.AUTHENTICATOR, code_of(deps, secret))
        again = waiting(deps, ada)
        refused(deps, again, code_of(deps, secret))
        refused(deps, again, code_of(deps, secret, steps=-1))
        assert is_in(deps, proves(deps, again, Way.AUTHENTICATOR, code_of(deps, secret, steps=1)))

    def test_one_code_in_many_tabs_at_once_opens_one(self, deps: Deps, ada: Member, secret: str) -> None:
        tokens, code = [waiting(deps, ada) for _ in range(4)], code_of(deps, secret)

        def tries(token: str) -> bool:
            try:
                return is_in(deps, proves(deps, token, Way.AUTHENTICATOR, code))
            except WrongSecondStep:
                return False

        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(tries, tokens)) == 1

    def test_one_login_in_two_tabs_goes_on_once(self, deps: Deps, ada: Member, secret: str) -> None:
        token = waiting(deps, ada)
        proves(deps, token, Way.AUTHENTICATOR, code_of(deps, secret))
        with pytest.raises(SignedOut):
            proves(deps, token, Way.AUTHENTICATOR, code_of(deps, secret, steps=1))

    def test_a_login_that_waits_ends_after_a_quarter_of_an_hour(
        self, deps: Deps, clock: TestClock, ada: Member, secret: str
    ) -> None:
        token = waiting(deps, ada)
        clock.forward(minutes=15, seconds=1)
        with pytest.raises(SignedOut):
            proves(deps, token, Way.AUTHENTICATOR, code_of(deps, secret))

    def test_nobody_elses_code_counts(self, deps: Deps, ada: Member, secret: str) -> None:
        eve = member(deps, "eve@example.org", "Eve")
        hers, _codes = with_authenticator(deps, eve)
        refused(deps, waiting(deps, ada), code_of(deps, hers))


class TestMailAlone:
    """Whoever reads her mail gets a temporary password, and stands before the second step all the same."""

    @pytest.fixture
    def from_the_mailbox(self, deps: Deps, ada: Member, secret: str) -> str:
        recovery.mail_temporary_password(deps, "a visitor", ada.email)
        return mailed_password(deps, ada.email)

    def test_a_temporary_password_waits_for_it_too(self, deps: Deps, ada: Member, from_the_mailbox: str) -> None:
        begun = log_in(deps, ada.username, from_the_mailbox)
        assert begun.stage == Stage.PROVING
        with pytest.raises(SignedOut):
            choose_password(deps, begun.token, from_the_mailbox, OTHER_PASSWORD)

    def test_and_then_leads_to_the_new_password_as_ever(
        self, deps: Deps, ada: Member, secret: str, from_the_mailbox: str
    ) -> None:
        waits = log_in(deps, ada.username, from_the_mailbox).token
        begun = proves(deps, waits, Way.AUTHENTICATOR, code_of(deps, secret))
        assert (begun.stage, begun.device) == (Stage.TEMPORARY, "")
        assert choose_password(deps, begun.token, from_the_mailbox, OTHER_PASSWORD).stage == Stage.SIGNED_IN
        assert log_in(deps, ada.username, OTHER_PASSWORD).stage == Stage.PROVING
