"""An open tab asks how long its login lasts: that keeps nothing alive, and holds for both sides of the portal."""

from collections.abc import Callable

import pytest

from cecs_app.services import logins, sessions
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sessions as desk_sessions
from tests.employees import employed
from tests.fakes import TestClock
from tests.people import log_in, member

SIDES: dict[str, Callable[[Deps], str]] = {
    "an educator": lambda deps: member(deps).token,
    "a clerk": lambda deps: employed(deps).token,
}
QUARTER = 15 * 60


@pytest.fixture(params=SIDES)
def token(request: pytest.FixtureRequest, deps: Deps) -> str:
    return SIDES[request.param](deps)


def seconds(deps: Deps, token: str) -> int:
    return logins.look(deps, token).seconds


def test_it_tells_the_seconds_that_are_left(deps: Deps, clock: TestClock, token: str) -> None:
    assert seconds(deps, token) == QUARTER
    clock.forward(minutes=5, seconds=0.5)
    assert seconds(deps, token) == 10 * 60, "a begun second counts: a tab must not leave before the end"


def test_asking_keeps_nothing_alive(deps: Deps, clock: TestClock, token: str) -> None:
    for minute in range(1, 16):
        clock.forward(minutes=1)
        assert seconds(deps, token) == QUARTER - 60 * minute
    assert not logins.is_live(deps, token)
    assert logins.look(deps, token) == logins.Left()


def test_staying_begins_the_quarter_of_an_hour_anew(deps: Deps, clock: TestClock, token: str) -> None:
    clock.forward(minutes=14, seconds=59)
    assert logins.stay(deps, token).seconds == QUARTER
    clock.forward(minutes=14)
    assert logins.is_live(deps, token)


def test_staying_too_late_brings_nothing_back(deps: Deps, clock: TestClock, token: str) -> None:
    clock.forward(minutes=15)
    assert logins.stay(deps, token) == logins.Left()
    assert not logins.is_live(deps, token)


def test_after_twelve_hours_staying_helps_no_more(deps: Deps, clock: TestClock, token: str) -> None:
    for _ in range(71):
        clock.forward(minutes=10)
        assert logins.stay(deps, token).seconds
    assert logins.stay(deps, token).seconds == 10 * 60
    clock.forward(minutes=10)
    assert logins.stay(deps, token) == logins.Left()


@pytest.mark.parametrize("token", ["", "made up"])
def test_nobody_has_nothing_left(deps: Deps, token: str) -> None:
    for ask in (logins.look, logins.stay):
        assert ask(deps, token) == logins.Left()


def test_a_tab_can_tell_its_login_from_the_next_ones(deps: Deps) -> None:
    ada = member(deps)
    second = log_in(deps, ada.username).token
    names = {logins.look(deps, one).login for one in (ada.token, ada.token, second)}
    assert len(names) == 2
    assert not names & {ada.token, second, sessions.fingerprint(ada.token), sessions.fingerprint(second)}


def test_an_ended_login_has_nothing_left_at_once(deps: Deps, token: str) -> None:
    for side in (sessions, desk_sessions):
        side.end(deps, token)
    assert logins.look(deps, token) == logins.Left()
