"""The ledger against the card company's list: every cent it took or gave back, told to the finance office if not."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, update

from cecs_app.db.payment_tables import Comparison, LedgerEntry
from cecs_app.domain.application import Status
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.gateways.cards import GatewayUnavailable, SettlementRow
from cecs_app.services.deps import Deps
from cecs_app.services.payments.compare import Compared, Difference, compare, reconcile
from cecs_app.services.payments.refunds import Order, refund
from tests.fakes import TestClock, posted
from tests.fakes_cards import FakeCards
from tests.on_record import contents
from tests.payable import Owing, came, come_back, owing, payments_of, set_status, start, status_of

TODAY = date(2027, 1, 15)
FINANCE = "finance@cecs.example"


@pytest.fixture
def intent(desk: Deps, cards: FakeCards, ada: Owing) -> str:
    """Ada has paid $200.00 by card."""
    cards.pay(start(desk, ada))
    come_back(desk, ada)
    return cards.captured[0]


def told_to_finance(desk: Deps) -> list[str]:
    return [mail.text for mail in posted(desk) if mail.to == FINANCE]


def compared(desk: Deps) -> Compared:
    return compare(desk, TODAY, TODAY)


def test_what_was_taken_is_entered_and_nobody_is_written_to(desk: Deps, intent: str) -> None:
    found = compared(desk)
    assert (found.rows, found.differences, found.unbalanced, found.agrees) == (1, (), (), True)
    assert told_to_finance(desk) == []
    with desk.database.reading() as db:
        stored = db.get_one(Comparison, 1)
    assert (stored.first_day, stored.last_day, stored.rows, stored.differences) == (TODAY, TODAY, 1, [])


def test_refunds_are_compared_too(desk: Deps, cards: FakeCards, ada: Owing, intent: str) -> None:
    set_status(desk, ada, Status.DENIED)
    refund(desk, payments_of(desk, ada)[0].reference, Order(10_000, "denied", "mia"))
    assert (compared(desk).rows, compared(desk).differences) == (2, ())


def test_what_came_by_mail_is_no_business_of_the_card_company(desk: Deps, ada: Owing) -> None:
    taken = came(desk, ada, 20_100)
    refund(desk, taken.reference, Order(100, "too much", "mia"))
    assert compared(desk) == Compared(TODAY, TODAY, 0, (), ())


def test_money_they_took_that_we_do_not_know_is_reported(desk: Deps, cards: FakeCards, intent: str) -> None:
    cards.settled.append(SettlementRow("pi_unknown", 7_700, desk.now()))
    assert compared(desk).differences == (Difference("pi_unknown", 0, 7_700),)
    (mail,) = told_to_finance(desk)
    for words in ("pi_unknown", "$0.00", "$77.00"):
        assert words in mail
    assert posted(desk)[-1].subject == "Payments differ: January 15, 2027 to January 15, 2027"


def test_money_we_entered_that_they_do_not_know_is_reported(desk: Deps, cards: FakeCards, intent: str) -> None:
    cards.settled.clear()
    assert compared(desk).differences == (Difference(intent, 20_000, 0),)


@pytest.mark.parametrize("theirs", [19_999, 20_001, 200])
def test_another_amount_is_reported(desk: Deps, cards: FakeCards, intent: str, theirs: int) -> None:
    cards.settled[:] = [SettlementRow(intent, theirs, desk.now())]
    assert compared(desk).differences == (Difference(intent, 20_000, theirs),)


def test_a_capture_that_was_made_twice_is_reported(desk: Deps, cards: FakeCards, intent: str) -> None:
    cards.settled *= 2
    assert compared(desk).differences == (Difference(intent, 20_000, 40_000),)


def test_a_refund_of_another_amount_and_one_made_by_hand_are_reported(
    desk: Deps, cards: FakeCards, ada: Owing, intent: str
) -> None:
    set_status(desk, ada, Status.DENIED)
    made = refund(desk, payments_of(desk, ada)[0].reference, Order(10_000, "denied", "mia"))
    cards.settled[-1] = SettlementRow(f"re_{made.reference}", -9_000, desk.now())
    cards.settled.append(SettlementRow("re_by_hand", -500, desk.now()))
    assert compared(desk).differences == (
        Difference(f"re_{made.reference}", -10_000, -9_000),
        Difference("re_by_hand", 0, -500),
    )


@pytest.mark.parametrize("minutes", [-2, 2])
def test_taken_before_midnight_and_entered_after_it_is_no_difference_on_either_day(
    desk: Deps, cards: FakeCards, clock: TestClock, ada: Owing, minutes: int
) -> None:
    midnight = datetime(2027, 1, 16, 5, 0, tzinfo=UTC)
    clock.now = midnight + timedelta(minutes=minutes)
    cards.pay(start(desk, ada))
    come_back(desk, ada)
    cards.settled[:] = [SettlementRow(cards.captured[0], 20_000, midnight - timedelta(minutes=minutes))]
    clock.forward(days=2)
    for day in (TODAY, TODAY + timedelta(days=1)):
        assert compare(desk, day, day).differences == ()
    assert compare(desk, TODAY, TODAY + timedelta(days=1)).rows == 1


@pytest.mark.parametrize(
    ("at", "rows"),
    [
        (datetime(2027, 1, 15, 4, 59, 59, tzinfo=UTC), 0),
        (datetime(2027, 1, 15, 5, 0, tzinfo=UTC), 1),
        (datetime(2027, 1, 16, 4, 59, 59, tzinfo=UTC), 1),
        (datetime(2027, 1, 16, 5, 0, tzinfo=UTC), 0),
    ],
)
def test_a_day_is_connecticuts(desk: Deps, cards: FakeCards, clock: TestClock, at: datetime, rows: int) -> None:
    clock.forward(days=3)
    cards.settled.append(SettlementRow("pi_edge", 100, at))
    found = compared(desk)
    assert (found.rows, len(found.differences)) == (rows, rows)


def test_the_days_on_which_clocks_change_are_whole_too(desk: Deps, cards: FakeCards, clock: TestClock) -> None:
    clock.now = datetime(2027, 12, 1, tzinfo=UTC)
    for day, hours in ((date(2027, 3, 14), 23), (date(2027, 11, 7), 25)):
        begins = datetime(day.year, day.month, day.day, 4 if day.month == 11 else 5, tzinfo=UTC)
        edges = [begins - timedelta(seconds=1), begins, begins + timedelta(hours=hours, seconds=-1)]
        cards.settled[:] = [
            SettlementRow(f"pi_{n}", 1, at) for n, at in enumerate([*edges, begins + timedelta(hours=hours)])
        ]
        assert [one.gateway_ref for one in compare(desk, day, day).differences] == ["pi_1", "pi_2"]


def test_compared_twice_it_says_the_same(desk: Deps, cards: FakeCards, intent: str) -> None:
    cards.settled.clear()
    assert compared(desk) == compared(desk)
    assert len(contents(desk)["comparison"]) == 2


def test_a_silent_gateway_stores_and_reports_nothing(desk: Deps, cards: FakeCards, intent: str) -> None:
    cards.down = {"settlement_list"}
    with pytest.raises(GatewayUnavailable):
        compared(desk)
    assert (contents(desk)["comparison"], told_to_finance(desk)) == ([], [])


@pytest.mark.parametrize("account", [LedgerAccount.CARD_COMPANY, LedgerAccount.REVIEW_FEES])
def test_an_amount_changed_by_hand_is_reported(desk: Deps, ada: Owing, intent: str, account: LedgerAccount) -> None:
    with desk.database.transaction() as db:
        change = update(LedgerEntry).where(LedgerEntry.account == account)  # type: ignore[arg-type]
        db.execute(change.values(amount_cents=LedgerEntry.amount_cents + 100))
    posting = f"{payments_of(desk, ada)[0].reference}:paid"
    assert compared(desk).unbalanced == (posting,)
    assert posting in told_to_finance(desk)[0]
    assert "does not sum to zero" in told_to_finance(desk)[0]


def test_a_line_taken_out_by_hand_is_reported(desk: Deps, intent: str) -> None:
    with desk.database.transaction() as db:
        db.execute(delete(LedgerEntry).where(LedgerEntry.account == LedgerAccount.REVIEW_FEES))  # type: ignore[arg-type]
    assert len(compared(desk).unbalanced) == 1


def test_both_sides_changed_alike_are_found_by_the_list(desk: Deps, intent: str) -> None:
    with desk.database.transaction() as db:
        db.execute(update(LedgerEntry).values(amount_cents=LedgerEntry.amount_cents * 2))
    found = compared(desk)
    assert (found.differences, found.unbalanced) == ((Difference(intent, 40_000, 20_000),), ())


def test_an_old_tampering_is_reported_on_any_day(desk: Deps, clock: TestClock, intent: str) -> None:
    with desk.database.transaction() as db:
        db.execute(delete(LedgerEntry).where(LedgerEntry.account == LedgerAccount.REVIEW_FEES))  # type: ignore[arg-type]
    clock.forward(days=40)
    assert not compare(desk, desk.today(), desk.today()).agrees


def test_what_is_open_is_settled_before_it_is_compared(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    cards.pay(start(desk, ada))
    assert reconcile(desk, TODAY, TODAY) == Compared(TODAY, TODAY, 1, (), ())
    assert status_of(desk, ada) is Status.SUBMITTED


def test_however_many_are_open_all_are_settled_first(desk: Deps, cards: FakeCards, clock: TestClock) -> None:
    owed = [owing(desk, f"E{chr(65 + number)}") for number in range(12)]
    for one in owed:
        cards.pay(start(desk, one))
    assert reconcile(desk, TODAY, TODAY).rows == 12
    cards.lost = {"refund"}
    for one in owed:
        set_status(desk, one, Status.DENIED)
        refund(desk, payments_of(desk, one)[0].reference, Order(100, "denied", "mia"))
    cards.lost, clock.now = set(), clock.now + timedelta(minutes=2)
    assert reconcile(desk, TODAY, TODAY) == Compared(TODAY, TODAY, 24, (), ())


def test_the_facts_are_stored_as_they_were_found(desk: Deps, cards: FakeCards, intent: str) -> None:
    cards.settled.clear()
    compared(desk)
    with desk.database.reading() as db:
        stored = db.get_one(Comparison, 1)
    assert stored.differences == [{"gateway_ref": intent, "ledger_cents": 20_000, "gateway_cents": 0}]
