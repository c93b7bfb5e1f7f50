"""Money that goes back: never more than came, the review fee by override only, and never twice, whatever is lost."""

from datetime import timedelta

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.errors import CecsError, InvalidFields, NotAllowed, NotFound
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.domain.payment import RefundStatus
from cecs_app.services.applications import receipt, status
from cecs_app.services.deps import Deps
from cecs_app.services.payments.refunds import Order, Ordered, refund, sweep_claimed_refunds
from tests.applying import at_once
from tests.fakes import TestClock, posted
from tests.fakes_cards import FakeCards
from tests.on_record import contents
from tests.payable import (
    Owing,
    balances_of,
    came,
    come_back,
    dues_now,
    events_of,
    owing,
    payments_of,
    set_status,
    start,
    status_of,
)


def paid(desk: Deps, cards: FakeCards, owed: Owing) -> str:
    """Whole, by card; gives the payment's reference."""
    cards.pay(start(desk, owed))
    come_back(desk, owed)
    return payments_of(desk, owed)[-1].reference


def order(cents: int, override: str = "") -> Order:
    return Order(cents, "asked for", "mia", override)


def refused(desk: Deps, payment: str, wanted: Order) -> NotAllowed:
    before = contents(desk)
    with pytest.raises(NotAllowed) as caught:
        refund(desk, payment, wanted)
    assert contents(desk) == before
    return caught.value


