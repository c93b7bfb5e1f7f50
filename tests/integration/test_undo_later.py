"""What has happened between a decision and its undo or appeal: one certificate is carried on in one way at a time."""

import pytest

from cecs_app.db import applications
from cecs_app.domain.application import ENDED, Status
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.applications import appeal
from cecs_app.services.applications.begin import begin
from cecs_app.services.deps import Deps
from cecs_app.services.desk import assign, decide, staff, undo
from cecs_app.services.payments.refunds import Order, refund
from tests.applying import SERVED, Applicant, applicant, at_once, begun, filed, held_by, status_of, stored
from tests.at_desk import hired, refusal, taken_up
from tests.fakes import TestClock
from tests.payable import came, owing

REASON = "The transcript shows 24 credits; the rule asks for 30."
STATEMENT = "The missing six credits are on the second page of the transcript."


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


@pytest.fixture
def sue(deps: Deps) -> Clerk:
    return hired(deps, Role.SUPERVISOR, name="Sue")


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    """Her initial certificate may be extended, or renewed if she has never served."""
    return initial(deps, "Ada")


@pytest.fixture
def denied(deps: Deps, ada: Applicant, rita: Clerk) -> str:
    reference = taken_up(deps, filed(deps, ada, "extension", SERVED), rita)
    decide.deny(deps, rita, reference, REASON)
    return reference


def initial(deps: Deps, name: str) -> Applicant:
    return applicant(deps, "initial", "2017-07-01", "2026-06-30", name=name)


def ask(deps: Deps, who: Applicant, reference: str) -> str:
    return appeal.ask(deps, who.educator_id, who.account_id, reference, STATEMENT)


def is_open(deps: Deps, *references: str) -> list[bool]:
    found = [stored(deps, one) for one in references]
    assert all((one.open_key is None) is (one.status in ENDED) for one in found)
    return [one.open_key is not None for one in found]


def test_a_renewal_begun_since_stands_in_the_way_of_the_denials_undo_and_of_its_appeal(
    deps: Deps, ada: Applicant, denied: str, sue: Clerk
) -> None:
    renewal = begun(deps, ada, "renewal")
    assert refusal(lambda: undo.undo(deps, sue, denied, REASON)) == "another_open"
    assert refusal(lambda: ask(deps, ada, denied)) == "another_open"
    assert is_open(deps, denied, renewal) == [False, True]


def test_begun_and_appealed_at_once_one_of_the_two_is_open(deps: Deps, rita: Clerk, clock: TestClock) -> None:
    for name in ("Bea", "Cleo", "Dora", "Edna"):
        who = initial(deps, name)
        reference = taken_up(deps, filed(deps, who, "extension", SERVED), rita)
        decide.deny(deps, rita, reference, REASON)
        acts = [
            lambda who=who, reference=reference: ask(deps, who, reference),
            lambda who=who: begin(deps, who.educator_id, who.account_id, who.number, "renewal"),
        ]
        at_once(2, lambda acts=acts: acts.pop()())
        with deps.database.reading() as db:
            assert len(applications.open_of(db, who.educator_id)) == 1


def test_begun_in_two_ways_at_once_one_of_them_is(deps: Deps) -> None:
    for name in ("Bea", "Cleo", "Dora", "Edna"):
        who, kinds = initial(deps, name), ["renewal", "extension"]
        led = at_once(
            2, lambda who=who, kinds=kinds: begin(deps, who.educator_id, who.account_id, who.number, kinds.pop())
        )
        assert len(set(map(str, led))) == 1


def test_undone_it_goes_to_the_queue_where_its_reviewer_has_left(
    deps: Deps, denied: str, rita: Clerk, sue: Clerk
) -> None:
    staff.disable(deps, rita.username, "the installer")
    undo.undo(deps, sue, denied, REASON)
    assert (status_of(deps, denied), stored(deps, denied).assigned_to) == (Status.IN_REVIEW, None)
    assert assign.take_next(deps, hired(deps, Role.REVIEWER, name="Tom")) == denied


def test_undone_after_the_balance_went_back_it_is_owed_again_and_not_issued(
    deps: Deps, rita: Clerk, sue: Clerk
) -> None:
    owed = owing(deps)
    money = came(deps, owed, 20_000)
    taken_up(deps, owed.reference, rita)
    decide.deny(deps, rita, owed.reference, REASON)
    refund(deps, money.reference, Order(15_000, "denied", "the treasurer"))
    undo.undo(deps, sue, owed.reference, REASON)
    assert refusal(lambda: decide.approve(deps, rita, owed.reference)) == "balance_due"


def test_the_certificate_is_changed_by_one_clerk_at_a_time(
    deps: Deps, ada: Applicant, rita: Clerk, sue: Clerk
) -> None:
    """Of two applications for it, whichever is issued last can be undone."""
    one = taken_up(deps, filed(deps, ada, "extension", SERVED), rita)
    other = taken_up(deps, filed(deps, ada, "endorsement"), rita)
    references = [one, other]
    at_once(2, lambda: decide.approve(deps, rita, references.pop()))
    before = [(row.valid_until, row.endorsements) for row in held_by(deps, ada)]
    assert len(before) == 1 and "015" in before[0][1]
    outcomes = at_once(1, lambda: undo.undo(deps, sue, one, REASON)) + at_once(
        1, lambda: undo.undo(deps, sue, other, REASON)
    )
    # The first that is asked for may be the earlier of the two: that is refused, the later never.
    assert outcomes.count(None) >= 1
