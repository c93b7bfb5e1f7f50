"""What the nightly comparison found, in words that the cashier can act on."""

from sqlmodel import select

from cecs_app.db.payment_tables import LedgerEntry
from cecs_app.gateways.cards import SettlementRow
from cecs_app.services.deps import Deps
from cecs_app.services.desk.differences import SHOWN, get_comparisons
from cecs_app.services.payments.compare import compare
from tests.fakes import TestClock
from tests.fakes_cards import FakeCards
from tests.payable import Owing, come_back, start


def paid(desk: Deps, cards: FakeCards, ada: Owing) -> str:
    """The card company's id of it."""
    cards.pay(start(desk, ada))
    come_back(desk, ada)
    return cards.captured[0]


def test_before_the_first_night_there_is_none(desk: Deps) -> None:
    assert get_comparisons(desk) == ()


def test_where_both_agree_there_is_no_difference(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    paid(desk, cards, ada)
    compare(desk, desk.today(), desk.today())
    (found,) = get_comparisons(desk)
    assert (found.days, found.rows, found.differences) == ("January 15, 2027", 1, ())
    assert found.compared == "January 15, 2027 at 12:00 PM EST"


def test_each_difference_says_who_has_what_and_whose_it_is(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    ours = paid(desk, cards, ada)
    cards.settled[:] = [SettlementRow("pi_unknown", 7_700, desk.now())]
    compare(desk, desk.today(), desk.today())
    (found,) = get_comparisons(desk)
    assert [(one.words, one.application) for one in found.differences] == [
        (f"Our ledger has $200.00 that the card company does not list ({ours}).", "CT-ADA"),
        ("The card company has $77.00 that our ledger does not know (pi_unknown).", ""),
    ]


def test_where_the_sums_differ_both_are_named(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    ours = paid(desk, cards, ada)
    cards.settled[:] = [SettlementRow(ours, 19_999, desk.now())]
    compare(desk, desk.today(), desk.today())
    (one,) = get_comparisons(desk)[0].differences
    assert one.words == f"Our ledger has $200.00, the card company $199.99 ({ours})."


def test_a_ledger_changed_by_hand_is_never_called_no_difference(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    paid(desk, cards, ada)
    with desk.database.transaction() as db:
        entry = db.exec(select(LedgerEntry).where(LedgerEntry.account == "review_fees")).one()
        posting, entry.amount_cents = entry.posting, entry.amount_cents - 1
    compare(desk, desk.today(), desk.today())
    (one,) = get_comparisons(desk)[0].differences
    assert one.words == f"The posting {posting} does not sum to zero: somebody changed the ledger by hand."


def test_the_last_ones_come_first_and_old_ones_fall_out(desk: Deps, clock: TestClock) -> None:
    for _ in range(SHOWN + 2):
        compare(desk, desk.today(), desk.today())
        clock.forward(days=1)
    found = get_comparisons(desk)
    assert (len(found), found[0].days, found[-1].days) == (SHOWN, "February 15, 2027", "January 17, 2027")
