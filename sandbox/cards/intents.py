"""The payment intent: one sum asked for once, however many cards are tried. Here, what the merchant does with it."""

import sqlite3

from sandbox.cards import charges, events, listing, objects
from sandbox.cards.call import Call
from sandbox.cards.errors import Body, unexpected_state, wrong_parameter
from sandbox.cards.requests import CancelIntent, CaptureIntent, Page, Retrieve

KIND = "payment_intent"


def retrieve(call: Call[Retrieve]) -> Body:
    return objects.get(call.db, KIND, call.id, "intent")


def list_all(call: Call[Page]) -> Body:
    return listing.page(call, KIND, "/v1/payment_intents")


def capture(call: Call[CaptureIntent]) -> Body:
    intent = _capturable(call, "captured")
    amount = call.params.amount_to_capture or intent["amount_capturable"]
    if amount > intent["amount_capturable"]:
        message = "The amount to capture is greater than the amount that can be captured."
        raise wrong_parameter("amount_to_capture", message, "amount_too_large")
    charge = objects.get(call.db, charges.KIND, intent["latest_charge"], "charge")
    charges.capture(call.db, charge, amount, call.now)
    intent |= {"status": "succeeded", "amount_capturable": 0, "amount_received": amount}
    objects.save(call.db, intent)
    _mark_session_paid(call.db, intent)
    events.record(call.db, "payment_intent.succeeded", intent, call.now)
    return intent


def cancel(call: Call[CancelIntent]) -> Body:
    """Only an authorisation can be cancelled here: before that the merchant expires the session."""
    intent = _capturable(call, "canceled")
    charges.release(call.db, objects.get(call.db, charges.KIND, intent["latest_charge"], "charge"), call.now)
    return _canceled(call.db, intent, call.params.cancellation_reason, call.now)


def abandon(db: sqlite3.Connection, id: str, now: int) -> None:
    """The session is over and this intent was never authorised."""
    _canceled(db, objects.get(db, KIND, id, "intent"), "expired", now)


def _canceled(db: sqlite3.Connection, intent: Body, reason: str | None, now: int) -> Body:
    intent |= {
        "status": "canceled",
        "amount_capturable": 0,
        "canceled_at": now,
        "cancellation_reason": reason,
        "next_action": None,
    }
    objects.save(db, intent)
    events.record(db, "payment_intent.canceled", intent, now)
    return intent


def _capturable(call: Call[CaptureIntent] | Call[CancelIntent], verb: str) -> Body:
    intent = objects.get(call.db, KIND, call.id, "intent")
    if intent["status"] != "requires_capture":
        message = (
            f"This PaymentIntent could not be {verb} because it has a status of {intent['status']}. "
            f"Only a PaymentIntent with one of the following statuses may be {verb}: requires_capture."
        )
        raise unexpected_state(message, intent)
    return intent


def _mark_session_paid(db: sqlite3.Connection, intent: Body) -> None:
    id = objects.get_private(db, intent["id"])["session"]
    objects.save(db, objects.get(db, "checkout.session", id, "session") | {"payment_status": "paid"})
