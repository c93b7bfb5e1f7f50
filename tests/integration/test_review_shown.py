"""What the review screen shows to be weighed, what would be issued, and who may read it."""

import pytest

from cecs_app.domain.errors import NotFound
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import assign, decide, notes
from cecs_app.services.desk.review.show import show
from tests import applying
from tests.applying import SERVED, applicant, filed
from tests.at_desk import answered_yes, hired, refusal, taken_up

REASON = "The certificate was surrendered in March 2026, so it cannot be continued."


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


@pytest.fixture
def sam(deps: Deps) -> Clerk:
    return hired(deps, Role.SUPERVISOR, name="Sam")


class TestWhatWouldBeIssued:
    def test_every_kind_says_what_comes_of_it(self, deps: Deps, rita: Clerk) -> None:
        said = {}
        for number, (kind, certificate, term, stated) in enumerate(
            [
                ("continuation", "professional", ("2022-07-01", "2027-06-30"), applying.QUALIFIED),
                ("renewal", "initial", ("2017-02-04", "2027-02-03"), applying.QUALIFIED),
                ("extension", "initial", ("2017-02-04", "2027-02-03"), SERVED),
                ("advancement", "initial", ("2017-02-04", "2027-02-03"), applying.QUALIFIED),
                ("endorsement", "professional", ("2022-07-01", "2027-06-30"), applying.QUALIFIED),
                ("duplicate", "professional", ("2022-07-01", "2027-06-30"), applying.QUALIFIED),
            ]
        ):
            who = applicant(deps, certificate, *term, name=f"E{number}")
            view = show(deps, rita, filed(deps, who, kind, stated))
            said[kind] = (view.outcome.what, view.outcome.then)
        assert said == {
            "continuation": (
                "Professional Educator Certificate C-E0, with new dates",
                "July 1, 2027 through June 30, 2032",
            ),
            "renewal": (
                "Initial Educator Certificate C-E1, with new dates",
                "February 4, 2027 through February 3, 2037",
            ),
            "extension": (
                "Initial Educator Certificate C-E2, with new dates",
                "February 4, 2017 through February 3, 2028",
            ),
            "advancement": (
                "A new Professional Educator Certificate, with a number of its own",
                "January 15, 2027 through January 14, 2032",
            ),
            "endorsement": ("015 English 7-12 on C-E4", ""),
            "duplicate": ("A duplicate of C-E5", ""),
        }

    def test_is_what_is_then_issued(self, deps: Deps, rita: Clerk) -> None:
        who = applicant(deps)
        reference = taken_up(deps, filed(deps, who, "continuation"), rita)
        before = show(deps, rita, reference)
        decide.approve(deps, rita, reference)
        after = show(deps, rita, reference)
        assert after.record.certificates[0].term == before.outcome.then
        assert after.outcome.what == ""

    def test_the_conditions_of_what_was_issued_stay_as_they_were(self, deps: Deps, rita: Clerk) -> None:
        who = applicant(deps, "initial", "2017-02-04", "2027-02-03")
        reference = taken_up(deps, filed(deps, who, "extension", SERVED), rita)
        before = show(deps, rita, reference)
        decide.approve(deps, rita, reference)
        assert show(deps, rita, reference).conditions == before.conditions


class TestWhatThereIsToRead:
    def test_a_yes_is_shown_with_the_question_of_the_version_she_answered(self, deps: Deps, rita: Clerk) -> None:
        reference = answered_yes(deps, filed(deps, applicant(deps), "continuation"))
        later = applying.with_new_texts(deps, "2099-01", deps.today())
        given = show(later, rita, reference).answers
        (yes,) = [one for one in given.conduct if one.is_yes]
        assert (yes.explanation, given.yes_count) == ("A fine in 1999.", 1)
        assert yes.question.startswith("Have you ever been convicted")
        assert given.conduct_version != "2099-01"
        assert given.signed_name == "Ada Lovelace"
        assert given.declaration

    def test_the_timeline_names_who_did_it_and_notes_are_the_staffs_own(
        self, deps: Deps, rita: Clerk, sam: Clerk
    ) -> None:
        reference = filed(deps, applicant(deps), "continuation")
        assign.claim(deps, rita, reference)
        notes.add(deps, sam, reference, "Her district called.")
        past = show(deps, rita, reference).past
        assert [(one.what, one.who) for one in past.recent][:2] == [
            ("Taken up for review", "Rita Desk"),
            ("Claimed", "Rita Desk"),
        ]
        assert [(one.who, one.text) for one in past.notes] == [("Sam Desk", "Her district called.")]

    def test_a_supervisor_sees_to_whom_she_may_give_it(self, deps: Deps, rita: Clerk, sam: Clerk) -> None:
        hired(deps, Role.CASHIER, name="Mia")
        reference = filed(deps, applicant(deps), "continuation")
        assert [one.name for one in show(deps, sam, reference).colleagues] == ["Rita Desk"]
        assert show(deps, rita, reference).colleagues == ()

    def test_a_letter_that_was_sent_can_be_read(self, deps: Deps, rita: Clerk) -> None:
        reference = taken_up(deps, filed(deps, applicant(deps), "continuation"), rita)
        decide.deny(deps, rita, reference, REASON)
        newest = show(deps, rita, reference).past.letters[0]
        assert newest.subject == f"Denied: your application {reference}"
        assert REASON in newest.paragraphs


class TestWhoMayLook:
    def test_nobody_at_her_own_application(self, deps: Deps) -> None:
        who = applicant(deps)
        reference = filed(deps, who, "continuation")
        ada = hired(deps, Role.REVIEWER, Role.SUPERVISOR, name="Ada", educator_id=who.educator_id)
        assert refusal(lambda: show(deps, ada, reference)) == "own_application"

    def test_a_draft_is_not_the_bureaus_to_read(self, deps: Deps, rita: Clerk) -> None:
        reference = applying.filled(deps, applicant(deps), "continuation")
        for one in (reference, "A-0000-0000"):
            with pytest.raises(NotFound):
                show(deps, rita, one)
