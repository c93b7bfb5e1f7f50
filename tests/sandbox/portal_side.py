"""What the portal does to the sandbox, as the tests say it."""

from pathlib import Path
from typing import Any

import aiosmtplib
import httpx
import stripe

from sandbox.settings import Settings

GOOD_CARD = {
    "number": "4242 4242 4242 4242",
    "expiry": "08/40",
    "code": "123",
    "name": "Ada Lovelace",
    "zip_code": "06103",
}
CREDIT_ONLY: Any = {
    "card": {
        "restrictions": {
            "brands_blocked": ["american_express", "discover_global_network"],
            "funding_types_blocked": ["debit", "prepaid"],
        }
    }
}


class Clock:
    """Time as the sandbox sees it; tests move it by hand."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def settings_in(folder: Path, **changes: Any) -> Settings:
    """On free ports, and with waits that a test can wait for."""
    quick = {"sandbox_slow_seconds": 0.3, "sandbox_hung_seconds": 0.3}
    return Settings(**{"inbox_port": 0, "smtp_port": 0, "card_port": 0, "sandbox_data": folder} | quick | changes)


def library(sandbox: Settings, key: str = "", **options: Any) -> stripe.StripeClient:
    """The official library, unmodified."""
    key = key or sandbox.sandbox_card_key
    return stripe.StripeClient(key, base_addresses={"api": sandbox.card_url}, max_network_retries=0, **options)


def order(**changes: Any) -> Any:
    """What the portal asks for: $200.00, credit cards of two brands, captured later."""
    price = {"currency": "usd", "unit_amount": 20_000, "product_data": {"name": "Renewal"}}
    return {
        "mode": "payment",
        "line_items": [{"price_data": price, "quantity": 1}],
        "success_url": "http://localhost:3000/paid?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://localhost:3000/pay",
        "client_reference_id": "APP-1",
        "customer_email": "ada@example.org",
        "metadata": {"application": "APP-1"},
        "payment_intent_data": {"capture_method": "manual", "metadata": {"application": "APP-1"}},
        "payment_method_options": CREDIT_ONLY,
        "allowed_payment_method_types": ["card"],
    } | changes


def pay(browser: httpx.Client, session: stripe.checkout.Session, **changes: str) -> httpx.Response:
    assert session.url
    return browser.post(session.url, data=GOOD_CARD | changes)


def intent_of(cards: stripe.StripeClient, session: stripe.checkout.Session) -> Any:
    expand = ["payment_intent.latest_charge"]
    return cards.v1.checkout.sessions.retrieve(session.id, {"expand": expand}).payment_intent


def authorised(cards: stripe.StripeClient, browser: httpx.Client, number: str = GOOD_CARD["number"]) -> Any:
    session = cards.v1.checkout.sessions.create(order())
    assert pay(browser, session, number=number).status_code == 303
    return intent_of(cards, session)


def captured(cards: stripe.StripeClient, browser: httpx.Client) -> Any:
    return cards.v1.payment_intents.capture(authorised(cards, browser).id, {"expand": ["latest_charge"]})


async def send(sandbox: Settings, message: Any, **options: Any) -> None:
    await aiosmtplib.send(message, hostname="127.0.0.1", port=sandbox.smtp_port, start_tls=False, **options)
