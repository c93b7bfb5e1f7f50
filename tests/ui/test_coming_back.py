"""A line to the portal that is lost and found again fills the page anew, and keeps no login alive: nobody did it."""

import asyncio
from typing import Any

import pytest
from reflex.event import Event
from reflex_base.constants import CompileVars

from cecs_app.domain.access import Stage
from cecs_app.domain.staff import Role
from cecs_app.services import logins
from cecs_app.services.deps import Deps
from cecs_app.ui.acknowledge import AcknowledgeState
from cecs_app.ui.binding import SENT_AS_A_WHOLE, BindStateToLogin
from cecs_app.ui.desk.claims import ClaimsState
from cecs_app.ui.new_password import NewPasswordState
from cecs_app.ui.profile import ProfileState
from tests.at_desk import cookie_of_clerk, hired
from tests.fakes import TestClock
from tests.ui import states
from tests.ui.visitors import cookie_of

FIRST = {CompileVars.PAYLOAD_HASHES: ["of the compiled page"]}
(WHOLE,) = [name for name in SENT_AS_A_WHOLE if name.endswith(CompileVars.HYDRATE_AND_LOAD)]


class Tab:
    """One page in a browser, eight minutes after the login was last seen at work."""

    def __init__(self, deps: Deps, clock: TestClock, state: Any, token: str, path: str) -> None:
        self.deps, self.token = deps, token
        self.state = states.fresh(state, token=token, path=path)
        clock.forward(minutes=8)

    def connects(self, payload: dict[str, Any]) -> "Tab":
        event = Event(name=WHOLE, payload=payload)
        asyncio.run(BindStateToLogin().preprocess(None, self.state, event))  # type: ignore[arg-type]
        return self

    def does(self, handler: str, *args: Any) -> "Tab":
        asyncio.run(states.run(self.state, handler, *args))
        return self

    def goes_to(self, path: str) -> "Tab":
        root = self.state._get_root_state()
        data = root.router_data | {"pathname": path, "asPath": path}
        root._update_router_vars(data, root.router_data)
        root.router_data = data
        return self

    @property
    def is_seen(self) -> bool:
        """Just now, and so good for another quarter of an hour."""
        return logins.look(self.deps, self.token).seconds == 15 * 60


@pytest.fixture(params=["an educator", "a clerk"])
def tab(request: pytest.FixtureRequest, deps: Deps, clock: TestClock) -> Tab:
    if request.param == "a clerk":
        return Tab(deps, clock, ClaimsState, cookie_of_clerk(deps, hired(deps, Role.REVIEWER)), "/desk/claims")
    return Tab(deps, clock, ProfileState, cookie_of(deps, Stage.ACKNOWLEDGED), "/profile")


def test_opening_a_page_keeps_the_login_alive(tab: Tab) -> None:
    assert tab.connects(FIRST).does("load").is_seen


def test_a_line_found_again_does_not(tab: Tab) -> None:
    assert not tab.connects({}).does("load").is_seen


def test_going_to_another_page_after_that_does_and_coming_back_too(tab: Tab) -> None:
    here = tab.state.router.url.path
    assert tab.connects({}).does("load").goes_to("/elsewhere").does("load").is_seen
    tab.deps.clock.forward(minutes=8)  # type: ignore[attr-defined]
    assert not tab.is_seen
    assert tab.goes_to(here).does("load").is_seen


def test_an_act_on_the_page_that_came_back_does(deps: Deps, clock: TestClock) -> None:
    tab = Tab(deps, clock, NewPasswordState, cookie_of(deps, Stage.SIGNED_IN), "/new-password")
    assert not tab.connects({}).does("load").is_seen
    assert tab.does("measure", "lantern").is_seen


def test_a_reload_after_that_does(deps: Deps, clock: TestClock) -> None:
    tab = Tab(deps, clock, AcknowledgeState, cookie_of(deps, Stage.REGISTERED), "/acknowledge")
    assert not tab.connects({}).does("load").is_seen
    assert tab.connects(FIRST).does("load").is_seen
