"""A check that bounced, or was entered in error: the opposite is entered, and it is filed no longer by that money."""

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.dues import Part
from cecs_app.domain.errors import InvalidFields, NotAllowed, NotFound
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.services.applications import receipt, status
from cecs_app.services.decide import approve
from cecs_app.services.deps import Deps
from cecs_app.services.payments.refunds import Order, refund
from cecs_app.services.payments.voids import void
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
    filed_at,
    owing,
    payments_of,
    set_status,
    start,
    status_of,
)


def stop(desk: Deps, reference: str, reason: str = "bounced") -> None:
    void(desk, reference, reason, "mia")


def test_a_bounced_check_that_filed_it_brings_it_back_to_the_payer(desk: Deps, ada: Owing) -> None:
    taken = came(desk, ada, 20_000)
    stop(desk, taken.reference, "the bank sent it back")
    assert (status_of(desk, ada), filed_at(desk, ada)) == (Status.AWAITING_PAYMENT, None)
    assert (balances_of(desk, ada), dues_now(desk, ada).owed_cents) == ({}, 20_000)
    assert events_of(desk, ada)[-2:] == ["mail_payment_voided", "application_awaiting_payment"]
    view = receipt.show(desk, ada.educator_id, ada.reference)
    assert (view.filed, view.owed) == ("", "$200.00")
    assert [one.amount for one in view.movements] == ["$200.00", "−$200.00"]


def test_after_it_bounced_it_is_filed_when_the_next_payment_comes(desk: Deps, clock: TestClock, ada: Owing) -> None:
    stop(desk, came(desk, ada, 20_000, number="7").reference)
    clock.forward(days=5)
    assert came(desk, ada, 20_000, number="7").filed_at == clock.now, "mended, it may be entered again"


def test_she_is_told_that_her_application_is_not_filed_any_more(desk: Deps, ada: Owing) -> None:
    taken = came(desk, ada, 20_000)
    before = len(posted(desk))
    stop(desk, taken.reference)
    assert len(posted(desk)) == before + 1
    assert "CT-ADA" in posted(desk)[-1].text


def test_where_another_payment_holds_the_review_fee_it_stays_filed(desk: Deps, ada: Owing) -> None:
    first, _second = came(desk, ada, 20_000), came(desk, ada, 5_000)
    stop(desk, first.reference)
    assert status_of(desk, ada) is Status.SUBMITTED
    dues = dues_now(desk, ada)
    assert (dues.paid_review_cents, dues.paid_balance_cents, dues.overpaid_cents) == (5_000, 0, 0)


def test_it_is_not_filed_by_a_check_that_bounced(desk: Deps, clock: TestClock, ada: Owing) -> None:
    """What then holds the review fee came five days later: it counts as filed from then on."""
    first = came(desk, ada, 5_000)
    clock.forward(days=5)
    came(desk, ada, 5_000)
    later = clock.now
    clock.forward(days=1)
    stop(desk, first.reference)
    assert filed_at(desk, ada) == later


def test_once_the_review_has_begun_it_stays_there_and_is_not_approved(desk: Deps, ada: Owing) -> None:
    taken = came(desk, ada, 20_000)
    set_status(desk, ada, Status.IN_REVIEW)
    stop(desk, taken.reference)
    assert status_of(desk, ada) is Status.IN_REVIEW
    with pytest.raises(NotAllowed) as refused:
        approve(desk, ada.reference)
    assert (refused.value.code, refused.value.data) == ("balance_due", {"owed": "$200.00"})


def test_the_overpayment_goes_with_the_check_that_made_it(desk: Deps, ada: Owing) -> None:
    came(desk, ada, 20_000)
    second = came(desk, ada, 20_000)
    stop(desk, second.reference)
    assert (dues_now(desk, ada).owed_cents, dues_now(desk, ada).overpaid_cents) == (0, 0)


