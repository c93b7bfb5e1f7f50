"""The Bureau takes months: what was filed in time is issued by the rule of its day, although that has ended since."""

from datetime import UTC, date, datetime

import pytest

from cecs_app.domain.actions import NotOffered
from cecs_app.domain.application import Status
from cecs_app.domain.errors import NotAllowed
from cecs_app.services import decide
from cecs_app.services.deps import Deps
from cecs_app.words.errors import error_words
from tests.applying import Applicant, applicant, filed, filled, held_by, paid, published_from, sign, status_of, stored
from tests.fakes import TestClock

LAST_MINUTE = datetime(2025, 7, 1, 3, 59, tzinfo=UTC)
"""Of June 30, 2025 in Connecticut: the Provisional's last day for renewal."""


@pytest.fixture
def deps(deps: Deps, clock: TestClock) -> Deps:
    clock.now = LAST_MINUTE
    return published_from(deps, date(2025, 1, 1))


def dates(deps: Deps, who: Applicant) -> tuple[str, str]:
    (row,) = held_by(deps, who)
    return row.valid_from.isoformat(), row.valid_until.isoformat()


@pytest.mark.parametrize(
    ("valid_until", "issued_on", "expected"),
    [
        ("2025-09-30", "2025-06-30", ("2025-10-01", "2033-09-30")),
        ("2025-09-30", "2025-08-20", ("2025-10-01", "2033-09-30")),
        ("2025-09-30", "2025-09-30", ("2025-10-01", "2033-09-30")),
        ("2025-09-30", "2025-10-28", ("2025-10-28", "2033-10-27")),
        ("2025-06-30", "2025-08-20", ("2025-08-20", "2033-08-19")),
    ],
)
def test_a_provisional_filed_on_the_last_day_is_renewed_whenever_it_is_decided(
    deps: Deps, clock: TestClock, valid_until: str, issued_on: str, expected: tuple[str, str]
) -> None:
    who = applicant(deps, "provisional", "2017-10-01", valid_until)
    reference = filed(deps, who, "renewal")
    clock.now = datetime.fromisoformat(f"{issued_on}T16:00:00+00:00")
    decide.approve(deps, reference)
    assert status_of(deps, reference) is Status.ISSUED
    assert dates(deps, who) == expected


def test_filed_means_paid_and_what_was_paid_too_late_is_not_renewed(deps: Deps, clock: TestClock) -> None:
    who = applicant(deps, "provisional", "2017-10-01", "2025-09-30")
    reference = filled(deps, who, "renewal")
    sign(deps, who, reference)
    clock.forward(minutes=1)
    paid(deps, reference)
    with pytest.raises(NotOffered) as caught:
        decide.approve(deps, reference)
    assert error_words(caught.value.code, caught.value.data)
    assert (status_of(deps, reference), dates(deps, who)) == (Status.SUBMITTED, ("2017-10-01", "2025-09-30"))


def test_a_law_that_carried_the_old_term_on_meanwhile_moves_the_day_on_which_the_new_one_begins(
    deps: Deps, clock: TestClock
) -> None:
    who = applicant(deps, "initial", "2022-10-01", "2025-09-30")
    reference = filed(deps, who, "renewal")
    clock.forward(days=60)
    decide.approve(deps, reference)
    assert dates(deps, who) == ("2032-10-01", "2042-09-30")


def test_what_never_came_in_is_not_decided_whatever_its_status_says(deps: Deps) -> None:
    who = applicant(deps, "provisional", "2017-10-01", "2025-09-30")
    reference = filled(deps, who, "renewal")
    with deps.database.transaction() as db:
        row = stored(deps, reference)
        row.status = Status.SUBMITTED
        db.add(row)
    with pytest.raises(NotAllowed) as caught:
        decide.approve(deps, reference)
    assert caught.value.code == "not_decidable"
