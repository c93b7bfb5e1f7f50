"""Claims: a reviewer decides what she claimed; two decide where a conduct answer was yes; nobody decides her own."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cecs_app.db import decisions
from cecs_app.db.tables import Certificate, Event
from cecs_app.domain.application import Status
from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.applications import withdraw
from cecs_app.services.deps import Deps
from cecs_app.services.desk import decide, second_look, undo
from tests.applying import Applicant, applicant, at_once, events_of, filed, held_by, status_of, stored
from tests.at_desk import answered_yes, assign, hired, refusal, taken_up
from tests.fakes import posted

REASON = "The transcript shows 24 credits; the rule asks for 30."


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


@pytest.fixture
def sue(deps: Deps) -> Clerk:
    return hired(deps, Role.SUPERVISOR, name="Sue")


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


@pytest.fixture
def on_desk(deps: Deps, ada: Applicant, rita: Clerk) -> str:
    """A continuation without a fee, in review by Rita."""
    return taken_up(deps, filed(deps, ada, "continuation"), rita)


@pytest.fixture
def shared(deps: Deps, on_desk: str) -> str:
    return answered_yes(deps, on_desk)


def only(deps: Deps, who: Applicant) -> Certificate:
    (row,) = held_by(deps, who)
    return row


def event(deps: Deps, reference: str, name: str) -> Event:
    return next(one for one in events_of(deps, reference) if one.name == name)


def refused(deps: Deps, reference: str, act: Callable[[], object]) -> str:
    before = stored(deps, reference)
    code = refusal(act)
    assert stored(deps, reference) == before
    return code


def test_approving_issues_the_certificate_and_mails_it(deps: Deps, ada: Applicant, on_desk: str, rita: Clerk) -> None:
    decided = decide.approve(deps, rita, on_desk)
    assert (decided.needs_second_look, status_of(deps, on_desk)) == (False, Status.ISSUED)
    assert only(deps, ada).valid_until.isoformat() == "2032-06-30"
    assert posted(deps)[-1].subject == f"Issued: your application {on_desk}"
    assert event(deps, on_desk, "application_issued").staff_id == rita.staff_id
    assert stored(deps, on_desk).assigned_to is None


def test_denying_tells_why_and_until_when_to_appeal(deps: Deps, ada: Applicant, on_desk: str, rita: Clerk) -> None:
    decide.deny(deps, rita, on_desk, REASON)
    assert status_of(deps, on_desk) is Status.DENIED
    assert only(deps, ada).valid_until.isoformat() == "2027-06-30"
    letter = posted(deps)[-1]
    assert letter.subject == f"Denied: your application {on_desk}"
    assert REASON in letter.text
    assert "You may appeal through February 4, 2027." in letter.text


def test_denial_of_a_permit_is_final(deps: Deps, rita: Clerk) -> None:
    coach = applicant(deps, "coaching_permit", name="Cora")
    decide.deny(deps, rita, taken_up(deps, filed(deps, coach, "renewal"), rita), REASON)
    letter = posted(deps)[-1]
    assert "final" in letter.text
    assert "appeal" not in letter.text


@pytest.mark.parametrize(
    ("reason", "code"), [("", "required"), ("No.", "reason_too_short"), ("x" * 4_001, "too_long")]
)
def test_a_reason_can_be_understood(deps: Deps, on_desk: str, rita: Clerk, reason: str, code: str) -> None:
    with pytest.raises(InvalidFields) as caught:
        decide.deny(deps, rita, on_desk, reason)
    assert caught.value.fields == {"reason": code}


def test_what_a_colleague_claimed_is_hers_to_decide(deps: Deps, on_desk: str) -> None:
    other = hired(deps, Role.REVIEWER, name="Olga")
    for act in (lambda: decide.approve(deps, other, on_desk), lambda: decide.deny(deps, other, on_desk, REASON)):
        assert refused(deps, on_desk, act) == "not_claimed"


def test_nobody_decides_her_own_application_known_by_record_or_by_address(deps: Deps, ada: Applicant) -> None:
    reference = filed(deps, ada, "continuation")
    by_record = hired(deps, Role.REVIEWER, name="Ada2", educator_id=ada.educator_id)
    by_address = Clerk(
        1, hired(deps, Role.REVIEWER, name="Zoe").staff_id, "a", "A", by_record.roles, "ada@example.org", None
    )
    for clerk in (by_record, by_address):
        assign(deps, reference, clerk)
        assert (
            refused(deps, reference, lambda clerk=clerk: decide.approve(deps, clerk, reference)) == "own_application"
        )


def test_nothing_is_issued_before_the_balance_is_paid(deps: Deps, ada: Applicant, rita: Clerk) -> None:
    reference = taken_up(deps, filed(deps, applicant(deps, "initial", "2017-07-01", name="Ina"), "renewal"), rita)
    with deps.database.transaction() as db:
        row = stored(deps, reference)
        row.total_cents += 5_000
        db.add(row)
    assert refused(deps, reference, lambda: decide.approve(deps, rita, reference)) == "balance_due"


def test_a_yes_needs_a_supervisor_too(deps: Deps, ada: Applicant, shared: str, rita: Clerk, sue: Clerk) -> None:
    assert decide.approve(deps, rita, shared).needs_second_look
    assert (status_of(deps, shared), only(deps, ada).valid_until.isoformat()) == (Status.SECOND_LOOK, "2027-06-30")
    seen = second_look.show(deps, sue, shared)
    assert (seen.verdict, seen.decided_by, seen.is_own) == ("approve", "Rita Desk", False)
    assert second_look.confirm(deps, sue, shared) == "approve"
    assert (status_of(deps, shared), only(deps, ada).valid_until.isoformat()) == (Status.ISSUED, "2032-06-30")


def test_a_denial_with_a_yes_is_mailed_only_after_the_second_look(
    deps: Deps, shared: str, rita: Clerk, sue: Clerk
) -> None:
    before = len(posted(deps))
    decide.deny(deps, rita, shared, REASON)
    assert len(posted(deps)) == before
    second_look.confirm(deps, sue, shared)
    assert (status_of(deps, shared), REASON in posted(deps)[-1].text) == (Status.DENIED, True)


def test_nobody_confirms_her_own_decision(deps: Deps, shared: str) -> None:
    both = hired(deps, Role.REVIEWER, Role.SUPERVISOR, name="Bo")
    assign(deps, shared, both)
    decide.approve(deps, both, shared)
    assert refused(deps, shared, lambda: second_look.confirm(deps, both, shared)) == "second_look_own"
    assert refused(deps, shared, lambda: second_look.send_back(deps, both, shared, REASON)) == "second_look_own"


def test_sent_back_it_is_on_the_reviewers_desk_again(deps: Deps, shared: str, rita: Clerk, sue: Clerk) -> None:
    decide.approve(deps, rita, shared)
    second_look.send_back(deps, sue, shared, "The court papers are of another person.")
    assert (status_of(deps, shared), stored(deps, shared).assigned_to) == (Status.IN_REVIEW, rita.staff_id)
    assert decide.approve(deps, rita, shared).needs_second_look


def test_withdrawn_meanwhile_nothing_waits_for_the_supervisor(
    deps: Deps, ada: Applicant, shared: str, rita: Clerk, sue: Clerk
) -> None:
    decide.approve(deps, rita, shared)
    withdraw.withdraw(deps, ada.educator_id, ada.account_id, shared)
    assert refusal(lambda: second_look.confirm(deps, sue, shared)) == "nothing_waits"
    with deps.database.reading() as db:
        assert decisions.find_waiting(db, stored(deps, shared).id) is None


def test_two_supervisors_at_once_confirm_once(
    deps: Deps, ada: Applicant, shared: str, rita: Clerk, sue: Clerk
) -> None:
    decide.approve(deps, rita, shared)
    before = len(posted(deps))
    told = at_once(4, lambda: second_look.confirm(deps, sue, shared))
    assert (told.count("approve"), len(posted(deps))) == (1, before + 1)


def test_on_hold_she_reads_why_and_it_keeps_its_place(deps: Deps, on_desk: str, rita: Clerk) -> None:
    filed_at = stored(deps, on_desk).filed_at
    until = deps.today() + timedelta(days=30)
    decide.hold(deps, rita, on_desk, "We wait for an answer from Rhode Island.", until)
    assert (status_of(deps, on_desk), stored(deps, on_desk).held_until) == (Status.ON_HOLD, until)
    assert "Rhode Island" in posted(deps)[-1].text
    decide.resume(deps, rita, on_desk)
    assert (status_of(deps, on_desk), stored(deps, on_desk).held_until) == (Status.IN_REVIEW, None)
    assert stored(deps, on_desk).filed_at == filed_at


@pytest.mark.parametrize(("days", "code"), [(0, "day_past"), (-1, "day_past"), (181, "hold_too_long")])
def test_a_hold_ends_in_time(deps: Deps, on_desk: str, rita: Clerk, days: int, code: str) -> None:
    with pytest.raises(InvalidFields) as caught:
        decide.hold(deps, rita, on_desk, REASON, deps.today() + timedelta(days=days))
    assert caught.value.fields == {"until": code}


class TestUndo:
    def test_puts_the_certificate_back_and_tells_her(
        self, deps: Deps, ada: Applicant, on_desk: str, rita: Clerk, sue: Clerk
    ) -> None:
        before = only(deps, ada)
        decide.approve(deps, rita, on_desk)
        assert "July 1, 2022 through June 30, 2027" in " ".join(undo.show(deps, sue, on_desk).what)
        undo.undo(deps, sue, on_desk, REASON)
        assert only(deps, ada) == before
        assert (status_of(deps, on_desk), stored(deps, on_desk).assigned_to) == (Status.IN_REVIEW, rita.staff_id)
        assert posted(deps)[-1].subject.startswith("Decision taken back")
        trace = event(deps, on_desk, "decision_undone")
        assert (trace.staff_id, trace.data["reason"]) == (sue.staff_id, REASON)

    def test_takes_back_the_certificate_that_an_advancement_made(self, deps: Deps, rita: Clerk, sue: Clerk) -> None:
        ina = applicant(deps, "initial", "2017-07-01", name="Ina")
        before = only(deps, ina)
        reference = taken_up(deps, filed(deps, ina, "advancement"), rita)
        decide.approve(deps, rita, reference)
        assert len(held_by(deps, ina)) == 2
        undo.undo(deps, sue, reference, REASON)
        assert only(deps, ina) == before
        decide.approve(deps, rita, reference)
        assert len(held_by(deps, ina)) == 2

    def test_refuses_when_the_certificate_changed_since(
        self, deps: Deps, ada: Applicant, on_desk: str, rita: Clerk, sue: Clerk
    ) -> None:
        decide.approve(deps, rita, on_desk)
        later = taken_up(deps, filed(deps, ada, "endorsement"), rita)
        decide.approve(deps, rita, later)
        assert refused(deps, on_desk, lambda: undo.undo(deps, sue, on_desk, REASON)) == "changed_since"
        undo.undo(deps, sue, later, REASON)
        undo.undo(deps, sue, on_desk, REASON)
        assert status_of(deps, on_desk) is Status.IN_REVIEW

    def test_of_a_denial_opens_it_again_unless_she_began_anew(
        self, deps: Deps, ada: Applicant, on_desk: str, rita: Clerk, sue: Clerk
    ) -> None:
        decide.deny(deps, rita, on_desk, REASON)
        again = filed(deps, ada, "continuation")
        assert refused(deps, on_desk, lambda: undo.undo(deps, sue, on_desk, REASON)) == "another_open"
        withdraw.withdraw(deps, ada.educator_id, ada.account_id, again)
        undo.undo(deps, sue, on_desk, REASON)
        assert status_of(deps, on_desk) is Status.IN_REVIEW

    def test_finds_nothing_twice(self, deps: Deps, on_desk: str, rita: Clerk, sue: Clerk) -> None:
        decide.approve(deps, rita, on_desk)
        undo.undo(deps, sue, on_desk, REASON)
        assert refused(deps, on_desk, lambda: undo.undo(deps, sue, on_desk, REASON)) == "nothing_to_undo"
