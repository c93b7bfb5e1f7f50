"""An honest wait: the day the Bureau has come to, her place among those not taken up, and how long others waited."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from cecs_app.db import applications
from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.waiting import FEWEST
from cecs_app.services.applications import status
from cecs_app.services.applications.list_all import list_all
from cecs_app.services.applications.status import Standing
from cecs_app.services.applications.wait import RECENT, Wait, wait_of
from cecs_app.services.deps import Deps
from tests.fakes import TestClock
from tests.payable import Owing, owing, set_status

PUBLISHED = "From filing to decision it takes two to three months now."


def wait(deps: Deps, owed: Owing) -> Wait:
    with deps.database.reading() as db:
        return wait_of(db, deps, applications.get_owned(db, owed.educator_id, owed.reference))


def standing(deps: Deps, owed: Owing) -> Standing:
    return status.show(deps, owed.educator_id, owed.reference).standing


@pytest.fixture
def line(deps: Deps, clock: TestClock) -> list[Owing]:
    """Three filed on January 15, 16 and 17."""
    found = []
    for name in ("Ada", "Ben", "Cleo"):
        found.append(owing(deps, name, status=Status.SUBMITTED))
        clock.forward(days=1)
    return found


def decided(deps: Deps, count: int, waited: timedelta, at: datetime) -> None:
    with deps.database.transaction() as db:
        model = db.exec(select(Application)).first()
        assert model is not None
        kept = model.model_dump(exclude={"id", "reference", "open_key"})
        for number in range(count):
            fields = {**kept, "reference": f"CT-D{waited.days}-{number}-{at:%j}", "status": Status.ISSUED}
            db.add(Application(**{**fields, "filed_at": at - waited, "decided_at": at}))


def test_the_first_in_line_is_next_and_the_others_know_their_number(deps: Deps, line: list[Owing]) -> None:
    working_on = "The Bureau is working on applications filed on January 15, 2027."
    said = [wait(deps, one).place for one in line]
    assert said == [
        f"{working_on} Yours is next.",
        f"{working_on} Yours is number 2 in line.",
        f"{working_on} Yours is number 3 in line.",
    ]


def test_when_the_first_is_taken_up_the_others_move_up_and_the_day_goes_on(deps: Deps, line: list[Owing]) -> None:
    set_status(deps, line[0], Status.IN_REVIEW)
    assert wait(deps, line[2]).place == (
        "The Bureau is working on applications filed on January 16, 2027. Yours is number 2 in line."
    )


def test_one_that_came_back_keeps_its_place_and_does_not_turn_back_the_day(deps: Deps, line: list[Owing]) -> None:
    set_status(deps, line[0], Status.WAITING_REVIEW)
    assert wait(deps, line[0]).place.endswith("filed on January 16, 2027. Yours is next.")
    assert wait(deps, line[2]).place.endswith("filed on January 16, 2027. Yours is number 3 in line.")


def test_filed_in_the_same_instant_they_still_have_different_places(deps: Deps) -> None:
    both = [owing(deps, name, status=Status.SUBMITTED) for name in ("Ada", "Ben")]
    assert [wait(deps, one).place.split(". ")[1] for one in both] == ["Yours is next.", "Yours is number 2 in line."]


def test_only_those_that_nobody_has_taken_up_stand_in_line(deps: Deps, line: list[Owing]) -> None:
    for elsewhere in set(Status) - {Status.SUBMITTED, Status.WAITING_REVIEW}:
        set_status(deps, line[0], elsewhere)
        assert wait(deps, line[1]).place.endswith("Yours is next."), elsewhere


def test_the_usual_wait_is_measured_once_enough_was_decided(deps: Deps, clock: TestClock, line: list[Owing]) -> None:
    decided(deps, FEWEST - 1, timedelta(days=45), clock())
    assert wait(deps, line[0]).usual == PUBLISHED
    decided(deps, 1, timedelta(days=46), clock())
    assert wait(deps, line[0]).usual == "From filing to decision it usually takes 6 to 7 weeks."


def test_what_was_decided_long_ago_says_nothing_of_now(deps: Deps, clock: TestClock, line: list[Owing]) -> None:
    decided(deps, FEWEST, timedelta(days=45), clock() - RECENT - timedelta(days=1))
    assert wait(deps, line[0]).usual == PUBLISHED


def test_her_screens_show_it_while_she_waits_and_no_longer(deps: Deps, line: list[Owing]) -> None:
    ben = line[1]
    waiting = standing(deps, ben)
    assert waiting.place.endswith("Yours is number 2 in line.")
    assert PUBLISHED in waiting.next
    assert list_all(deps, ben.educator_id) == (waiting,)
    set_status(deps, ben, Status.IN_REVIEW)
    assert standing(deps, ben).place == ""
