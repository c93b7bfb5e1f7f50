"""Every day is compared once by itself, also one on which the portal was down, whatever somebody compares by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cecs_app.domain.errors import InvalidFields
from cecs_app.gateways.cards import GatewayUnavailable
from cecs_app.services.deps import Deps
from cecs_app.services.payments.compare import compare, compare_yesterday, reconcile, yesterday
from tests.fakes import TestClock, posted
from tests.fakes_cards import FakeCards

JAN_14, JAN_15 = date(2027, 1, 14), date(2027, 1, 15)


def days(desk: Deps) -> tuple[date, date] | None:
    found = compare_yesterday(desk)
    return (found.first_day, found.last_day) if found else None


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2027, 1, 15, 17, 0, tzinfo=UTC), JAN_14),
        (datetime(2027, 1, 16, 4, 59, tzinfo=UTC), JAN_14),
        (datetime(2027, 1, 16, 5, 1, tzinfo=UTC), JAN_14),
        (datetime(2027, 1, 16, 7, 59, tzinfo=UTC), JAN_14),
        (datetime(2027, 1, 16, 8, 0, tzinfo=UTC), JAN_15),
    ],
)
def test_a_day_is_over_three_hours_after_connecticuts_midnight(
    desk: Deps, clock: TestClock, at: datetime, day: date
) -> None:
    clock.now = at
    assert yesterday(desk) == day


def test_it_is_compared_once_however_often_the_hour_strikes(desk: Deps, cards: FakeCards, clock: TestClock) -> None:
    assert days(desk) == (JAN_14, JAN_14)
    for _ in range(12):
        clock.forward(hours=1)
        assert days(desk) is None
    assert cards.calls == ["settlement_list"]
    clock.forward(hours=6)
    assert days(desk) == (JAN_15, JAN_15)


def test_days_on_which_the_portal_was_down_are_caught_up(desk: Deps, clock: TestClock) -> None:
    days(desk)
    clock.forward(days=5)
    assert days(desk) == (JAN_15, JAN_14 + timedelta(days=5))
    assert days(desk) is None


def test_an_hour_without_an_answer_is_made_up_for_in_the_next(desk: Deps, cards: FakeCards, clock: TestClock) -> None:
    days(desk)
    cards.down = {"settlement_list"}
    for _ in range(3):
        clock.forward(days=1)
        with pytest.raises(GatewayUnavailable):
            compare_yesterday(desk)
    cards.down = set()
    assert days(desk) == (JAN_15, JAN_14 + timedelta(days=3))


def test_a_comparison_by_hand_leaves_no_hole_behind(desk: Deps, clock: TestClock) -> None:
    days(desk)
    clock.forward(days=4)
    by_hand = yesterday(desk)
    reconcile(desk, by_hand, by_hand)
    assert days(desk) == (JAN_15, by_hand)


@pytest.mark.parametrize("ahead", [0, 1, 365])
def test_no_comparison_by_hand_silences_the_daily_one(desk: Deps, clock: TestClock, ahead: int) -> None:
    days(desk)
    wanted = desk.today() + timedelta(days=ahead)
    try:
        reconcile(desk, JAN_14, wanted)
    except InvalidFields as error:
        assert error.fields == {"to": "day_to_come"}
    clock.forward(days=1)
    assert days(desk) == (JAN_15, JAN_15)


def test_days_the_wrong_way_round_agree_with_nothing(desk: Deps) -> None:
    with pytest.raises(InvalidFields) as refused:
        compare(desk, JAN_15, JAN_14)
    assert refused.value.fields == {"to": "days_reversed"}


@pytest.mark.parametrize(("first", "last"), [(date.min, JAN_14), (JAN_14, date.max)])
def test_the_ends_of_time_are_answered(desk: Deps, first: date, last: date) -> None:
    try:
        assert compare(desk, first, last).agrees
    except InvalidFields as error:
        assert list(error.fields) in (["to"], ["from"])


def test_while_all_agrees_nobody_is_written_to(desk: Deps, clock: TestClock) -> None:
    for _ in range(3):
        days(desk)
        clock.forward(days=1)
    assert posted(desk) == []
