"""The card gateway through the official library. The card page is its own: no card number ever comes here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

import stripe
from stripe.checkout import Session

from cecs_app.gateways.card_requests import CardSessionRequest, session_params

TIMEOUT_SECONDS = 20
PAGE = 100
MOVES_NO_FEE = {"payout", "payout_cancel", "payout_failure", "stripe_fee"}
"""Rows of the settlement list that are between the State and the card company alone."""


class GatewayUnavailable(Exception):
    """No answer, or none that can be used: nobody knows yet whether anything happened."""


class GatewayRefused(Exception):
    """It answered that it will never do this; nothing happened. The words are its code."""


class ForgedHint(Exception):
    """A webhook that the card company did not sign, or signed too long ago."""


@dataclass(frozen=True)
class CardSession:
    ref: str
    url: str


@dataclass(frozen=True)
class CardResult:
    """What the gateway says of a session: "open", "expired" or "complete", and the card once it is complete.

    `declined`: of an open one, the code of why the last card was not taken. `paid_at`: when the bank approved it.
    """

    state: str
    declined: str = ""
    intent_ref: str = ""
    intent_status: str = ""
    amount_cents: int = 0
    currency: str = ""
    reference: str = ""
    brand: str = ""
    funding: str = ""
    country: str = ""
    last4: str = ""
    paid_at: datetime | None = None


@dataclass(frozen=True)
class Hint:
    """A webhook: something happened to a payment. What happened is fetched, never believed.

    `payment` is the reference that we gave it; either name may be empty.
    """

    event_id: str
    kind: str
    session_ref: str
    payment: str


@dataclass(frozen=True)
class SettlementRow:
    """Money the card company took (plus) or gave back (minus); `ref` is its id of the intent or of the refund."""

    ref: str
    cents: int
    at: datetime


class CardGateway(Protocol):
    """Every call but `read_hint` may raise GatewayUnavailable."""

    def open_session(self, request: CardSessionRequest) -> CardSession: ...
    def find_result(self, session_ref: str) -> CardResult: ...
    def capture(self, intent_ref: str, key: str) -> None: ...
    def cancel(self, intent_ref: str, key: str) -> None: ...
    def expire(self, session_ref: str) -> None: ...
    def refund(self, intent_ref: str, amount_cents: int, reference: str, key: str) -> str:
        """The refund's id, also where one with our reference was made before. Raises GatewayRefused."""

    def settlement_list(self, first: datetime, end: datetime) -> list[SettlementRow]:
        """From `first` up to, and without, `end`."""

    def read_hint(self, payload: bytes, signature: str) -> Hint:
        """Raises ForgedHint."""


class StripeCards:
    def __init__(self, api_url: str, api_key: str, *webhook_secrets: str) -> None:
        """Of the secrets any may have signed a webhook: while one is replaced there are two."""
        self._stripe = stripe.StripeClient(
            api_key,
            base_addresses={"api": api_url},
            http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
            # The library would try again by itself: what is unknown is asked about later, never silently repeated.
            max_network_retries=0,
        )
        self._webhook_secrets = webhook_secrets

    def open_session(self, request: CardSessionRequest) -> CardSession:
        with _gateway_errors():
            made = self._stripe.v1.checkout.sessions.create(
                session_params(request), options={"idempotency_key": request.key}
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

    def refund(self, intent_ref: str, amount_cents: int, reference: str, key: str) -> str:
        # Asked first: the gateway forgets a key after a day, and a refund may have waited longer than that.
        with _gateway_errors():
            for made in self._stripe.v1.refunds.list({"payment_intent": intent_ref, "limit": PAGE}).auto_paging_iter():
                if made.metadata and made.metadata.to_dict().get("refund") == reference:
                    return made.id
        try:
            with _gateway_errors():
                return self._stripe.v1.refunds.create(
                    {"payment_intent": intent_ref, "amount": amount_cents, "metadata": {"refund": reference}},
                    options={"idempotency_key": key},
                ).id
        except GatewayUnavailable as error:
            if isinstance(error.__cause__, stripe.InvalidRequestError):
                raise GatewayRefused(str(error)) from error
            raise

    def settlement_list(self, first: datetime, end: datetime) -> list[SettlementRow]:
        with _gateway_errors():
            found = self._stripe.v1.balance_transactions.list(
                {
                    "created": {"gte": int(first.timestamp()), "lt": int(end.timestamp())},
                    "limit": PAGE,
                    "expand": ["data.source"],
                }
            )
            return [_settled(one) for one in found.auto_paging_iter() if one.type not in MOVES_NO_FEE]

    def read_hint(self, payload: bytes, signature: str) -> Hint:
        why = "no secret"
        for secret in self._webhook_secrets:
            try:
                return _hint(stripe.Webhook.construct_event(payload, signature, secret))
            except (ValueError, KeyError, TypeError, AttributeError, stripe.SignatureVerificationError) as error:
                why = type(error).__name__
        raise ForgedHint(why)


@contextmanager
def _gateway_errors() -> Iterator[None]:
    try:
        yield
    except stripe.StripeError as error:
        raise GatewayUnavailable(error.code or type(error).__name__) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # An answer of another shape than the library promises can't be used: it is asked for again.
        raise GatewayUnavailable("unreadable answer") from error


def _result(session: Session) -> CardResult:
    # As plain dicts: an object of the library's raises for each field that the gateway leaves out.
    found = session.to_dict()
    intent = found.get("payment_intent") or {}
    if found["status"] != "complete":
        return CardResult(state=found["status"], declined=_declined(intent))
    charge = intent.get("latest_charge") or {}
    card = (charge.get("payment_method_details") or {}).get("card") or {}
    return CardResult(
        state="complete",
        intent_ref=intent["id"],
        intent_status=intent["status"],
        amount_cents=intent["amount"],
        currency=intent["currency"],
        reference=found.get("client_reference_id") or "",
        brand=card.get("brand") or "",
        funding=card.get("funding") or "",
        country=card.get("country") or "",
        last4=card.get("last4") or "",
        paid_at=datetime.fromtimestamp(charge["created"], UTC) if charge else None,
    )


def _declined(intent: dict[str, Any]) -> str:
    error = intent.get("last_payment_error") or {}
    return str(error.get("decline_code") or error.get("code") or "")


def _settled(row: stripe.BalanceTransaction) -> SettlementRow:
    """A row of a kind we never cause keeps its own id, so that the comparison reports it."""
    source = row.source
    ref = row.id
    if isinstance(source, stripe.Charge) and row.type in {"charge", "payment"}:
        ref = source.payment_intent if isinstance(source.payment_intent, str) else row.id
    elif isinstance(source, stripe.Refund) and row.type in {"refund", "payment_refund"}:
        ref = source.id
    return SettlementRow(ref, row.amount, datetime.fromtimestamp(row.created, UTC))


def _hint(event: stripe.Event) -> Hint:
    about = event.to_dict()["data"]["object"]
    is_session = about.get("object") == "checkout.session"
    return Hint(
        event_id=event.id,
        kind=event.type,
        session_ref=str(about.get("id") or "") if is_session else "",
        payment=str((about.get("metadata") or {}).get("payment") or ""),
    )
