"""The settlement list: a row for each sum the card company took for the merchant or gave back."""

import sqlite3

from sandbox.cards import listing, objects
from sandbox.cards.call import Call
from sandbox.cards.errors import Body
from sandbox.cards.requests import ListSettlement, Retrieve

KIND = "balance_transaction"


def retrieve(call: Call[Retrieve]) -> Body:
    return objects.get(call.db, KIND, call.id, "id")


def list_all(call: Call[ListSettlement]) -> Body:
    return listing.page(call, KIND, "/v1/balance_transactions", type=call.params.type)


def record(db: sqlite3.Connection, source: Body, amount: int, now: int) -> Body:
    """`amount` is below zero for money given back, and then costs no fee, nor does the first fee come back."""
    fee = _fee(amount) if amount > 0 else 0
    row: Body = {
        "id": objects.new_id("txn_"),
        "object": KIND,
        "amount": amount,
        "available_on": now,
        "created": now,
        "currency": source["currency"],
        "description": None,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": _fee_details(fee, source["currency"]),
        "net": amount - fee,
        "reporting_category": source["object"],
        "source": source["id"],
        "status": "available",
        "type": source["object"],
    }
    objects.add(db, row)
    return row


def _fee(amount: int) -> int:
    """2.9 percent, half a cent rounded up, and 30 cents."""
    return (amount * 29 + 500) // 1000 + 30


def _fee_details(fee: int, currency: str) -> list[Body]:
    if not fee:
        return []
    words = "Stripe processing fees"
    return [{"amount": fee, "application": None, "currency": currency, "description": words, "type": "stripe_fee"}]
