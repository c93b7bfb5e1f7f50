"""The review screen's own handlers: what each press does, and what somebody who may not do it gets."""

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.ui.applications.appeal import AppealState
from cecs_app.ui.desk.review.appeal import DeskAppealState
from cecs_app.ui.desk.review.approve import ApproveState
from cecs_app.ui.desk.review.deny import DenyState
from cecs_app.ui.desk.review.hold import HoldState, ResumeState
from cecs_app.ui.desk.review.screen import ReviewState
from cecs_app.ui.desk.review.second_look import SecondLookState
from cecs_app.ui.desk.review.undo import UndoState
from tests import applying
from tests.applying import applicant, filed, status_of, stored
from tests.at_desk import answered_yes, hired, taken_up
from tests.fakes import posted
from tests.payable import Owing, login_of
from tests.ui.desk_screens import At

REASON = "The certificate was surrendered in March 2026, so it cannot be continued."


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


@pytest.fixture
def sam(deps: Deps) -> Clerk:
    return hired(deps, Role.SUPERVISOR, name="Sam")


def in_review(deps: Deps, rita: Clerk) -> str:
    return taken_up(deps, filed(deps, applicant(deps), "continuation"), rita)


def test_she_claims_it_and_then_can_approve_and_issue_it(deps: Deps, rita: Clerk) -> None:
    reference = filed(deps, applicant(deps), "continuation")
    screen = At(deps, rita, ReviewState, reference).open()
    screen.press("claim", {})
    assert (screen.state.view.head.holder, status_of(deps, reference)) == ("You", Status.IN_REVIEW)
    page = At(deps, rita, ApproveState, reference).open()
    assert page.state.view.outcome.then == "July 1, 2027 through June 30, 2032"
    assert page.press("submit", {}) == [f"/desk/applications/{reference}"]
    assert status_of(deps, reference) is Status.ISSUED
    assert At(deps, rita, ReviewState, reference).open().state.view.advice.headline == "Approved and issued."


def test_the_next_one_is_taken_straight_from_the_screen(deps: Deps, rita: Clerk) -> None:
    done = in_review(deps, rita)
    following = filed(deps, applicant(deps, name="Bea"), "continuation")
    At(deps, rita, ApproveState, done).open().press("submit", {})
    assert At(deps, rita, ReviewState, done).open().press("take_next", {}) == [f"/desk/applications/{following}"]
    assert stored(deps, following).assigned_to == rita.staff_id


def test_the_letter_that_is_sent_is_the_one_that_was_shown(deps: Deps, rita: Clerk) -> None:
    reference = in_review(deps, rita)
    page = At(deps, rita, DenyState, reference).open()
    page.press("preview", {"reason": REASON})
    assert REASON in page.state.letter.lines
    assert any("You may appeal through February 4, 2027." in line for line in page.state.letter.lines)
    assert status_of(deps, reference) is Status.IN_REVIEW
    assert page.press("submit", {"reason": "Something else that nobody has read before."}) == [
        f"/desk/applications/{reference}"
    ]
    mail = posted(deps)[-1]
    assert REASON in mail.text
    assert "Something else" not in mail.text
    shown = [line for line in page.state.letter.lines if line not in mail.text and ": " not in line]
    assert shown == []


def test_nothing_is_denied_before_its_letter_was_shown(deps: Deps, rita: Clerk) -> None:
    reference = in_review(deps, rita)
    page = At(deps, rita, DenyState, reference).open()
    assert page.press("submit", {"reason": REASON}) == []
    assert list(page.state.errors) == ["reason"]
    page.press("preview", {"reason": "Too short"})
    assert (list(page.state.errors), page.state.letter.subject) == (["reason"], "")
    assert status_of(deps, reference) is Status.IN_REVIEW


@pytest.mark.parametrize("until", ["", "soon", "2027-01-15", "2028-01-15", "0001-01-01", "99999-01-01"])
def test_a_hold_needs_a_day_that_may_be(deps: Deps, rita: Clerk, until: str) -> None:
    reference = in_review(deps, rita)
    page = At(deps, rita, HoldState, reference).open()
    assert page.press("submit", {"reason": REASON, "until": until}) == []
    assert list(page.state.errors) == ["until"]


