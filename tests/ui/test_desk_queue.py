"""The queue's page: its address says what it shows, and whatever stands in the address, it shows something."""

import asyncio
from typing import Any
from urllib.parse import quote

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import assign
from cecs_app.ui.desk.queue import QueueState
from tests.applying import stored
from tests.at_desk import cookie_of_clerk, hired
from tests.queued import queued
from tests.ui import states

NAMES = ("status", "kind", "waiting", "age", "assigned", "overdue", "find", "after", "before", "self", "reference")
HOSTILE = ("", "x", "-1", "1e9", "9" * 50, "99999999999999999.999999999", "\0", "\ud800", "<script>", "' or 1=1 --")


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


@pytest.fixture
def token(deps: Deps, rita: Clerk) -> str:
    return cookie_of_clerk(deps, rita)


def at(token: str, query: str = "") -> Any:
    return states.fresh(QueueState, token=token, path=f"/desk{query}")


def run(state: Any, handler: str, *args: Any) -> list[Any]:
    return asyncio.run(states.run(state, handler, *args))


def references(state: Any) -> list[str]:
    return [row.reference for row in state.view.rows]


def test_the_page_shows_what_its_address_says(deps: Deps, token: str) -> None:
    queued(deps)
    held = queued(deps, status=Status.ON_HOLD)
    state = at(token, "?status=on_hold")
    run(state, "load")
    assert references(state) == [held]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", HOSTILE, ids=ascii)
def test_no_address_breaks_the_page(deps: Deps, token: str, name: str, value: str) -> None:
    queued(deps)
    state = at(token, f"?{name}={quote(value, errors='replace')}")
    assert run(state, "load") == []
    assert state.view.address.startswith("/desk")
    assert not state.errors


@pytest.mark.parametrize(
    "query", ["?", "?&&==", "?%", "?%FF%FE=%FF", "?status", "?" + "a=b&" * 500, "?status=open&status=x"]
)
def test_a_mangled_address_is_the_queue(deps: Deps, token: str, query: str) -> None:
    here = queued(deps)
    state = at(token, query)
    run(state, "load")
    assert references(state) == [here]


def test_filters_and_search_go_into_the_address(token: str) -> None:
    state = at(token)
    chosen = {"status": "", "kind": "renewal", "age": "30", "assigned": "nobody", "waiting": "", "overdue": False}
    assert states.redirects(run(state, "narrow", chosen)) == ["/desk?kind=renewal&age=30&assigned=nobody"]
    assert states.redirects(run(state, "narrow", {"overdue": True})) == ["/desk?overdue=yes"]
    assert states.redirects(run(state, "search", {"find": "smith jo"})) == ["/desk?find=smith+jo"]
    assert states.redirects(run(state, "search", {"find": " "})) == ["/desk"]


def test_filters_of_no_sense_go_nowhere_else(token: str) -> None:
    forged = {"status": "draft", "kind": "//evil.example", "age": ["30"], "assigned": {"a": 1}, "after": "1.1"}
    assert states.redirects(run(at(token), "narrow", forged)) == ["/desk"]


def test_an_ssn_in_the_search_box_is_refused_and_kept_nowhere(token: str) -> None:
    state = at(token)
    run(state, "search", {"find": "123-45-6788"})
    assert list(state.errors) == ["find"]
    assert "6788" not in str(state.dict())


def test_a_whole_reference_opens_its_application(deps: Deps, token: str) -> None:
    reference = queued(deps)
    assert states.redirects(run(at(token, f"?find={reference}"), "load")) == [f"/desk/applications/{reference}"]


def test_to_take_the_next_one_opens_it(deps: Deps, rita: Clerk, token: str) -> None:
    queued(deps, days=1)
    first = queued(deps, days=2)
    assert states.redirects(run(at(token), "take_next")) == [f"/desk/applications/{first}"]
    assert stored(deps, first).assigned_to == rita.staff_id


def test_where_nothing_waits_it_says_so(deps: Deps, token: str) -> None:
    state = at(token)
    run(state, "take_next")
    assert "Nothing waits" in "".join(state.errors.values())


def test_a_supervisor_sees_the_queue_but_takes_nothing_up(deps: Deps) -> None:
    reference = queued(deps)
    state = at(cookie_of_clerk(deps, hired(deps, Role.SUPERVISOR, name="Sue")))
    run(state, "load")
    assert references(state) == [reference]
    assert states.redirects(run(state, "take_next")) == ["/desk/not-your-duty"]
    assert stored(deps, reference).assigned_to is None


def test_after_a_supervisor_gave_it_away_the_page_says_whose_it_is(deps: Deps, rita: Clerk, token: str) -> None:
    reference = queued(deps)
    assign.give(deps, hired(deps, Role.SUPERVISOR, name="Sue"), reference, rita.staff_id)
    state = at(token)
    run(state, "load")
    assert (state.view.rows[0].worker, state.view.rows[0].is_mine) == ("Rita Desk", True)
