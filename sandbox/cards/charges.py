"""One attempt to take money from one card, and what became of that money since."""

import sqlite3

from sandbox.cards import events, objects, settlement
from sandbox.cards.errors import Body
from sandbox.cards.practice import Outcome

KIND = "charge"

DECLINE_MESSAGES = {
    Outcome.DECLINED: "Your card was declined.",
    Outcome.INSUFFICIENT_FUNDS: "Your card has insufficient funds.",
}


def attempt(db: sqlite3.Connection, intent: Body, method: Body, outcome: Outcome, now: int) -> Body:
    approved = outcome is Outcome.APPROVED
    charge = {
        "id": objects.new_id("ch_"),
        "object": KIND,
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "balance_transaction": None,
        "billing_details": method["billing_details"] | {"email": intent["receipt_email"]},
        "captured": False,
        "created": now,
        "currency": intent["currency"],
        "description": intent["description"],
        "failure_code": None if approved else "card_declined",
        "failure_message": DECLINE_MESSAGES.get(outcome),
        "livemode": False,
        "metadata": intent["metadata"],
        "outcome": _outcome(outcome),
        "paid": approved,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"type": "card", "card": method["card"]},
        "refunded": False,
        "status": "succeeded" if approved else "failed",
    }
    objects.add(db, charge)
    return charge


def capture(db: sqlite3.Connection, charge: Body, amount: int, now: int) -> None:
    """What is left of the authorised amount goes back to the card."""
    row = settlement.record(db, charge, amount, now)
    left = charge["amount"] - amount
    captured = {"captured": True, "amount_captured": amount, "amount_refunded": left}
    objects.save(db, charge | captured | {"balance_transaction": row["id"]})


def release(db: sqlite3.Connection, charge: Body, now: int) -> None:
    """Nothing was taken, so nothing is settled; Stripe counts a hold that is let go as refunded all the same."""
    give_back(db, charge, charge["amount"], now)


def give_back(db: sqlite3.Connection, charge: Body, amount: int, now: int) -> None:
    returned = charge["amount_refunded"] + amount
    charge |= {"amount_refunded": returned, "refunded": returned == charge["amount"]}
    objects.save(db, charge)
    events.record(db, "charge.refunded", charge, now)


def _outcome(outcome: Outcome) -> Body:
    if outcome is Outcome.APPROVED:
        return {"network_status": "approved_by_network", "reason": None, "type": "authorized"}
    return {"network_status": "declined_by_network", "reason": str(outcome), "type": "issuer_declined"}
