"""What came in and went out between two days, from the ledger, as Connecticut counts days."""

from datetime import UTC, date, datetime

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.errors import InvalidFields
from cecs_app.services.deps import Deps
from cecs_app.services.payments.refunds import Order, refund
from cecs_app.services.payments.report import DayReport, Report, report
from cecs_app.services.payments.voids import void
from tests.fakes import TestClock
from tests.fakes_cards import FakeCards
from tests.payable import Owing, came, come_back, owing, payments_of, set_status, start

NOTHING = dict.fromkeys(("card_company", "mail_deposits", "review_fees", "certificate_fees", "overpayments"), 0)
JAN_15, JAN_16 = date(2027, 1, 15), date(2027, 1, 16)


def pay(desk: Deps, cards: FakeCards, owed: Owing) -> None:
    cards.pay(start(desk, owed))
    come_back(desk, owed)


def test_without_money_there_is_nothing_to_report(desk: Deps) -> None:
    assert report(desk, JAN_15, JAN_15) == Report(JAN_15, JAN_15, 0, NOTHING, ())


def test_what_came_stands_as_a_plus_in_the_money_and_in_what_was_earned(
    desk: Deps, cards: FakeCards, ada: Owing
) -> None:
    pay(desk, cards, ada)
    came(desk, owing(desk, "Bea"), 5_300)
    came(desk, owing(desk, "Over", status=Status.WITHDRAWN), 700)
    found = report(desk, JAN_15, JAN_15)
    assert found.postings == 3
    assert found.accounts == {
        "card_company": 20_000,
        "mail_deposits": 6_000,
        "review_fees": 10_000,
        "certificate_fees": 15_300,
        "overpayments": 700,
    }
    assert found.days == (DayReport(JAN_15, 20_000, 6_000, 0),)


def test_refunds_and_voids_stand_as_a_minus(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    pay(desk, cards, ada)
    set_status(desk, ada, Status.DENIED)
    refund(desk, payments_of(desk, ada)[0].reference, Order(15_000, "denied", "mia"))
    void(desk, came(desk, owing(desk, "Bea"), 5_000).reference, "bounced", "mia")
    found = report(desk, JAN_15, JAN_15)
    assert found.days == (DayReport(JAN_15, 20_000, 5_000, -20_000),)
    assert found.accounts == {**NOTHING, "card_company": 5_000, "review_fees": 5_000}


def test_what_came_in_is_what_is_earned_or_owed_back(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    pay(desk, cards, ada)
    came(desk, ada, 1_234)
    found = report(desk, JAN_15, JAN_15).accounts
    money = found["card_company"] + found["mail_deposits"]
    assert money == found["review_fees"] + found["certificate_fees"] + found["overpayments"] == 21_234


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2027, 1, 15, 4, 59, 59, tzinfo=UTC), date(2027, 1, 14)),
        (datetime(2027, 1, 15, 5, 0, tzinfo=UTC), JAN_15),
        (datetime(2027, 1, 16, 4, 59, 59, tzinfo=UTC), JAN_15),
        (datetime(2027, 1, 16, 5, 0, tzinfo=UTC), JAN_16),
    ],
)
def test_a_day_begins_at_midnight_in_connecticut(
    desk: Deps, clock: TestClock, ada: Owing, at: datetime, day: date
) -> None:
    clock.now = at
    came(desk, ada, 5_000)
    clock.forward(days=3)
    assert [one.day for one in report(desk, date(2027, 1, 1), JAN_16).days] == [day]
    assert report(desk, day, day).postings == 1
    for other in {date(2027, 1, 14), JAN_15, JAN_16} - {day}:
        assert report(desk, other, other).postings == 0


def test_the_days_follow_each_other_and_only_those_with_money(desk: Deps, clock: TestClock, ada: Owing) -> None:
    for cents, wait in ((100, 2), (200, 1), (300, 0)):
        came(desk, ada, cents)
        clock.forward(days=wait)
    found = report(desk, JAN_15, date(2027, 1, 18))
    assert [(one.day.day, one.by_mail_cents) for one in found.days] == [(15, 100), (17, 200), (18, 300)]


def test_what_was_entered_late_stands_on_the_day_of_its_entry(desk: Deps, clock: TestClock, ada: Owing) -> None:
    """The day on which it came decides about filing; a day that was reported already changes no more."""
    clock.forward(days=3)
    came(desk, ada, 5_000, on=JAN_15)
    assert [one.day for one in report(desk, JAN_15, date(2027, 1, 18)).days] == [date(2027, 1, 18)]


def test_days_the_wrong_way_round_are_refused(desk: Deps) -> None:
    with pytest.raises(InvalidFields) as refused:
        report(desk, JAN_16, JAN_15)
    assert refused.value.fields == {"to": "days_reversed"}


@pytest.mark.parametrize(
    ("first", "last", "faults"),
    [
        (JAN_15, date.max, {"to": "day_to_come"}),
        (date.min, JAN_15, {"from": "day_too_long_ago"}),
        (date(1969, 1, 1), JAN_15, {"from": "day_too_long_ago"}),
        (JAN_15, JAN_16, {"to": "day_to_come"}),
    ],
)
def test_days_that_no_ledger_has_are_refused(desk: Deps, first: date, last: date, faults: dict[str, str]) -> None:
    with pytest.raises(InvalidFields) as refused:
        report(desk, first, last)
    assert refused.value.fields == faults