def test_it_goes_on_hold_and_is_taken_up_again(deps: Deps, rita: Clerk) -> None:
    reference = in_review(deps, rita)
    hold = At(deps, rita, HoldState, reference).open()
    assert hold.press("submit", {"reason": REASON, "until": "2027-03-01"}) == [f"/desk/applications/{reference}"]
    assert status_of(deps, reference) is Status.ON_HOLD
    resume = At(deps, rita, ResumeState, reference).open()
    assert resume.state.view.held_until == "March 1, 2027"
    resume.press("submit", {})
    assert status_of(deps, reference) is Status.IN_REVIEW


def test_a_supervisor_reads_the_decision_and_its_letter_before_she_confirms_it(
    deps: Deps, rita: Clerk, sam: Clerk
) -> None:
    reference = answered_yes(deps, in_review(deps, rita))
    denial = At(deps, rita, DenyState, reference).open()
    denial.press("preview", {"reason": REASON})
    denial.press("submit", {})
    assert status_of(deps, reference) is Status.SECOND_LOOK
    look = At(deps, sam, SecondLookState, reference).open()
    assert (look.state.what, look.state.is_denial, look.state.is_own) == ("Decided to deny", True, False)
    assert REASON in look.state.letter.lines
    assert [one.explanation for one in look.state.view.said_yes] == ["A fine in 1999."]
    look.press("confirm", {})
    assert status_of(deps, reference) is Status.DENIED


def test_what_is_sent_back_is_reviewed_again_with_the_reason_in_the_notes(deps: Deps, rita: Clerk, sam: Clerk) -> None:
    reference = answered_yes(deps, in_review(deps, rita))
    At(deps, rita, ApproveState, reference).open().press("submit", {})
    At(deps, sam, SecondLookState, reference).open().press("send_back", {"reason": REASON})
    screen = At(deps, rita, ReviewState, reference).open()
    assert [one.text for one in screen.state.view.past.notes] == [REASON]
    assert status_of(deps, reference) is Status.IN_REVIEW


def test_an_undo_says_what_is_put_back_and_does_it(deps: Deps, rita: Clerk, sam: Clerk) -> None:
    who = applicant(deps)
    reference = taken_up(deps, filed(deps, who, "continuation"), rita)
    At(deps, rita, ApproveState, reference).open().press("submit", {})
    page = At(deps, sam, UndoState, reference).open()
    assert page.state.what[0] == "The certificate is valid from July 1, 2022 through June 30, 2027 again."
    page.press("submit", {"reason": REASON})
    (held,) = applying.held_by(deps, who)
    assert (str(held.valid_until), status_of(deps, reference)) == ("2027-06-30", Status.IN_REVIEW)


def test_a_denial_is_appealed_by_the_educator_and_the_panels_word_entered(deps: Deps, rita: Clerk, sam: Clerk) -> None:
    who = applicant(deps)
    reference = taken_up(deps, filed(deps, who, "continuation"), rita)
    denial = At(deps, rita, DenyState, reference).open()
    denial.press("preview", {"reason": REASON})
    denial.press("submit", {})
    cookie = login_of(deps, Owing(who.educator_id, reference))
    hers = At(deps, cookie, AppealState, reference).open()
    assert (hers.state.reason, hers.state.until) == (REASON, "February 4, 2027")
    assert hers.press("submit", {"statement": "No"}) == []
    assert list(hers.state.errors) == ["statement"]
    said = "I never surrendered it: the letter was about my sister."
    assert hers.press("submit", {"statement": said}) == [f"/applications/{reference}/status"]
    panel = At(deps, sam, DeskAppealState, reference).open()
    assert (panel.state.statement, panel.state.due) == (said, "March 16, 2027")
    assert panel.press("submit", {"reason": REASON}) == []
    assert list(panel.state.errors) == ["outcome"]
    panel.press("submit", {"outcome": "granted", "reason": REASON})
    assert status_of(deps, reference) is Status.IN_REVIEW


def test_a_note_is_written_once_and_an_empty_one_is_told(deps: Deps, sam: Clerk) -> None:
    screen = At(deps, sam, ReviewState, filed(deps, applicant(deps), "continuation")).open()
    screen.press("add_note", {"note": "  "})
    assert list(screen.state.errors) == ["note"]
    screen.press("add_note", {"note": "Her district called."})
    assert ([one.text for one in screen.state.view.past.notes], screen.state.errors) == (["Her district called."], {})


def test_a_supervisor_gives_it_to_a_reviewer(deps: Deps, rita: Clerk, sam: Clerk) -> None:
    reference = filed(deps, applicant(deps), "continuation")
    screen = At(deps, sam, ReviewState, reference).open()
    screen.press("give", {"colleague": str(rita.staff_id)})
    assert screen.state.view.head.holder == "Rita Desk"
