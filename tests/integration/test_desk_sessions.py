"""A login at the desk ends after a quarter of an hour in which nothing was done, to the second, and with the day."""

from datetime import timedelta

import pytest

from cecs_app.domain.staff import Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sessions, staff
from tests.employees import BY, Employee, employed, is_in
from tests.fakes import TestClock


@pytest.fixture
def rita(deps: Deps) -> Employee:
    return employed(deps)


def works(deps: Deps, token: str) -> bool:
    return sessions.find_clerk(deps, token) is not None


def test_it_ends_after_fifteen_minutes_to_the_second(deps: Deps, clock: TestClock, rita: Employee) -> None:
    clock.forward(minutes=15, seconds=-1)
    assert is_in(deps, rita.token)
    clock.forward(seconds=1)
    assert not is_in(deps, rita.token)
    assert not works(deps, rita.token), "and trying does not bring it back"


def test_work_keeps_it_alive(deps: Deps, clock: TestClock, rita: Employee) -> None:
    for _ in range(8):
        clock.forward(minutes=14)
        assert works(deps, rita.token)


def test_a_screen_that_looks_by_itself_does_not(deps: Deps, clock: TestClock, rita: Employee) -> None:
    for _ in range(14):
        clock.forward(minutes=1)
        assert is_in(deps, rita.token)
        assert sessions.find_end(deps, rita.token)
    clock.forward(minutes=1)
    assert not is_in(deps, rita.token)


def test_it_says_when_it_will_end(deps: Deps, clock: TestClock, rita: Employee) -> None:
    assert sessions.find_end(deps, rita.token) == deps.now() + timedelta(minutes=15)
    clock.forward(minutes=5)
    assert sessions.find_end(deps, rita.token) == deps.now() + timedelta(minutes=10)
    assert works(deps, rita.token)
    assert sessions.find_end(deps, rita.token) == deps.now() + timedelta(minutes=15)
    clock.forward(minutes=15)
    assert sessions.find_end(deps, rita.token) is None


@pytest.mark.parametrize("token", ["", "made up"])
def test_nobodys_login_has_no_end(deps: Deps, token: str) -> None:
    assert sessions.find_end(deps, token) is None


def test_even_at_work_it_ends_after_twelve_hours(deps: Deps, clock: TestClock, rita: Employee) -> None:
    for _ in range(71):
        clock.forward(minutes=10)
        assert works(deps, rita.token)
    clock.forward(minutes=10)
    assert not works(deps, rita.token)


@pytest.mark.parametrize("act", [staff.disable, staff.reset])
def test_who_is_disabled_or_reset_is_out_at_once(deps: Deps, rita: Employee, act: object) -> None:
    act(deps, "rita", BY)  # type: ignore[operator]
    assert not is_in(deps, rita.token)


def test_other_roles_hold_from_the_next_act_on(deps: Deps, rita: Employee) -> None:
    staff.set_roles(deps, "rita", frozenset({Role.CASHIER}), BY)
    clerk = sessions.find_clerk(deps, rita.token)
    assert clerk is not None
    assert clerk.roles == {Role.CASHIER}