def test_of_a_check_that_was_refunded_nothing_can_be_voided(desk: Deps, ada: Owing) -> None:
    taken = came(desk, ada, 20_100)
    refund(desk, taken.reference, Order(100, "too much", "mia"))
    with pytest.raises(NotAllowed) as refused:
        stop(desk, taken.reference)
    assert refused.value.code == "refund_exists"
    assert dues_now(desk, ada).owed_cents == 0


def test_while_a_refund_of_the_application_is_under_way_no_check_is_voided(
    desk: Deps, cards: FakeCards, ada: Owing
) -> None:
    cards.pay(start(desk, ada, Part.ALL))
    come_back(desk, ada)
    taken = came(desk, ada, 100)
    cards.down = {"refund"}
    refund(desk, payments_of(desk, ada)[-1].reference, Order(100, "too much", "mia"))
    with pytest.raises(NotAllowed) as refused:
        stop(desk, taken.reference)
    assert refused.value.code == "refund_exists"


def test_a_check_is_voided_once(desk: Deps, ada: Owing) -> None:
    taken = came(desk, ada, 5_000)
    stop(desk, f"{taken.reference.lower()}")
    before = contents(desk)
    with pytest.raises(NotFound):
        stop(desk, taken.reference)
    assert contents(desk) == before


@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_reason_is_asked_for(desk: Deps, ada: Owing, reason: str) -> None:
    taken = came(desk, ada, 5_000)
    with pytest.raises(InvalidFields) as refused:
        stop(desk, taken.reference, reason)
    assert refused.value.fields == {"reason": "required"}
    assert status_of(desk, ada) is Status.SUBMITTED


@pytest.mark.parametrize("reference", ["", "P-NONE", "M-NONE", "CT-ADA", "\x00"])
def test_an_unknown_payment_is_not_found(desk: Deps, ada: Owing, reference: str) -> None:
    with pytest.raises(NotFound):
        stop(desk, reference)


def test_a_check_of_what_was_withdrawn_leaves_it_withdrawn(desk: Deps) -> None:
    over = owing(desk, "Over", status=Status.WITHDRAWN)
    stop(desk, came(desk, over, 5_000).reference)
    assert (status_of(desk, over), balances_of(desk, over)) == (Status.WITHDRAWN, {})
    assert LedgerAccount.OVERPAYMENTS in [row[2] for row in contents(desk)["ledger_entry"]], "both entries stand"


def test_a_replacement_for_a_check_that_bounced_after_issuing_pays_the_fee(desk: Deps, ada: Owing) -> None:
    taken = came(desk, ada, 20_000)
    approve(desk, ada.reference)
    stop(desk, taken.reference)
    assert (status_of(desk, ada), balances_of(desk, ada)) == (Status.ISSUED, {})
    replacement = came(desk, ada, 20_000)
    assert replacement.overpaid_cents == 0
    assert balances_of(desk, ada)[LedgerAccount.CERTIFICATE_FEES] == -15_000


def test_her_timeline_says_that_it_waits_again_and_why(desk: Deps, ada: Owing) -> None:
    stop(desk, came(desk, ada, 20_000).reference, "the bank sent it back")
    waits, voided, *_ = status.show(desk, ada.educator_id, ada.reference).timeline
    assert voided.what == "The Bureau took back the entry of $200.00 by mail (the bank sent it back)."
    assert "You signed it" not in waits.what


def test_money_that_went_back_before_the_next_check_bounced_files_nothing(
    desk: Deps, clock: TestClock, ada: Owing
) -> None:
    """On day 6 all that had come on day 1 went back, and what had come on day 5 bounced: only day 10 counts."""
    first = came(desk, ada, 5_000)
    clock.forward(days=4)
    second = came(desk, ada, 20_000)
    clock.forward(days=1)
    refund(desk, first.reference, Order(5_000, "too much", "mia"))
    stop(desk, second.reference)
    assert (status_of(desk, ada), balances_of(desk, ada)) == (Status.AWAITING_PAYMENT, {})
    clock.forward(days=4)
    assert came(desk, ada, 20_000).filed_at == clock.now
