"""The checkout session: open until it is paid, expired by the merchant, or out of time."""

import sqlite3

from sandbox.cards import events, intents, objects
from sandbox.cards.call import Call
from sandbox.cards.errors import Body, GatewayError, wrong_parameter
from sandbox.cards.requests import CreateSession, LineItem, Retrieve

KIND = "checkout.session"
SHORTEST, LONGEST = 30 * 60, 24 * 60 * 60
SMALLEST_AMOUNT = 50

OVERDUE = """
SELECT id FROM objects WHERE object = :kind
  AND json_extract(body, '$.status') = 'open' AND json_extract(body, '$.expires_at') <= :now
"""


def create(call: Call[CreateSession]) -> Body:
    asked = call.params
    amount = sum(item.price_data.unit_amount * item.quantity for item in asked.line_items)
    if amount < SMALLEST_AMOUNT:
        message = "The Checkout Session's total amount must be at least $0.50 usd."
        raise wrong_parameter("line_items", message, "amount_too_small")
    session = _fresh(objects.new_id("cs_test_"), amount, asked, call)
    private = {
        "items": [_item(item) for item in asked.line_items],
        "payment_intent_data": asked.payment_intent_data.model_dump(),
    }
    objects.add(call.db, session, private)
    return session


def retrieve(call: Call[Retrieve]) -> Body:
    return current(call.db, call.id, call.now)


def expire(call: Call[Retrieve]) -> Body:
    session = current(call.db, call.id, call.now)
    if session["status"] != "open":
        raise GatewayError(
            'Only Checkout Sessions with a status in ["open"] can be expired. '
            f"This Checkout Session has a status of {session['status']}."
        )
    return _expired(call.db, session, call.now)


def current(db: sqlite3.Connection, id: str, now: int) -> Body:
    """The session as it is by now: one whose time is over is expired by whoever looks first."""
    session = objects.get(db, KIND, id, "session")
    if session["status"] == "open" and session["expires_at"] <= now:
        return _expired(db, session, now)
    return session


def find_overdue(db: sqlite3.Connection, now: int) -> list[str]:
    return [row["id"] for row in db.execute(OVERDUE, {"kind": KIND, "now": now})]


def complete(db: sqlite3.Connection, session: Body, intent: Body, billing: Body, now: int) -> Body:
    """Money that is only authorised is not yet paid: Stripe says "unpaid" until it is captured."""
    session |= {
        "status": "complete",
        "payment_status": "paid" if intent["status"] == "succeeded" else "unpaid",
        "payment_intent": intent["id"],
        "url": None,
        "customer_details": {
            "address": billing["address"],
            "email": session["customer_email"],
            "name": billing["name"],
        },
    }
    objects.save(db, session)
    events.record(db, "checkout.session.completed", session, now)
    return session


def return_address(session: Body) -> str:
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


def _expired(db: sqlite3.Connection, session: Body, now: int) -> Body:
    if session["payment_intent"]:
        intents.abandon(db, session["payment_intent"], now)
    session |= {"status": "expired", "url": None}
    objects.save(db, session)
    events.record(db, "checkout.session.expired", session, now)
    return session


def _fresh(id: str, amount: int, asked: CreateSession, call: Call[CreateSession]) -> Body:
    return {
        "id": id,
        "object": KIND,
        "amount_subtotal": amount,
        "amount_total": amount,
        "cancel_url": asked.cancel_url,
        "client_reference_id": asked.client_reference_id,
        "created": call.now,
        "currency": asked.line_items[0].price_data.currency,
        "customer": None,
        "customer_details": None,
        "customer_email": asked.customer_email,
        "expires_at": _expires_at(asked.expires_at, call.now),
        "livemode": False,
        "locale": asked.locale,
        "metadata": asked.metadata,
        "mode": asked.mode,
        "payment_intent": None,
        "payment_method_options": asked.payment_method_options.model_dump(),
        "payment_method_types": asked.allowed_payment_method_types,
        "payment_status": "unpaid",
        "status": "open",
        "submit_type": asked.submit_type,
        "success_url": asked.success_url,
        "ui_mode": "hosted_page",
        "url": f"{call.card_url}/pay/{id}",
    }


def _expires_at(asked: int | None, now: int) -> int:
    expires_at = now + LONGEST if asked is None else asked
    if not now + SHORTEST <= expires_at <= now + LONGEST:
        message = "The `expires_at` timestamp must be between 30 minutes and 24 hours from now."
        raise wrong_parameter("expires_at", message)
    return expires_at


def _item(item: LineItem) -> Body:
    product = item.price_data.product_data
    amount = item.price_data.unit_amount * item.quantity
    return {"name": product.name, "description": product.description, "quantity": item.quantity, "amount": amount}
