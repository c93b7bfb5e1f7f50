"""What could take the account from her asks for the password again: when its page opens, and when it is sent."""

import asyncio
from typing import Any

import pytest

from cecs_app.db.login_tables import EmailChange
from cecs_app.domain.access import Stage
from cecs_app.services import sessions
from cecs_app.services.deps import Deps
from cecs_app.ui.profile_changes import EmailState
from tests.fakes import TestClock
from tests.people import all_of
from tests.ui import states
from tests.ui.visitors import cookie_of

ASKING = [
    (EmailState, "load", (), "/profile/email"),
    (EmailState, "submit", ({"email": "new@example.org"},), "/profile/email"),
]


def led_to(token: str, state: Any, handler: str, args: tuple[Any, ...]) -> list[str]:
    return states.redirects(asyncio.run(states.run(states.fresh(state, token=token), handler, *args)))


def logged_in_long_ago(deps: Deps, clock: TestClock) -> str:
    token = cookie_of(deps, Stage.ACKNOWLEDGED)
    for _ in range(2):
        clock.forward(minutes=6)
        assert sessions.find_visitor(deps, token)
    return token


@pytest.mark.parametrize(("state", "handler", "args", "page"), ASKING)
def test_it_asks_after_ten_minutes_and_does_nothing_before(
    deps: Deps, clock: TestClock, state: Any, handler: str, args: tuple[Any, ...], page: str
) -> None:
    token = logged_in_long_ago(deps, clock)
    assert led_to(token, state, handler, args) == [f"/prove-again?next={page}"]
    assert all_of(deps, EmailChange) == []


@pytest.mark.parametrize(("state", "handler", "args", "page"), ASKING)
def test_soon_after_the_login_it_does_not(
    deps: Deps, state: Any, handler: str, args: tuple[Any, ...], page: str
) -> None:
    assert "/prove-again" not in str(led_to(cookie_of(deps, Stage.ACKNOWLEDGED), state, handler, args))
