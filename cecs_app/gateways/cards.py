"""The card gateway through the official library. The card page is its own: no card number ever comes here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import stripe
from stripe.checkout import Session
from stripe.params.checkout import SessionCreateParams

from cecs_app.domain.payment import CURRENCY, PaymentPolicy

TIMEOUT_SECONDS = 20


class GatewayUnavailable(Exception):
    """No answer, or none that can be used: nobody knows yet whether anything happened."""


@dataclass(frozen=True)
class CardSessionRequest:
    """`reference` is the application's; `key` makes a repeated request the same request."""

    reference: str
    title: str
    amount_cents: int
    email: str
    language: str
    success_url: str
    cancel_url: str
    expires_at: datetime
    key: str


@dataclass(frozen=True)
class CardSession:
    ref: str
    url: str


@dataclass(frozen=True)
class CardResult:
    """What the gateway says of a session: "open", "expired" or "complete", and the card once it is complete."""

    state: str
    intent_ref: str = ""
    intent_status: str = ""
    amount_cents: int = 0
    currency: str = ""
    reference: str = ""
    brand: str = ""
    funding: str = ""
    last4: str = ""


class CardGateway(Protocol):
    """Every call may raise GatewayUnavailable."""

    def open_session(self, request: CardSessionRequest) -> CardSession: ...
    def find_result(self, session_ref: str) -> CardResult: ...
    def capture(self, intent_ref: str, key: str) -> None: ...
    def cancel(self, intent_ref: str, key: str) -> None: ...
    def expire(self, session_ref: str) -> None: ...


class StripeCards:
    def __init__(self, api_url: str, api_key: str, policy: PaymentPolicy) -> None:
        self._stripe = stripe.StripeClient(
            api_key,
            base_addresses={"api": api_url},
            http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
            # The library would try again by itself: what is unknown is asked about later, never silently repeated.
            max_network_retries=0,
        )
        self._policy = policy

    def open_session(self, request: CardSessionRequest) -> CardSession:
        with _gateway_errors():
            made = self._stripe.v1.checkout.sessions.create(
                _session_params(request, self._policy), options={"idempotency_key": request.key}
            )
        return CardSession(made.id, made.url or "")

    def find_result(self, session_ref: str) -> CardResult:
        with _gateway_errors():
            found = self._stripe.v1.checkout.sessions.retrieve(
                session_ref, {"expand": ["payment_intent.latest_charge"]}
            )
        return _result(found)

    def capture(self, intent_ref: str, key: str) -> None:
        with _gateway_errors():
            self._stripe.v1.payment_intents.capture(intent_ref, options={"idempotency_key": key})

    def cancel(self, intent_ref: str, key: str) -> None:
        with _gateway_errors():
            self._stripe.v1.payment_intents.cancel(intent_ref, options={"idempotency_key": key})

    def expire(self, session_ref: str) -> None:
        with _gateway_errors():
            self._stripe.v1.checkout.sessions.expire(session_ref)


@contextmanager
def _gateway_errors() -> Iterator[None]:
    try:
        yield
    except stripe.StripeError as error:
        raise GatewayUnavailable(error.code or type(error).__name__) from error


def _session_params(request: CardSessionRequest, policy: PaymentPolicy) -> SessionCreateParams:
    return {
        "mode": "payment",
        "line_items": [_line_item(request)],
        "client_reference_id": request.reference,
        "customer_email": request.email,
        "locale": "es" if request.language == "es" else "en",
        "success_url": request.success_url,
        "cancel_url": request.cancel_url,
        "expires_at": int(request.expires_at.timestamp()),
        # Nothing but cards: other ways of paying may be switched on in the gateway's own settings.
        "allowed_payment_method_types": ["card"],
        # Held, then captured only after our own check: the gateway can't block cards of unknown funding.
        "payment_intent_data": {"capture_method": "manual", "metadata": {"reference": request.reference}},
        "payment_method_options": {
            "card": {
                "restrictions": {
                    "brands_blocked": list(policy.brands_blocked),
                    "funding_types_blocked": list(policy.funding_blocked),
                }
            }
        },
    }


def _line_item(request: CardSessionRequest) -> stripe.params.checkout.SessionCreateParamsLineItem:
    return {
        "quantity": 1,
        "price_data": {
            "currency": CURRENCY,
            "unit_amount": request.amount_cents,
            "product_data": {"name": request.title},
        },
    }


def _result(session: Session) -> CardResult:
    intent = session.payment_intent
    if session.status != "complete" or not isinstance(intent, stripe.PaymentIntent):
        return CardResult(state=session.status or "open")
    charge = intent.latest_charge
    details = charge.payment_method_details if isinstance(charge, stripe.Charge) else None
    card = details.card if details else None
    return CardResult(
        state="complete",
        intent_ref=intent.id,
        intent_status=intent.status,
        amount_cents=intent.amount,
        currency=intent.currency,
        reference=session.client_reference_id or "",
        brand=(card.brand or "") if card else "",
        funding=(card.funding or "") if card else "",
        last4=(card.last4 or "") if card else "",
    )
