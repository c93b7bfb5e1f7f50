"""Money goes back only where it was captured, and never more than is left."""

from typing import Any

import httpx
import pytest
import stripe
from portal_side import authorised, captured


def refund(cards: stripe.StripeClient, intent: Any, **params: Any) -> Any:
    return cards.v1.refunds.create({"payment_intent": intent.id} | params)


def test_a_whole_refund_gives_everything_back(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    intent = captured(cards, browser)
    made = refund(cards, intent, reason="requested_by_customer", metadata={"refund": "R-1"})
    assert made.id.startswith("re_")
    assert (made.amount, made.currency, made.status) == (20_000, "usd", "succeeded")
    assert (made.payment_intent, made.charge) == (intent.id, intent.latest_charge.id)
    assert (made.reason, made.metadata["refund"]) == ("requested_by_customer", "R-1")
    charge = cards.v1.charges.retrieve(made.charge)
    assert (charge.amount_refunded, charge.refunded) == (20_000, True)
    assert cards.v1.refunds.retrieve(made.id) == made
    assert cards.v1.payment_intents.retrieve(intent.id).status == "succeeded", "a refund undoes no payment"


def test_a_payment_can_go_back_in_parts_until_nothing_is_left(
    cards: stripe.StripeClient, browser: httpx.Client
) -> None:
    intent = captured(cards, browser)
    refund(cards, intent, amount=15_000)
    charge = cards.v1.charges.retrieve(intent.latest_charge.id)
    assert (charge.amount_refunded, charge.refunded) == (15_000, False)
    with pytest.raises(stripe.InvalidRequestError) as too_much:
        refund(cards, intent, amount=5_001)
    assert too_much.value.param == "amount"
    assert "Refund amount ($50.01) is greater than unrefunded amount on charge ($50.00)" in str(too_much.value)
    assert refund(cards, intent).amount == 5_000
    with pytest.raises(stripe.InvalidRequestError) as nothing_left:
        refund(cards, intent)
    assert nothing_left.value.code == "charge_already_refunded"


def test_what_a_partial_capture_let_go_cannot_be_refunded(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    intent = authorised(cards, browser)
    cards.v1.payment_intents.capture(intent.id, {"amount_to_capture": 12_000})
    with pytest.raises(stripe.InvalidRequestError):
        refund(cards, intent, amount=12_001)
    assert refund(cards, intent).amount == 12_000


@pytest.mark.parametrize("is_cancelled", [False, True])
def test_a_hold_is_no_captured_money(cards: stripe.StripeClient, browser: httpx.Client, is_cancelled: bool) -> None:
    intent = authorised(cards, browser)
    if is_cancelled:
        cards.v1.payment_intents.cancel(intent.id)
    with pytest.raises(stripe.InvalidRequestError, match="does not have a successful charge to refund") as refused:
        refund(cards, intent)
    assert (refused.value.http_status, refused.value.param) == (400, "payment_intent")


def test_one_key_refunds_once(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    asked: Any = {"payment_intent": captured(cards, browser).id, "amount": 5_000}
    first, again = (cards.v1.refunds.create(asked, {"idempotency_key": "refund-1"}) for _ in range(2))
    assert first.id == again.id
    assert cards.v1.charges.retrieve(str(first.charge)).amount_refunded == 5_000
    with pytest.raises(stripe.IdempotencyError):
        cards.v1.refunds.create(asked | {"amount": 6_000}, {"idempotency_key": "refund-1"})


def test_the_refunds_of_one_payment_are_listed_newest_first(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    intent, other = captured(cards, browser), captured(cards, browser)
    made = [refund(cards, intent, amount=1_000).id for _ in range(3)]
    refund(cards, other)
    first = cards.v1.refunds.list({"payment_intent": intent.id, "limit": 2})
    assert (first.object, first.url, first.has_more) == ("list", "/v1/refunds", True)
    assert [one.id for one in first.data] == made[:0:-1]
    last = cards.v1.refunds.list({"payment_intent": intent.id, "limit": 2, "starting_after": made[1]})
    assert ([one.id for one in last.data], last.has_more) == (made[:1], False)


def test_a_refund_expands_to_its_charge_and_its_row(cards: stripe.StripeClient, browser: httpx.Client) -> None:
    made = refund(cards, captured(cards, browser), amount=700, expand=["charge", "balance_transaction"])
    assert made.charge.amount_refunded == 700
    assert (made.balance_transaction.type, made.balance_transaction.amount) == ("refund", -700)


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        ({"payment_intent": "pi_none"}, "resource_missing", "payment_intent"),
        ({"amount": 0}, "parameter_invalid_integer", "amount"),
        ({"amount": "all"}, "parameter_invalid_integer", "amount"),
        ({"reason": "changed_mind"}, "parameter_invalid", "reason"),
        ({"charge": "ch_1"}, "parameter_unknown", "charge"),
        ({"expand": ["customer"]}, "parameter_invalid", "expand"),
    ],
)
def test_a_refund_it_does_not_understand_is_refused(
    cards: stripe.StripeClient, browser: httpx.Client, changes: dict[str, Any], code: str, param: str
) -> None:
    intent = captured(cards, browser)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        refund(cards, intent, **changes)
    assert (refusal.value.code, refusal.value.param) == (code, param)
    assert cards.v1.refunds.list({"payment_intent": intent.id}).data == []
