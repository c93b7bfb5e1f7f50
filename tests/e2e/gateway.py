"""What the card company itself says, asked with its own library: the judge of what happened to the money."""

import re

import stripe

from tests.e2e.portal import Portal

KEY = "sk_test_cecs_practice"


def money_taken(portal: Portal, application: str) -> list[int]:
    """The cents of every capture for this application."""
    intents = _library(portal.card_url).v1.payment_intents.list({"limit": 100}).auto_paging_iter()
    return [one.amount_received for one in intents if _is_for(one, application) and one.amount_received]


def expire_card_page(address: str) -> None:
    """As if its hour were over."""
    card_url, session = re.fullmatch(r"(http://[^/]+)/pay/([^/?]+).*", address).groups()  # type: ignore[union-attr]
    _library(card_url).v1.checkout.sessions.expire(session)


def _is_for(intent: stripe.PaymentIntent, application: str) -> bool:
    return bool(intent.metadata) and intent.metadata.to_dict().get("application") == application


def _library(card_url: str) -> stripe.StripeClient:
    return stripe.StripeClient(KEY, base_addresses={"api": card_url})
