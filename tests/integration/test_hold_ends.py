"""The letter about a hold promises a look by its last day: it ends by itself, and keeps its place."""

import asyncio
from datetime import timedelta

import pytest

from cecs_app import background, wiring
from cecs_app.domain.application import Status
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import assign, decide
from cecs_app.services.desk.end_holds import end_holds
from tests.applying import applicant, at_once, events_of, filed, status_of, stored
from tests.at_desk import hired, taken_up
from tests.fakes import TestClock, posted

WHY = "The court decides on the 20th, and we wait for its word."


@pytest.fixture
def rita(deps: Deps) -> Clerk:
    return hired(deps, Role.REVIEWER)


@pytest.fixture
def held(deps: Deps, rita: Clerk) -> str:
    """For ten days."""
    reference = taken_up(deps, filed(deps, applicant(deps), "continuation"), rita)
    decide.hold(deps, rita, reference, WHY, deps.today() + timedelta(days=10))
    return reference


def test_on_its_last_day_and_not_before_it_is_in_review_again(
    deps: Deps, rita: Clerk, held: str, clock: TestClock
) -> None:
    filed_at, mails = stored(deps, held).filed_at, len(posted(deps))
    clock.forward(days=9)
    assert (end_holds(deps), status_of(deps, held)) == (0, Status.ON_HOLD)
    clock.forward(days=1)
    assert (end_holds(deps), end_holds(deps)) == (1, 0)
    now = stored(deps, held)
    assert (now.status, now.assigned_to, now.held_until, now.filed_at) == (
        Status.IN_REVIEW,
        rita.staff_id,
        None,
        filed_at,
    )
    assert events_of(deps, held)[-1].actor == "system"
    assert len(posted(deps)) == mails


def test_given_back_meanwhile_it_is_offered_to_the_next(deps: Deps, rita: Clerk, held: str, clock: TestClock) -> None:
    assign.release(deps, rita, held)
    clock.forward(days=11)
    end_holds(deps)
    assert assign.take_next(deps, hired(deps, Role.REVIEWER, name="Tom")) == held


def test_two_workers_and_its_reviewer_at_once_end_it_once(
    deps: Deps, rita: Clerk, held: str, clock: TestClock
) -> None:
    clock.forward(days=10)
    acts = [lambda: end_holds(deps), lambda: end_holds(deps), lambda: decide.resume(deps, rita, held)]
    at_once(3, lambda: acts.pop()())
    assert [one.name for one in events_of(deps, held)].count("application_in_review") == 2


def test_the_background_does_it_by_itself(
    deps: Deps, held: str, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    clock.forward(days=10)
    asyncio.run(background._end_holds())
    assert status_of(deps, held) is Status.IN_REVIEW
