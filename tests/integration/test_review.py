"""The review screen: what to do next, for each status and whoever looks, and what there is to weigh."""

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.credentials import ItemKind, ItemStatus
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import assign, decide, second_look, undo
from cecs_app.services.desk.review.show import show
from cecs_app.services.desk.review.views import ReviewView
from tests import applying
from tests.applying import applicant, filed
from tests.at_desk import answered_yes, hired, taken_up
from tests.fakes import TestClock
from tests.reviewing import asked

REASON = "The certificate was surrendered in March 2026, so it cannot be continued."


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


@pytest.fixture
def sam(deps: Deps) -> Clerk:
    return hired(deps, Role.SUPERVISOR, name="Sam")


def ways_of(view: ReviewView) -> list[str]:
    """The advised one first."""
    return [one.href for one in (*view.advice.ways, *view.ways)]


def findings(view: ReviewView) -> dict[str, str]:
    return {one.name: one.finding for one in view.conditions}


class TestWhatToDoNext:
    def test_what_nobody_has_claimed_is_claimed_first_and_offers_nothing_else(self, deps: Deps, rita: Clerk) -> None:
        view = show(deps, rita, filed(deps, applicant(deps), "continuation"))
        assert view.advice.headline == "Claim it to work on it."
        assert view.advice.can_claim
        assert ways_of(view) == []
        assert (view.head.place, view.head.holder) == ("Number 1 in line", "Nobody yet")

    def test_once_claimed_and_all_holds_it_is_approved(self, deps: Deps, rita: Clerk) -> None:
        reference = filed(deps, applicant(deps), "continuation")
        assign.claim(deps, rita, reference)
        view = show(deps, rita, reference)
        assert (view.advice.headline, view.advice.tone) == ("All conditions hold: approve it.", "good")
        assert ways_of(view) == ["approve", "ask", "hold", "deny"]
        assert set(findings(view).values()) == {"holds"}
        assert view.unmet == ""

    def test_a_colleagues_offers_her_nothing_to_do_by_mistake(self, deps: Deps, rita: Clerk) -> None:
        rob = hired(deps, Role.REVIEWER, name="Rob")
        reference = taken_up(deps, filed(deps, applicant(deps), "continuation"), rob)
        view = show(deps, rita, reference)
        assert view.advice.headline == "Rob Desk has worked on it since January 15, 2027 at 12:00 PM EST."
        assert (ways_of(view), view.advice.can_claim, view.can_release) == ([], False, False)

    def test_what_only_papers_prove_is_asked_for_until_they_are_accepted(self, deps: Deps, rita: Clerk) -> None:
        who = applicant(deps, "provisional", "2020-07-01", "2028-06-30")
        reference = taken_up(deps, filed(deps, who, "advancement"), rita)
        view = show(deps, rita, reference)
        assert view.advice.headline == "Ask for: statement of experience, TEAM completion, and transcript."
        assert ways_of(view) == ["ask", "approve", "hold", "deny"]
        assert view.unmet == "3 of 8 are open"
        proofs = (ItemKind.STATEMENT_OF_EXPERIENCE, ItemKind.TEAM_COMPLETION, ItemKind.TRANSCRIPT)
        asked(deps, rita, reference, *[(one, ItemStatus.ACCEPTED) for one in proofs])
        assert show(deps, rita, reference).advice.headline == "All conditions hold: approve it."

    def test_what_arrived_is_looked_at_before_anything_is_decided(self, deps: Deps, rita: Clerk) -> None:
        reference = taken_up(deps, filed(deps, applicant(deps), "continuation"), rita)
        asked(deps, rita, reference, (ItemKind.TRANSCRIPT, ItemStatus.RECEIVED))
        view = show(deps, rita, reference)
        assert view.advice.headline == "Look at what arrived: transcript."
        assert ways_of(view) == ["#items", "ask", "hold", "deny"]

    def test_a_condition_that_fails_leads_to_a_denial_and_never_to_an_approval(
        self, deps: Deps, rita: Clerk, clock: TestClock
    ) -> None:
        who = applicant(deps, "initial", "2017-02-04", "2027-02-03")
        reference = applying.filled(deps, who, "renewal")
        applying.sign(deps, who, reference)
        clock.forward(days=30)
        applying.paid(deps, reference)
        view = show(deps, rita, taken_up(deps, reference, rita))
        assert view.advice.headline.startswith("This does not hold: Filed before the end.")
        assert ways_of(view) == ["deny", "ask", "hold"]
        assert (view.conditions[0].name, view.conditions[0].finding) == ("Filed before the end", "fails")

    def test_a_yes_goes_on_to_a_supervisor_who_confirms_it(self, deps: Deps, rita: Clerk, sam: Clerk) -> None:
        reference = taken_up(deps, answered_yes(deps, filed(deps, applicant(deps), "continuation")), rita)
        papers = ((ItemKind.COURT_PAPERS, ItemStatus.ACCEPTED), (ItemKind.SIGNED_STATEMENT, ItemStatus.ACCEPTED))
        asked(deps, rita, reference, *papers)
        view = show(deps, rita, reference)
        assert view.advice.headline == "Decide. A supervisor has to confirm your decision."
        assert view.head.alarm == "Conduct: yes"
        decide.approve(deps, rita, reference)
        assert show(deps, rita, reference).advice.headline.startswith("Nothing to do: a supervisor")
        waiting = show(deps, sam, reference)
        assert waiting.advice.headline == "Confirm or send back: Rita Desk decided to approve it."
        assert ways_of(waiting) == ["second-look"]
        second_look.confirm(deps, sam, reference)
        assert show(deps, rita, reference).decision.who.startswith("Rita Desk, ")

    def test_a_balance_is_asked_for_when_nothing_else_is_open(self, deps: Deps, rita: Clerk) -> None:
        reference = taken_up(deps, filed(deps, applicant(deps), "duplicate"), rita)
        with deps.database.transaction() as db:
            application = applying.stored(deps, reference)
            application.total_cents += 1_000
            db.merge(application)
        view = show(deps, rita, reference)
        assert view.advice.headline == "Ask for the balance: $10.00 is still to be paid."
        assert "approve" not in ways_of(view)

    def test_a_supervisor_is_offered_to_undo_and_the_reviewer_is_not(
        self, deps: Deps, rita: Clerk, sam: Clerk
    ) -> None:
        reference = taken_up(deps, filed(deps, applicant(deps), "continuation"), rita)
        decide.deny(deps, rita, reference, REASON)
        seen = show(deps, sam, reference)
        assert (ways_of(seen), seen.decision.reason) == (["undo"], REASON)
        assert ways_of(show(deps, rita, reference)) == []
        undo.undo(deps, sam, reference, REASON)
        assert "deny" in ways_of(show(deps, rita, reference))


