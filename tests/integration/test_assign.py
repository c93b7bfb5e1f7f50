"""Who works on an application: one person at a time, and never the person whose record it is."""

from dataclasses import replace

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.errors import CecsError, NotAllowed, NotFound
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import assign
from tests.applying import at_once, events_of, stored
from tests.at_desk import hired
from tests.queued import queued


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


@pytest.fixture
def otto(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER, name="Otto")


@pytest.fixture
def sue(deps: Deps) -> Clerk:
    return hired(deps, Role.SUPERVISOR, name="Sue")


def holder(deps: Deps, reference: str) -> int | None:
    return stored(deps, reference).assigned_to


def names(deps: Deps, reference: str) -> list[str]:
    return [one.name for one in events_of(deps, reference)]


def refusal(act: object, *args: object) -> str:
    with pytest.raises(NotAllowed) as refused:
        act(*args)  # type: ignore[operator]
    return refused.value.code


@pytest.mark.parametrize("waits", [Status.SUBMITTED, Status.WAITING_REVIEW])
def test_to_claim_one_that_waits_begins_its_review(deps: Deps, rita: Clerk, waits: Status) -> None:
    reference = queued(deps, status=waits)
    assign.claim(deps, rita, reference)
    row = stored(deps, reference)
    assert (row.assigned_to, row.assigned_at, row.status) == (rita.staff_id, deps.now(), Status.IN_REVIEW)
    assert [(one.name, one.actor, one.staff_id) for one in events_of(deps, reference)] == [
        ("application_claimed", "staff", rita.staff_id),
        ("application_in_review", "staff", rita.staff_id),
    ]


@pytest.mark.parametrize("stands", [Status.MISSING_CREDENTIALS, Status.ON_HOLD, Status.SECOND_LOOK, Status.APPEALED])
def test_elsewhere_to_claim_only_says_whose_it_is(deps: Deps, rita: Clerk, stands: Status) -> None:
    reference = queued(deps, status=stands)
    assign.claim(deps, rita, reference)
    assert (holder(deps, reference), stored(deps, reference).status) == (rita.staff_id, stands)


def test_to_claim_twice_changes_nothing(deps: Deps, rita: Clerk) -> None:
    reference = queued(deps)
    assign.claim(deps, rita, reference)
    assign.claim(deps, rita, reference)
    assert names(deps, reference) == ["application_claimed", "application_in_review"]


def test_what_a_colleague_has_is_refused_with_her_name(deps: Deps, rita: Clerk, otto: Clerk) -> None:
    reference = queued(deps)
    assign.claim(deps, otto, reference)
    with pytest.raises(NotAllowed) as refused:
        assign.claim(deps, rita, reference)
    assert (refused.value.code, refused.value.data) == ("claimed_by_other", {"name": "Otto Desk"})
    assert holder(deps, reference) == otto.staff_id


@pytest.mark.parametrize("ended", [Status.ISSUED, Status.DENIED, Status.WITHDRAWN, Status.AWAITING_PAYMENT])
def test_nobody_claims_what_is_not_at_the_desk(deps: Deps, rita: Clerk, ended: Status) -> None:
    assert refusal(assign.claim, deps, rita, queued(deps, status=ended)) == "not_at_the_desk"


def test_a_draft_is_no_application_yet(deps: Deps, rita: Clerk) -> None:
    reference = queued(deps, status=Status.DRAFT, filed_at=None)
    for act in (assign.claim, assign.release):
        with pytest.raises(NotFound):
            act(deps, rita, reference)


def own_clerk(deps: Deps, reference: str, *, by_account: bool) -> Clerk:
    """The applicant herself works at the desk."""
    owner = stored(deps, reference).educator_id
    if not by_account:
        return hired(deps, Role.REVIEWER, Role.SUPERVISOR, name="Own", educator_id=owner)
    number = int(reference.replace("-", "")[1:])
    return replace(hired(deps, Role.REVIEWER, name="Own"), email_key=f"owner{number}@example.org")


@pytest.mark.parametrize("by_account", [False, True])
def test_her_own_record_is_a_colleagues(deps: Deps, rita: Clerk, by_account: bool) -> None:
    reference = queued(deps, days=9)
    owner = own_clerk(deps, reference, by_account=by_account)
    assert refusal(assign.claim, deps, owner, reference) == "own_application"
    assert refusal(assign.release, deps, owner, reference) == "own_application"
    assert refusal(assign.give, deps, owner, reference, rita.staff_id) == "own_application"
    assert refusal(assign.take_next, deps, owner) == "queue_empty"
    other = queued(deps, days=1)
    assert assign.take_next(deps, owner) == other


def test_what_is_released_is_offered_to_the_next(deps: Deps, rita: Clerk, otto: Clerk) -> None:
    reference = assign_next(deps, rita)
    assign.release(deps, rita, reference)
    assign.release(deps, rita, reference)
    assert (holder(deps, reference), stored(deps, reference).status) == (None, Status.IN_REVIEW)
    assert names(deps, reference).count("application_released") == 1
    assert assign.take_next(deps, otto) == reference


def assign_next(deps: Deps, clerk: Clerk) -> str:
    queued(deps)
    return assign.take_next(deps, clerk)


