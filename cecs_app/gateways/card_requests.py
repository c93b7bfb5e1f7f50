"""What the card page is asked to be: one fee, by the kinds of card that the policy of the day takes."""

from dataclasses import dataclass
from datetime import datetime

from stripe.params.checkout import SessionCreateParams, SessionCreateParamsLineItem

from cecs_app.domain.payment import CURRENCY, CardPolicy


@dataclass(frozen=True)
class CardSessionRequest:
    """`reference` is the payment's, `application` its application's; `key` makes a repeated request the same one."""

    reference: str
    application: str
    title: str
    amount_cents: int
    email: str
    language: str
    return_url: str
    expires_at: datetime
    policy: CardPolicy
    key: str


def session_params(request: CardSessionRequest) -> SessionCreateParams:
    names = {"application": request.application, "payment": request.reference}
    return {
        "mode": "payment",
        "line_items": [_line_item(request)],
        "client_reference_id": request.reference,
        "customer_email": request.email,
        "locale": "es" if request.language == "es" else "en",
        # One address for all ways back: what happened is asked of the gateway, not told by the address.
        "success_url": request.return_url,
        "cancel_url": request.return_url,
        "expires_at": int(request.expires_at.timestamp()),
        # Nothing but cards: other ways of paying may be switched on in the gateway's own settings.
        "allowed_payment_method_types": ["card"],
        "metadata": names,
        # Held, then captured only after our own check: the gateway can't block cards of unknown funding.
        "payment_intent_data": {"capture_method": "manual", "metadata": names},
        "payment_method_options": {
            "card": {
                "restrictions": {
                    "brands_blocked": list(request.policy.brands_blocked),
                    "funding_types_blocked": list(request.policy.funding_blocked),
                }
            }
        },
    }


def _line_item(request: CardSessionRequest) -> SessionCreateParamsLineItem:
    return {
        "quantity": 1,
        "price_data": {
            "currency": CURRENCY,
            "unit_amount": request.amount_cents,
            "product_data": {"name": request.title},
        },
    }