def test_an_overpayment_goes_back_to_the_card(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    payment = paid(desk, cards, ada)
    came(desk, ada, 700)
    made = refund(desk, payment, order(700))
    assert (made.status, made.amount_cents, made.application) == (RefundStatus.DONE, 700, "CT-ADA")
    assert list(cards.refunds) == [made.reference]
    assert balances_of(desk, ada) == {
        LedgerAccount.CARD_COMPANY: 19_300,
        LedgerAccount.MAIL_DEPOSITS: 700,
        LedgerAccount.REVIEW_FEES: -5_000,
        LedgerAccount.CERTIFICATE_FEES: -15_000,
    }
    assert status_of(desk, ada) is Status.SUBMITTED


def test_she_is_mailed_and_reads_it_on_her_receipt_and_timeline(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    payment = paid(desk, cards, ada)
    came(desk, ada, 700)
    made = refund(desk, payment, order(700))
    mail = posted(desk)[-1]
    assert mail.to == "ada@example.org"
    for words in ("$7.00", "back to the card", made.reference):
        assert words in mail.text
    last = receipt.show(desk, ada.educator_id, ada.reference).movements[-1]
    assert (last.what, last.amount, last.how, last.reference) == ("Refunded", "$7.00", "to the card", made.reference)
    assert status.show(desk, ada.educator_id, ada.reference).timeline[0].what == "$7.00 went back to your card."


def test_of_a_mailed_payment_the_treasurer_writes_a_check_and_no_gateway_is_asked(
    desk: Deps, cards: FakeCards, ada: Owing
) -> None:
    taken = came(desk, ada, 20_700)
    assert refund(desk, taken.reference.lower(), order(700)).status is RefundStatus.DONE
    assert cards.calls == []
    assert balances_of(desk, ada)[LedgerAccount.MAIL_DEPOSITS] == 20_000
    assert "asks the Treasurer to mail you a check." in posted(desk)[-1].text


@pytest.mark.parametrize(
    ("ended", "override", "most"),
    [
        (Status.SUBMITTED, "", 0),
        (Status.SUBMITTED, "the director agrees", 0),
        (Status.IN_REVIEW, "the director agrees", 0),
        (Status.APPROVED, "the director agrees", 0),
        (Status.WITHDRAWN, "", 15_000),
        (Status.DENIED, "", 15_000),
        (Status.DENIED, " \t", 15_000),
        (Status.ISSUED, "", 0),
        (Status.ISSUED, "the director agrees", 0),
        (Status.WITHDRAWN, "the director agrees", 20_000),
        (Status.DENIED, "the director agrees", 20_000),
    ],
)
def test_how_much_of_the_fee_may_go_back(
    desk: Deps, cards: FakeCards, ada: Owing, ended: Status, override: str, most: int
) -> None:
    payment = paid(desk, cards, ada)
    set_status(desk, ada, ended)
    error = refused(desk, payment, order(most + 1, override))
    assert (error.code, error.data) == ("not_refundable", {"most": f"${most / 100:.2f}"})
    if most:
        assert refund(desk, payment, order(most, override)).status is RefundStatus.DONE
        assert refused(desk, payment, order(1, override)).data == {"most": "$0.00"}
        assert dues_now(desk, ada).paid_cents == 20_000 - most


def test_an_overpayment_goes_back_at_any_time_and_the_fee_stays(desk: Deps, cards: FakeCards) -> None:
    for number, now in enumerate((Status.SUBMITTED, Status.ISSUED, Status.WITHDRAWN)):
        owed = owing(desk, f"Over{number}", total_cents=5_000)
        taken = came(desk, owed, 5_200)
        set_status(desk, owed, now)
        assert refused(desk, taken.reference, order(201)).data == {"most": "$2.00"}
        assert refund(desk, taken.reference, order(200)).status is RefundStatus.DONE


def test_no_payment_gives_back_more_than_itself(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    small, large = came(desk, ada, 300), came(desk, ada, 20_000)
    set_status(desk, ada, Status.WITHDRAWN)
    assert refused(desk, small.reference, order(301, "yes")).data == {"most": "$3.00"}
    refund(desk, small.reference, order(300, "yes"))
    assert refused(desk, small.reference, order(1, "yes")).data == {"most": "$0.00"}
    refund(desk, large.reference, order(20_000, "yes"))
    assert balances_of(desk, ada) == {}


@pytest.mark.parametrize("cents", [0, -1, -20_000, 20_001, 10**12])
def test_an_amount_that_can_not_be_is_refused(desk: Deps, cards: FakeCards, ada: Owing, cents: int) -> None:
    payment = paid(desk, cards, ada)
    set_status(desk, ada, Status.WITHDRAWN)
    assert refused(desk, payment, order(cents, "yes")).code == "not_refundable"
    assert cards.refunds == {}


def test_in_parts_it_goes_back_until_there_is_no_more(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    payment = paid(desk, cards, ada)
    set_status(desk, ada, Status.DENIED)
    for cents in (1, 9_999, 5_000):
        assert refund(desk, payment, order(cents)).status is RefundStatus.DONE
    assert refused(desk, payment, order(1)).data == {"most": "$0.00"}
    assert sum(cents for _, cents in cards.refunds.values()) == 15_000


def test_ordered_twice_in_the_same_instant_it_goes_back_once(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    payment = paid(desk, cards, ada)
    set_status(desk, ada, Status.DENIED)
    told = at_once(4, lambda: refund(desk, payment, order(15_000)))
    assert len([one for one in told if isinstance(one, Ordered)]) == 1
    assert {one.code for one in told if isinstance(one, CecsError)} <= {"refund_under_way", "not_refundable"}
    assert sum(cents for _, cents in cards.refunds.values()) == 15_000
    assert balances_of(desk, ada)[LedgerAccount.CARD_COMPANY] == 5_000


@pytest.mark.parametrize("trouble", ["down", "lost"])
def test_without_an_answer_it_is_under_way_until_the_sweep_makes_sure(
    desk: Deps, cards: FakeCards, clock: TestClock, ada: Owing, trouble: str
) -> None:
    payment = paid(desk, cards, ada)
    set_status(desk, ada, Status.DENIED)
    setattr(cards, trouble, {"refund"})
    made = refund(desk, payment, order(10_000))
    assert made.status is RefundStatus.CLAIMED
    assert dues_now(desk, ada).paid_cents == 20_000, "what is not certain is not entered"
    assert refused(desk, payment, order(5_000)).code == "refund_under_way"
    setattr(cards, trouble, set())
    assert sweep_claimed_refunds(desk) == 0, "not in the same minute"
    clock.forward(seconds=61)
    assert (sweep_claimed_refunds(desk), sweep_claimed_refunds(desk)) == (1, 0)
    assert cards.refunds == {made.reference: (cards.captured[0], 10_000)}
    assert dues_now(desk, ada).paid_cents == 10_000
    assert events_of(desk, ada)[-2:] == ["refund_ordered", "refund_done"]


def test_while_the_gateway_stays_away_it_is_asked_once_a_minute(
    desk: Deps, cards: FakeCards, clock: TestClock, ada: Owing
) -> None:
    payment = paid(desk, cards, ada)
    set_status(desk, ada, Status.DENIED)
    cards.down = {"refund"}
    refund(desk, payment, order(10_000))
    asked = []
    for _ in range(3):
        clock.forward(seconds=61)
        asked += [sweep_claimed_refunds(desk), sweep_claimed_refunds(desk)]
    assert asked == [1, 0] * 3


def test_what_the_gateway_refuses_went_nowhere_and_may_be_ordered_again(
    desk: Deps, cards: FakeCards, ada: Owing
) -> None:
    payment = paid(desk, cards, ada)
    set_status(desk, ada, Status.DENIED)
    cards.refunds["R-BY-HAND"] = (cards.captured[0], 10_000)
    mails = len(posted(desk))
    with pytest.raises(NotAllowed) as caught:
        refund(desk, payment, order(15_000))
    assert caught.value.code == "refund_refused"
    assert (dues_now(desk, ada).paid_cents, len(posted(desk))) == (20_000, mails)
    assert events_of(desk, ada)[-1] == "refund_refused"
    assert receipt.show(desk, ada.educator_id, ada.reference).movements[-1].what == "Paid by card"
    assert refund(desk, payment, order(10_000)).status is RefundStatus.DONE


def test_another_educators_refund_may_be_under_way(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    bea = owing(desk, "Bea")
    orders = [(paid(desk, cards, owed), owed) for owed in (ada, bea)]
    cards.down = {"refund"}
    for payment, owed in orders:
        set_status(desk, owed, Status.DENIED)
        assert refund(desk, payment, order(1)).status is RefundStatus.CLAIMED


def test_a_reason_is_asked_for(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    payment = paid(desk, cards, ada)
    set_status(desk, ada, Status.DENIED)
    with pytest.raises(InvalidFields) as caught:
        refund(desk, payment, Order(100, " ", "mia"))
    assert caught.value.fields == {"reason": "required"}


def test_what_brought_no_money_can_not_be_refunded(desk: Deps, cards: FakeCards, ada: Owing) -> None:
    start(desk, ada)
    for reference in (payments_of(desk, ada)[0].reference, "P-NONE", "M-NONE", "", "CT-ADA"):
        with pytest.raises(NotFound):
            refund(desk, reference, order(1, "yes"))


def test_a_refund_ordered_long_ago_is_entered_on_the_day_it_was_made(
    desk: Deps, cards: FakeCards, clock: TestClock, ada: Owing
) -> None:
    payment = paid(desk, cards, ada)
    set_status(desk, ada, Status.DENIED)
    cards.down = {"refund"}
    refund(desk, payment, order(100))
    clock.now += timedelta(days=3)
    cards.down = set()
    sweep_claimed_refunds(desk)
    assert receipt.show(desk, ada.educator_id, ada.reference).movements[-1].when.startswith("January 18, 2027")
