"""The payment method: what stays of a card once its number is forgotten."""

import sqlite3

from sandbox.cards import objects
from sandbox.cards.errors import Body
from sandbox.cards.form import Payer
from sandbox.cards.practice import PracticeCard

KIND = "payment_method"


def keep(db: sqlite3.Connection, card: PracticeCard, payer: Payer, now: int) -> Body:
    method: Body = {
        "id": objects.new_id("pm_"),
        "object": KIND,
        "billing_details": {
            "address": {"country": "US", "postal_code": payer.zip_code},
            "email": None,
            "name": payer.name,
            "phone": None,
        },
        "card": _card(card, payer),
        "created": now,
        "customer": None,
        "livemode": False,
        "metadata": {},
        "type": "card",
    }
    objects.add(db, method)
    return method


def _card(card: PracticeCard, payer: Payer) -> Body:
    return {
        "brand": card.brand,
        "checks": {"address_line1_check": None, "address_postal_code_check": "pass", "cvc_check": "pass"},
        "country": card.country,
        "exp_month": payer.exp_month,
        "exp_year": payer.exp_year,
        "funding": card.funding,
        "last4": card.last4,
        "network": card.brand,
        "wallet": None,
    }
