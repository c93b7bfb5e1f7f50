"""Our records can't be reached: no screen is taken away from whoever typed on it, and it works again by itself."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from cecs_app import wiring
from cecs_app.services.deps import Deps
from cecs_app.ui import guards
from cecs_app.ui.applications.details import DetailsState
from cecs_app.ui.components.frame import FrameState
from cecs_app.ui.pay.result import PayResultState
from cecs_app.ui.visiting import WHOLE_FORM, Portal
from tests.applying import applicant, filled
from tests.failing import without_database
from tests.fakes_cards import FakeCards
from tests.payable import Owing, login_of, owing, start
from tests.ui import states
from tests.ui.paying.looking import SCREEN, Waiting

TYPED = {"address_line": "12 Elm Street", "city": "Mystic", "state": "CT", "zip_code": "06355"}


def wire(monkeypatch: pytest.MonkeyPatch, deps: Deps) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)


def run(state: Any, handler: str, *form: Any) -> list[Any]:
    return asyncio.run(states.run(state, handler, *form))


def portal_of(state: Any) -> Any:
    return asyncio.run(state.get_state(Portal))


@pytest.fixture
def typing(deps: Deps) -> Any:
    """Her details lie open before her."""
    who = applicant(deps)
    reference = filled(deps, who, "continuation")
    token = login_of(deps, Owing(who.educator_id, reference))
    state = states.fresh(DetailsState, token=token, path=f"/applications/{reference}/details", reference=reference)
    assert run(state, "load") == []
    return state


def test_who_saves_is_told_so_and_stays_where_she_typed(
    deps: Deps, monkeypatch: pytest.MonkeyPatch, typing: Any
) -> None:
    wire(monkeypatch, without_database(deps))
    events = run(typing, "submit", TYPED)
    assert states.redirects(events) == []
    assert "what you typed is still here" in typing.errors[WHOLE_FORM]
    assert not typing.busy
    wire(monkeypatch, deps)
    assert states.redirects(run(typing, "submit", TYPED)) != []
    assert typing.errors == {}


def test_a_page_that_opens_again_meanwhile_stays_as_it_is_and_says_why(
    deps: Deps, monkeypatch: pytest.MonkeyPatch, typing: Any
) -> None:
    """As after a lost line, when the browser asks for it anew."""
    frame = states.fresh(FrameState, path="/applications/A-1/details")
    wire(monkeypatch, without_database(deps))
    for screen, handler in ((frame, "arrive"), (typing, "load"), (frame, "fill")):
        assert run(screen, handler) == []
    assert portal_of(frame).is_out_of_service
    assert portal_of(frame).filled == "", "what could not be read is not shown as if it were empty"
    assert typing.view.name != "", "and what was read stays"


def test_a_page_that_opens_when_all_is_well_again_is_shown(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = states.fresh(FrameState, path="/login")
    wire(monkeypatch, without_database(deps))
    run(frame, "arrive")
    wire(monkeypatch, deps)
    for handler in ("arrive", "fill"):
        run(frame, handler)
    assert (portal_of(frame).is_out_of_service, portal_of(frame).filled) == (False, "/login")


def test_a_screen_that_looks_again_by_itself_goes_on_looking(deps: Deps, monkeypatch: pytest.MonkeyPatch) -> None:
    """Her payment is found out as soon as it can be."""
    cards, waiting = FakeCards(), Waiting()
    ours = replace(deps, cards=cards)
    ada = owing(ours)
    token = login_of(ours, ada)
    cards.pay(start(ours, ada))
    wire(monkeypatch, without_database(ours))
    monkeypatch.setattr(guards.asyncio, "sleep", waiting)
    waiting.happens[2] = lambda: wire(monkeypatch, ours)
    state = states.fresh(PayResultState, token=token, path=SCREEN, reference="CT-ADA")
    assert states.redirects(run(state, "look")) == ["/applications/CT-ADA/receipt"]
