"""Drafts that nobody touches for sixty days are closed, by a work of their own in the background."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from cecs_app import background, wiring
from cecs_app.domain.application import Status
from cecs_app.domain.steps import Step
from cecs_app.services.applications import expire
from cecs_app.services.applications.expire import expire_drafts
from cecs_app.services.deps import Deps
from tests.applying import Applicant, answer, applicant, begun, events_of, filed, filled, sign, status_of, stored
from tests.fakes import TestClock, posted


@pytest.fixture
def ada(deps: Deps) -> Applicant:
    return applicant(deps)


@pytest.fixture
def five(deps: Deps) -> list[str]:
    """Drafts of five educators."""
    names = ("Ada", "Beth", "Cleo", "Dora", "Edna")
    return [begun(deps, applicant(deps, name=name), "continuation") for name in names]


@pytest.fixture
def twos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expire, "BATCH", 2)


def expired(deps: Deps, references: list[str]) -> int:
    return [status_of(deps, one) for one in references].count(Status.EXPIRED_DRAFT)


def test_a_draft_expires_after_sixty_days_and_not_before(deps: Deps, ada: Applicant, clock: TestClock) -> None:
    reference = begun(deps, ada, "continuation")
    clock.forward(days=60)
    assert expire_drafts(deps) == 0
    clock.forward(seconds=1)
    assert expire_drafts(deps) == 1
    assert (status_of(deps, reference), stored(deps, reference).open_key) == (Status.EXPIRED_DRAFT, None)
    assert (events_of(deps, reference)[-1].name, events_of(deps, reference)[-1].actor) == (
        "application_expired_draft",
        "system",
    )
    assert expire_drafts(deps) == 0


def test_every_step_that_is_saved_begins_the_sixty_days_anew(deps: Deps, ada: Applicant, clock: TestClock) -> None:
    reference = begun(deps, ada, "continuation")
    clock.forward(days=59)
    answer(deps, ada, reference, Step.START)
    clock.forward(days=59)
    assert expire_drafts(deps) == 0
    assert status_of(deps, reference) is Status.DRAFT


def test_an_expired_draft_makes_room_for_another(deps: Deps, ada: Applicant, clock: TestClock) -> None:
    reference = begun(deps, ada, "continuation")
    clock.forward(days=61)
    expire_drafts(deps)
    assert begun(deps, ada, "continuation") != reference


def test_what_is_signed_never_expires(deps: Deps, ada: Applicant, clock: TestClock) -> None:
    paid, unpaid = filed(deps, ada, "continuation"), filled(deps, ada, "duplicate")
    sign(deps, ada, unpaid)
    clock.forward(days=400)
    assert expire_drafts(deps) == 0
    assert [status_of(deps, one) for one in (paid, unpaid)] == ["submitted", "awaiting_payment"]


def test_nobody_is_mailed_about_an_expired_draft(deps: Deps, ada: Applicant, clock: TestClock) -> None:
    begun(deps, ada, "continuation")
    clock.forward(days=61)
    expire_drafts(deps)
    assert posted(deps) == []


@pytest.mark.usefixtures("twos")
def test_a_round_closes_a_few_the_oldest_first(deps: Deps, five: list[str], clock: TestClock) -> None:
    for days, reference in enumerate(five):
        touched(deps, reference, days)
    clock.forward(days=90)
    assert expire_drafts(deps) == 2
    assert [one for one in five if status_of(deps, one) == "expired_draft"] == five[-2:]


def touched(deps: Deps, reference: str, days_ago: int) -> None:
    with deps.database.transaction() as db:
        row = stored(deps, reference)
        row.saved_at = deps.now() - timedelta(days=days_ago)
        db.add(row)


@pytest.mark.usefixtures("twos")
def test_one_hour_of_the_background_closes_them_all(
    deps: Deps, five: list[str], clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    asyncio.run(background._expire())
    assert expired(deps, five) == 0
    clock.forward(days=61)
    asyncio.run(background._expire())
    assert expired(deps, five) == 5


def test_the_running_portal_closes_them_by_itself(
    deps: Deps, five: list[str], clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    clock.forward(days=61)

    async def run() -> None:
        async with background.background_work():
            await until(lambda: expired(deps, five) == 5)

    asyncio.run(run())
    assert expired(deps, five) == 5


async def until(is_so: Callable[[], bool]) -> None:
    for _ in range(100):
        if is_so():
            return
        await asyncio.sleep(0.05)