class TestEveryStatus:
    @pytest.mark.parametrize(
        ("status", "way"),
        [
            (Status.SUBMITTED, []),
            (Status.IN_REVIEW, [Status.IN_REVIEW]),
            (Status.MISSING_CREDENTIALS, [Status.IN_REVIEW, Status.MISSING_CREDENTIALS]),
            (Status.WAITING_REVIEW, [Status.IN_REVIEW, Status.MISSING_CREDENTIALS, Status.WAITING_REVIEW]),
            (Status.ON_HOLD, [Status.IN_REVIEW, Status.ON_HOLD]),
            (Status.APPROVED, [Status.IN_REVIEW, Status.APPROVED]),
            (Status.ISSUED, [Status.IN_REVIEW, Status.APPROVED, Status.ISSUED]),
            (Status.DENIED, [Status.IN_REVIEW, Status.DENIED]),
            (Status.APPEALED, [Status.IN_REVIEW, Status.DENIED, Status.APPEALED]),
            (Status.WITHDRAWN, [Status.WITHDRAWN]),
        ],
    )
    def test_can_be_read_by_a_reviewer_and_a_supervisor(
        self, deps: Deps, rita: Clerk, sam: Clerk, status: Status, way: list[Status]
    ) -> None:
        reference = filed(deps, applicant(deps), "continuation")
        applying.moved(deps, reference, *way)
        for clerk in (rita, sam):
            view = show(deps, clerk, reference)
            assert view.head.reference == reference
            assert view.advice.headline.endswith(".")
            assert "{" not in view.advice.headline

    def test_what_is_signed_but_not_paid_is_said_to_wait(self, deps: Deps, rita: Clerk) -> None:
        who = applicant(deps, "initial", "2017-02-04", "2027-02-03")
        reference = applying.filled(deps, who, "renewal")
        applying.sign(deps, who, reference)
        view = show(deps, rita, reference)
        assert view.advice.headline == "Nothing to do: it is signed, but not filed until $50.00 is paid."
        assert view.head.filed == "Not filed yet"
