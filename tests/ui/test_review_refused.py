"""Who may not do something on the review screen and the pages of a decision: nothing is changed, and nothing shown."""

from typing import Any

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.staff import Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk.review.views import ReviewView
from cecs_app.ui.desk.review.appeal import DeskAppealState
from cecs_app.ui.desk.review.approve import ApproveState
from cecs_app.ui.desk.review.deny import DenyState
from cecs_app.ui.desk.review.hold import HoldState, ResumeState
from cecs_app.ui.desk.review.screen import ReviewState
from cecs_app.ui.desk.review.second_look import SecondLookState
from cecs_app.ui.desk.review.undo import UndoState
from tests.applying import applicant, filed, status_of
from tests.at_desk import hired, taken_up
from tests.on_record import contents
from tests.ui.desk_screens import At

REASON = "The certificate was surrendered in March 2026, so it cannot be continued."
PRESSES: tuple[tuple[type, str, dict[str, str]], ...] = (
    (ApproveState, "submit", {}),
    (DenyState, "preview", {"reason": REASON}),
    (HoldState, "submit", {"reason": REASON, "until": "2027-03-01"}),
    (ResumeState, "submit", {}),
    (SecondLookState, "confirm", {}),
    (SecondLookState, "send_back", {"reason": REASON}),
    (UndoState, "submit", {"reason": REASON}),
    (DeskAppealState, "submit", {"outcome": "granted", "reason": REASON}),
    (ReviewState, "claim", {}),
    (ReviewState, "release", {}),
    (ReviewState, "give", {"colleague": "1"}),
    (ReviewState, "add_note", {"note": "Hello"}),
)


@pytest.mark.parametrize("reference", ["own", "A-0000-0000"])
@pytest.mark.parametrize(("state", "handler", "form"), PRESSES, ids=lambda one: getattr(one, "__name__", None))
def test_neither_her_own_application_nor_one_that_is_not_there_is_changed_or_shown(
    deps: Deps, state: Any, handler: str, form: dict[str, str], reference: str
) -> None:
    who = applicant(deps)
    own = filed(deps, who, "continuation")
    ada = hired(deps, Role.REVIEWER, Role.SUPERVISOR, name="Ada", educator_id=who.educator_id)
    taken_up(deps, own, ada)
    screen = At(deps, ada, state, own if reference == "own" else reference)
    before = contents(deps)
    screen.press("load")
    led = screen.press(handler, form)
    assert led == ["/not-found"] if reference != "own" else screen.state.errors
    after = contents(deps)
    for table in ("application", "event", "certificate", "decision", "internal_note", "outgoing_mail"):
        assert after[table] == before[table], table
    assert getattr(screen.state.view, "head", ReviewView().head).name == ""


@pytest.mark.parametrize(
    ("state", "handler", "form"), [one for one in PRESSES if one[0] in (ApproveState, DenyState, HoldState)]
)
def test_a_colleagues_application_is_neither_decided_nor_offered_for_it(
    deps: Deps, state: Any, handler: str, form: dict[str, str]
) -> None:
    rita, rob = hired(deps, Role.REVIEWER), hired(deps, Role.REVIEWER, name="Rob")
    reference = taken_up(deps, filed(deps, applicant(deps), "continuation"), rob)
    screen = At(deps, rita, state, reference)
    screen.press("load")
    assert screen.state.view.head.reference == ""
    screen.press(handler, form)
    assert "You have not claimed this application" in screen.state.errors[""]
    assert status_of(deps, reference) is Status.IN_REVIEW


def test_what_one_application_showed_is_gone_when_the_next_may_not_be_shown(deps: Deps) -> None:
    who = applicant(deps)
    own, other = filed(deps, who, "continuation"), filed(deps, applicant(deps, name="Bea"), "continuation")
    ada = hired(deps, Role.REVIEWER, name="Ada", educator_id=who.educator_id)
    screen = At(deps, ada, ReviewState, other).open()
    assert screen.state.view.head.name == "Bea Lovelace"
    there = At(deps, ada, ReviewState, own)
    there.state.view = screen.state.view
    there.press("load")
    assert there.state.view == ReviewView()
    assert there.state.errors[""] == "This is your own record. A colleague has to work on it."