def test_only_a_supervisor_releases_what_another_has(deps: Deps, rita: Clerk, otto: Clerk, sue: Clerk) -> None:
    reference = assign_next(deps, otto)
    assert refusal(assign.release, deps, rita, reference) == "claimed_by_other"
    assign.release(deps, sue, reference)
    assert holder(deps, reference) is None


def test_a_supervisor_gives_it_from_one_to_another(deps: Deps, rita: Clerk, otto: Clerk, sue: Clerk) -> None:
    reference = assign_next(deps, otto)
    assign.give(deps, sue, reference, rita.staff_id)
    assign.give(deps, sue, reference, rita.staff_id)
    given = [one for one in events_of(deps, reference) if one.name == "application_given"]
    assert [(one.staff_id, one.data) for one in given] == [(sue.staff_id, {"to": rita.staff_id})]
    assert holder(deps, reference) == rita.staff_id


def test_what_is_given_before_its_review_waits_for_her_alone(deps: Deps, rita: Clerk, otto: Clerk, sue: Clerk) -> None:
    reference = queued(deps)
    assign.give(deps, sue, reference, rita.staff_id)
    assert stored(deps, reference).status == Status.SUBMITTED
    assert refusal(assign.take_next, deps, otto) == "queue_empty"
    assert assign.take_next(deps, rita) == reference
    assert stored(deps, reference).status == Status.IN_REVIEW


def test_it_is_given_only_to_somebody_who_reviews_and_still_works_here(deps: Deps, sue: Clerk) -> None:
    reference = queued(deps)
    cashier = hired(deps, Role.CASHIER, name="Cash")
    gone = hired(deps, Role.REVIEWER, name="Gone")
    disable(deps, gone)
    for staff_id in (cashier.staff_id, gone.staff_id, sue.staff_id, 0, -1, 10**30):
        assert refusal(assign.give, deps, sue, reference, staff_id) == "not_a_reviewer"


def disable(deps: Deps, clerk: Clerk) -> None:
    with deps.database.transaction() as db:
        assign.staff.get(db, clerk.staff_id).disabled_at = deps.now()


def test_it_is_never_given_to_whose_record_it_is(deps: Deps, sue: Clerk) -> None:
    reference = queued(deps)
    owner = hired(deps, Role.REVIEWER, name="Own", educator_id=stored(deps, reference).educator_id)
    assert refusal(assign.give, deps, sue, reference, owner.staff_id) == "their_own_application"


def test_the_next_one_is_the_oldest_that_nobody_has(deps: Deps, rita: Clerk, otto: Clerk) -> None:
    queued(deps, days=99, status=Status.IN_REVIEW, assigned_to=otto.staff_id)
    queued(deps, days=98, status=Status.WAITING_REVIEW, assigned_to=otto.staff_id)
    queued(deps, days=97, status=Status.MISSING_CREDENTIALS)
    third = queued(deps, days=10)
    second = queued(deps, days=20, status=Status.WAITING_REVIEW)
    first = queued(deps, days=30)
    assert [assign.take_next(deps, rita) for _ in range(3)] == [first, second, third]
    assert refusal(assign.take_next, deps, rita) == "queue_empty"


def test_her_own_that_came_back_comes_in_its_place(deps: Deps, rita: Clerk, otto: Clerk) -> None:
    came_back = queued(deps, days=30, status=Status.WAITING_REVIEW, assigned_to=rita.staff_id)
    other = queued(deps, days=10)
    assert assign.take_next(deps, otto) == other
    assert assign.take_next(deps, rita) == came_back


def test_reviewers_who_press_at_once_get_different_ones(deps: Deps) -> None:
    """More of them than one look ahead holds would be found too, by the second question."""
    clerks = iter([hired(deps, Role.REVIEWER, name=f"Clerk{number}") for number in range(8)])
    waiting = [queued(deps, days=100 - number) for number in range(6)]
    outcomes = at_once(8, lambda: assign.take_next(deps, next(clerks)))
    taken = [one for one in outcomes if not isinstance(one, CecsError)]
    assert sorted(taken) == sorted(waiting)
    assert [one.code for one in outcomes if isinstance(one, CecsError)] == ["queue_empty", "queue_empty"]
    assert all(names(deps, one) == ["application_claimed", "application_in_review"] for one in waiting)


def test_of_those_who_claim_the_same_at_once_one_gets_it(deps: Deps) -> None:
    members = [hired(deps, Role.REVIEWER, name=f"Clerk{number}") for number in range(6)]
    clerks = iter(members)
    reference = queued(deps)
    outcomes = at_once(6, lambda: assign.claim(deps, next(clerks), reference))
    assert [getattr(one, "code", "taken") for one in outcomes].count("claimed_by_other") == 5
    assert names(deps, reference) == ["application_claimed", "application_in_review"]
    assert holder(deps, reference) in [one.staff_id for one in members]


def test_more_than_a_look_ahead_may_be_hers_or_taken(deps: Deps, rita: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if colleagues held the first ones in this very instant: it looks on behind them."""
    everyone = [queued(deps, days=100 - number) for number in range(5)]
    monkeypatch.setattr(assign, "AT_ONCE", 2)
    free, held = assign.queue.lock_free, {stored(deps, one).id for one in everyone[:4]}
    monkeypatch.setattr(
        assign.queue, "lock_free", lambda db, number, probes: None if number in held else free(db, number, probes)
    )
    assert assign.take_next(deps, rita) == everyone[4]
