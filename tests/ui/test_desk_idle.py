"""An open screen of the desk: warned two minutes before the login ends, and emptied at the end, to the second."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from cecs_app.domain.staff import Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sessions
from cecs_app.ui.desk import idle
from cecs_app.ui.desk.frame import DeskFrame
from cecs_app.ui.desk.idle import DeskIdle
from tests.at_desk import cookie_of_clerk, hired
from tests.employees import Employee, employed, is_in
from tests.fakes import TestClock
from tests.ui import states

MOST_LOOKS = 100


class Passing:
    """Time passes at once instead of being waited for, and things may happen meanwhile."""

    def __init__(self, clock: TestClock) -> None:
        self.clock = clock
        self.looks: list[float] = []
        self.happens: dict[int, Callable[[], object]] = {}
        """By how many looks went before."""

    async def __call__(self, seconds: float) -> None:
        assert len(self.looks) < MOST_LOOKS, "it never ends"
        self.clock.forward(seconds=seconds)
        self.looks.append(seconds)
        if happening := self.happens.get(len(self.looks)):
            await asyncio.to_thread(happening)


@pytest.fixture
def passing(monkeypatch: pytest.MonkeyPatch, clock: TestClock) -> Passing:
    found = Passing(clock)
    monkeypatch.setattr(idle.asyncio, "sleep", found)
    return found


@pytest.fixture
def rita(deps: Deps) -> Employee:
    return employed(deps)


def screen(token: str, path: str = "/desk") -> Any:
    return states.fresh(DeskIdle, token=token, path=path)


def watch(state: Any) -> list[str]:
    return states.redirects(asyncio.run(states.run(state, "watch")))


def seconds_gone(passing: Passing) -> float:
    return sum(passing.looks)


def test_left_alone_it_leads_to_the_login_when_the_login_ends(rita: Employee, passing: Passing) -> None:
    assert watch(screen(rita.token)) == ["/desk/login?idle=1"]
    assert seconds_gone(passing) == 15 * 60


def test_it_warns_two_minutes_before(deps: Deps, rita: Employee, passing: Passing) -> None:
    state, warned_from = screen(rita.token), []
    for look in range(1, MOST_LOOKS):
        passing.happens[look] = lambda: warned_from.append(seconds_gone(passing)) if state.ends else None
    watch(state)
    # It is seen by the look after: five seconds later.
    assert warned_from[0] == 13 * 60 + 5


def test_the_warning_says_at_what_time(rita: Employee, passing: Passing, clock: TestClock) -> None:
    state, said = screen(rita.token), []
    clock.forward(minutes=13, seconds=1)
    passing.happens[1] = lambda: said.append(state.ends)
    watch(state)
    assert said == ["12:15 PM"]


def test_looking_does_not_keep_the_login_alive(deps: Deps, rita: Employee, passing: Passing) -> None:
    watch(screen(rita.token))
    assert not is_in(deps, rita.token)


def test_going_on_in_another_tab_takes_the_warning_back(deps: Deps, rita: Employee, passing: Passing) -> None:
    state, shown = screen(rita.token), []
    passing.clock.forward(minutes=13, seconds=30)
    passing.happens = {
        1: lambda: (shown.append(state.ends), sessions.find_clerk(deps, rita.token)),
        2: lambda: shown.append(state.ends),
    }
    watch(state)
    assert shown == ["12:15 PM", ""]
    assert seconds_gone(passing) == 5 + 15 * 60


def test_the_button_keeps_her_in(deps: Deps, rita: Employee, clock: TestClock) -> None:
    state = screen(rita.token)
    state.ends = "12:15 PM"
    clock.forward(minutes=14, seconds=59)
    assert states.redirects(asyncio.run(states.run(state, "stay"))) == []
    assert state.ends == ""
    clock.forward(minutes=14)
    assert is_in(deps, rita.token)


def test_the_button_pressed_too_late_leads_to_the_login(rita: Employee, clock: TestClock) -> None:
    clock.forward(minutes=15)
    assert states.redirects(asyncio.run(states.run(screen(rita.token), "stay"))) == ["/desk/login"]


def test_at_the_end_every_screen_of_the_tab_forgets_what_it_showed(rita: Employee, passing: Passing) -> None:
    state = screen(rita.token)
    frame = state._get_root_state().get_substate(DeskFrame.get_full_name().split("."))
    asyncio.run(states.run(frame, "arrive"))
    assert frame.clerk == "Rita Desk"
    watch(state)
    assert (frame.clerk, frame.duties, state.ends) == ("", [], "")


@pytest.mark.parametrize("path", ["/", "/certificates"])
def test_on_a_page_that_is_not_the_desks_it_stops(rita: Employee, passing: Passing, path: str) -> None:
    assert watch(screen(rita.token, path)) == []
    assert passing.looks == []


def test_a_newer_one_takes_its_place(rita: Employee, passing: Passing) -> None:
    state = screen(rita.token)
    passing.happens[3] = lambda: setattr(state, "_watching", 99)
    assert watch(state) == []
    assert len(passing.looks) == 3


def test_who_logs_out_or_is_disabled_is_led_away_at_the_next_look(
    deps: Deps, rita: Employee, passing: Passing
) -> None:
    passing.happens[2] = lambda: sessions.end(deps, rita.token)
    assert watch(screen(rita.token)) == ["/desk/login?idle=1"]
    assert len(passing.looks) == 2


def test_the_frame_begins_it_for_a_clerk_and_for_nobody_else(deps: Deps, rita: Employee) -> None:
    for token, begun in ((rita.token, 1), ("", 0), ("invented", 0)):
        events = asyncio.run(states.run(states.fresh(DeskFrame, token=token, path="/desk"), "arrive"))
        assert len(events) == begun


def test_a_login_by_setup_code_is_watched_too(deps: Deps, passing: Passing) -> None:
    token = cookie_of_clerk(deps, hired(deps, Role.REVIEWER, name="New"), is_setup=True)
    assert watch(screen(token, "/desk/setup")) == ["/desk/login?idle=1"]
