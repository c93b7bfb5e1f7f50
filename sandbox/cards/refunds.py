"""Money given back to the card it came from: only what was captured, and never more than is left."""

from sandbox.cards import charges, listing, objects, settlement
from sandbox.cards.call import Call
from sandbox.cards.errors import Body, already_refunded, nothing_to_refund, refund_too_large
from sandbox.cards.requests import CreateRefund, ListRefunds, Retrieve

KIND = "refund"


def create(call: Call[CreateRefund]) -> Body:
    charge = _captured_charge(call)
    amount = _amount(call.params.amount, charge)
    refund = _fresh(call, charge, amount)
    refund["balance_transaction"] = settlement.record(call.db, refund, -amount, call.now)["id"]
    objects.add(call.db, refund)
    charges.give_back(call.db, charge, amount, call.now)
    return refund


def retrieve(call: Call[Retrieve]) -> Body:
    return objects.get(call.db, KIND, call.id, "refund")


def list_all(call: Call[ListRefunds]) -> Body:
    return listing.page(call, KIND, "/v1/refunds", payment_intent=call.params.payment_intent)


def _captured_charge(call: Call[CreateRefund]) -> Body:
    intent = objects.get(call.db, "payment_intent", call.params.payment_intent, "payment_intent")
    if intent["status"] != "succeeded":
        raise nothing_to_refund(intent["id"])
    return objects.get(call.db, charges.KIND, intent["latest_charge"], "charge")


def _amount(asked: int | None, charge: Body) -> int:
    left: int = charge["amount"] - charge["amount_refunded"]
    if not left:
        raise already_refunded(charge["id"])
    if asked is not None and asked > left:
        raise refund_too_large(asked, left)
    return asked or left


def _fresh(call: Call[CreateRefund], charge: Body, amount: int) -> Body:
    return {
        "id": objects.new_id("re_"),
        "object": KIND,
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": call.now,
        "currency": charge["currency"],
        "destination_details": {"card": {"type": "refund"}, "type": "card"},
        "metadata": call.params.metadata,
        "payment_intent": charge["payment_intent"],
        "reason": call.params.reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }
