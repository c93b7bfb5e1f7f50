"""The desk's figures against a small world made by hand: fifteen days into January, a Friday."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from sqlmodel import select

from cecs_app.clock import start_of
from cecs_app.db.tables import Application
from cecs_app.domain.application import AT_THE_DESK, Status
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.services.deps import Deps
from cecs_app.services.desk.reports import WeekOfKind, get_ages, get_money, get_progress, get_times
from cecs_app.services.payments.refunds import Order, refund
from cecs_app.services.payments.voids import void
from tests.fakes import TestClock
from tests.fakes_cards import FakeCards
from tests.payable import Owing, came, come_back, owing, start

MONDAY = date(2027, 1, 11)
"""Of this week."""
NAMES = count(1)


def case(
    desk: Deps,
    filed: datetime,
    status: Status = Status.SUBMITTED,
    decided: datetime | None = None,
    kind: str = "renewal",
) -> None:
    owed = owing(desk, "N" * next(NAMES), status=status, kind=kind)
    with desk.database.transaction() as db:
        row = db.exec(select(Application).where(Application.reference == owed.reference)).one()
        row.filed_at, row.decided_at = filed, decided


def on(day: date, hour: int = 9) -> datetime:
    return start_of(day) + timedelta(hours=hour)


def ago(desk: Deps, days: int) -> datetime:
    return on(desk.today() - timedelta(days=days))


def week(desk: Deps, back: int, kind: ApplicationKind = ApplicationKind.RENEWAL) -> WeekOfKind:
    """So many weeks before this one."""
    found = [one for one in get_progress(desk) if one.week == MONDAY - timedelta(weeks=back) and one.kind is kind]
    return found[0]


def test_each_of_thirteen_weeks_counts_what_was_filed_decided_and_still_waited_then(desk: Deps) -> None:
    case(desk, ago(desk, 200))
    case(desk, on(MONDAY - timedelta(weeks=3)), Status.ISSUED, on(MONDAY))
    case(desk, on(MONDAY - timedelta(weeks=3)), Status.DENIED, on(MONDAY - timedelta(weeks=1)))
    case(desk, on(MONDAY), Status.IN_REVIEW)
    case(desk, on(MONDAY), kind="advancement")
    figures = [week(desk, back) for back in (4, 3, 2, 1, 0)]
    assert [(one.filed, one.issued, one.denied, one.waiting) for one in figures] == [
        (0, 0, 0, 1),
        (2, 0, 0, 3),
        (0, 0, 0, 3),
        (0, 0, 1, 2),
        (1, 1, 0, 2),
    ]
    other = week(desk, 0, ApplicationKind.ADVANCEMENT)
    assert (other.filed, other.waiting, week(desk, 1, ApplicationKind.ADVANCEMENT).waiting) == (1, 1, 0)
    assert len(get_progress(desk)) == 13 * len(ApplicationKind)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.AWAITING_PAYMENT, Status.WITHDRAWN, Status.EXPIRED_DRAFT])
def test_what_was_withdrawn_or_never_filed_is_in_no_figure(desk: Deps, status: Status) -> None:
    case(desk, ago(desk, 8), status)
    assert {(one.filed, one.issued, one.denied, one.waiting) for one in get_progress(desk)} == {(0, 0, 0, 0)}
    assert sum(sum(one.bands) for one in get_ages(desk)) == 0


def test_what_was_appealed_waits_again(desk: Deps) -> None:
    case(desk, ago(desk, 20), Status.APPEALED, ago(desk, 1))
    assert (week(desk, 0).denied, week(desk, 0).waiting, week(desk, 1).waiting) == (0, 1, 1)


def test_a_week_begins_and_ends_at_connecticuts_midnight(desk: Deps) -> None:
    case(desk, datetime(2027, 1, 11, 4, 59, 59, tzinfo=UTC))
    case(desk, datetime(2027, 1, 11, 5, 0, tzinfo=UTC))
    case(desk, datetime(2026, 10, 19, 3, 59, tzinfo=UTC))  # summer time, and a week too early
    assert (week(desk, 1).filed, week(desk, 0).filed) == (1, 1)
    assert sum(one.filed for one in get_progress(desk)) == 2


def test_the_age_of_what_waits_goes_by_bands_of_days(desk: Deps) -> None:
    for days in (0, 30, 31, 60, 61, 90, 91, 400):
        case(desk, ago(desk, days))
    case(desk, ago(desk, 95), Status.ISSUED, ago(desk, 1))
    case(desk, ago(desk, 95), Status.ON_HOLD, kind="duplicate")
    ages = {one.kind: one.bands for one in get_ages(desk)}
    assert (ages[ApplicationKind.RENEWAL], ages[ApplicationKind.DUPLICATE]) == ((2, 2, 2, 2), (0, 0, 0, 1))


@pytest.mark.parametrize("status", AT_THE_DESK)
def test_whatever_stands_at_the_desk_waits(desk: Deps, status: Status) -> None:
    case(desk, ago(desk, 3), status)
    assert sum(one.bands[0] for one in get_ages(desk)) == 1


def test_how_long_decisions_took_by_the_week_of_the_decision(desk: Deps) -> None:
    for days in (10, 20, 30, 40, 50):
        case(desk, on(MONDAY) - timedelta(days=days), Status.ISSUED, on(MONDAY))
    case(desk, on(MONDAY) - timedelta(days=7, hours=12), Status.DENIED, on(MONDAY - timedelta(weeks=1)))
    case(desk, on(MONDAY) - timedelta(days=99), Status.IN_REVIEW, on(MONDAY))
    *_rest, before, now = get_times(desk)
    assert (now.week, now.decided, now.quick, now.middle, now.slow) == (MONDAY, 5, 20, 30, 40)
    assert (before.decided, before.quick, before.middle, before.slow) == (1, 0.5, 0.5, 0.5)
    assert get_times(desk)[0].middle is None


def test_the_money_of_a_week_is_what_came_by_card_and_mail_and_what_went_back(
    desk: Deps, cards: FakeCards, clock: TestClock, ada: Owing
) -> None:
    cards.pay(start(desk, ada))
    come_back(desk, ada)
    bea = owing(desk, "Bea")
    came(desk, bea, 30_000)
    void(desk, came(desk, bea, 700).reference, "bounced", "mia")
    clock.forward(weeks=1)
    source = came(desk, ada, 5_000).reference
    refund(desk, source, Order(5_000, "paid twice", "mia"))
    *_rest, before, now = get_money(desk)
    assert (before.week, before.card_cents, before.mail_cents, before.back_cents) == (MONDAY, 20_000, 30_700, -700)
    assert (now.card_cents, now.mail_cents, now.back_cents) == (0, 5_000, -5_000)


def test_without_anything_every_figure_is_nothing(desk: Deps) -> None:
    assert {(one.card_cents, one.mail_cents, one.back_cents) for one in get_money(desk)} == {(0, 0, 0)}
    assert {one.decided for one in get_times(desk)} == {0}
    assert len(get_money(desk)) == len(get_times(desk)) == 13
