"""One attempt to take money from one card. Keeps the card's brand, kind and last four digits, never more."""

import sqlite3

from sandbox.cards import objects
from sandbox.cards.errors import Body
from sandbox.cards.form import Payer
from sandbox.cards.practice import Outcome, PracticeCard


def attempt(db: sqlite3.Connection, intent: Body, card: PracticeCard, payer: Payer, now: int) -> Body:
    approved = card.outcome is Outcome.APPROVED
    charge = {
        "id": objects.new_id("ch_"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "balance_transaction": None,
        "billing_details": {
            "address": {"country": "US", "postal_code": payer.zip_code},
            "email": intent["receipt_email"],
            "name": payer.name,
            "phone": None,
        },
        "captured": False,
        "created": now,
        "currency": intent["currency"],
        "description": intent["description"],
        "failure_code": None if approved else "card_declined",
        "failure_message": None if approved else decline_message(card.outcome),
        "livemode": False,
        "metadata": intent["metadata"],
        "outcome": _outcome(card.outcome),
        "paid": approved,
        "payment_intent": intent["id"],
        "payment_method": objects.new_id("pm_"),
        "payment_method_details": {"type": "card", "card": _card(card, payer)},
        "refunded": False,
        "status": "succeeded" if approved else "failed",
    }
    objects.add(db, charge)
    return charge


def capture(db: sqlite3.Connection, charge: Body, amount: int) -> None:
    """What is left of the authorised amount goes back to the card."""
    left = charge["amount"] - amount
    objects.save(db, charge | {"captured": True, "amount_captured": amount, "amount_refunded": left})


def release(db: sqlite3.Connection, charge: Body) -> None:
    objects.save(db, charge | {"refunded": True, "amount_refunded": charge["amount"]})


def decline_message(outcome: Outcome) -> str:
    if outcome is Outcome.INSUFFICIENT_FUNDS:
        return "Your card has insufficient funds."
    return "Your card was declined."


def _outcome(outcome: Outcome) -> Body:
    if outcome is Outcome.APPROVED:
        return {"network_status": "approved_by_network", "reason": None, "type": "authorized"}
    return {"network_status": "declined_by_network", "reason": str(outcome), "type": "issuer_declined"}


def _card(card: PracticeCard, payer: Payer) -> Body:
    return {
        "brand": card.brand,
        "checks": {"address_line1_check": None, "address_postal_code_check": "pass", "cvc_check": "pass"},
        "country": "US",
        "exp_month": payer.exp_month,
        "exp_year": payer.exp_year,
        "funding": card.funding,
        "last4": card.last4,
        "network": card.brand,
        "wallet": None,
    }
