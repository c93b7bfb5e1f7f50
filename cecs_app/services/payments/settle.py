"""What became of a card page: asked of the gateway, checked against our own rules, then captured or released.

What the gateway doesn't say stays open and is asked again; nothing is guessed, and nothing is charged twice:
every step carries the payment's key, and one conditional update decides who records the end.
"""

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

import structlog

from cecs_app.db import applications, payments
from cecs_app.db.tables import Application, Payment
from cecs_app.domain.application import Status
from cecs_app.domain.payment import CURRENCY, PaymentStatus
from cecs_app.gateways.cards import CardResult, GatewayUnavailable
from cecs_app.services.deps import Deps
from cecs_app.services.payments.record import record_ended, record_paid

log = structlog.get_logger()
BATCH = 10


class Outcome(StrEnum):
    NONE = "none"
    """No card page was ever reached."""
    OPEN = "open"
    """The card page waits to be paid."""
    CHECKING = "checking"
    """Nobody knows yet."""
    PAID = "paid"
    ENDED = "ended"
    """Without money; `refusal` says why."""


@dataclass(frozen=True)
class Settled:
    outcome: Outcome
    refusal: str = ""


KNOWN = {
    PaymentStatus.STARTED: Outcome.NONE,
    PaymentStatus.PAID: Outcome.PAID,
    PaymentStatus.ENDED: Outcome.ENDED,
}
"""What needs no question to the gateway."""


def settle(deps: Deps, educator_id: int | None, reference: str) -> Settled:
    """Of the application's latest payment. Raises NotFound."""
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        payment = payments.find_latest(db, application.id or 0)
    return _settle(deps, application, payment) if payment else Settled(Outcome.NONE)


def close_card_page(deps: Deps, educator_id: int | None, reference: str) -> bool:
    """So that nobody pays there for what is taken back. Whether it was paid, as only this question brought out.

    What can't be asked about just now stays open. Raises NotFound.
    """
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        payment = payments.find_latest(db, application.id or 0)
    if payment is None or not payment.open_key:
        return False
    outcome = _settle(deps, application, payment).outcome
    if outcome is Outcome.OPEN:
        with suppress(GatewayUnavailable):
            _close(deps, payment)
    return outcome is Outcome.PAID


def sweep_open_payments(deps: Deps) -> int:
    """Settles what nobody came back for, a few at a time; how many were asked about."""
    with deps.database.transaction() as db:
        due = payments.claim_due(db, deps.now(), BATCH)
    for payment_id in due:
        with deps.database.reading() as db:
            payment = payments.get(db, payment_id)
            application = db.get_one(Application, payment.application_id)
        if payment.status == PaymentStatus.STARTED:
            # Its address never reached anybody. Ended, it no longer stands in the way of withdrawing.
            record_ended(deps, payment, "never_opened")
        else:
            _settle(deps, application, payment)
    return len(due)


def _settle(deps: Deps, application: Application, payment: Payment) -> Settled:
    known = KNOWN.get(PaymentStatus(payment.status))
    if known:
        return Settled(known, payment.refusal)
    try:
        _conclude(deps, application, payment, deps.cards.find_result(payment.session_ref or ""))
    except GatewayUnavailable as error:
        log.warning("gateway_unavailable", payment=payment.id, error=str(error))
        return Settled(Outcome.CHECKING)
    with deps.database.reading() as db:
        now = payments.get(db, payment.id or 0)
    return Settled(KNOWN.get(PaymentStatus(now.status), Outcome.OPEN), now.refusal)


def _conclude(deps: Deps, application: Application, payment: Payment, result: CardResult) -> None:
    if result.state == "open":
        _close_if_moved(deps, application, payment)
    elif result.state == "expired":
        record_ended(deps, payment, "expired")
    elif result.intent_status == "requires_capture":
        _capture_or_release(deps, application, payment, result)
    elif result.intent_status == "canceled":
        record_ended(deps, payment, _fault(deps, application, payment, result) or "released")
    elif result.intent_status == "succeeded":
        # Captured by an earlier call whose answer was lost: the checks were made before it.
        record_paid(deps, payment, result)
    else:
        raise GatewayUnavailable(f"intent is {result.intent_status}")


def _capture_or_release(deps: Deps, application: Application, payment: Payment, result: CardResult) -> None:
    fault = _fault(deps, application, payment, result)
    if fault is None and application.status != Status.AWAITING_PAYMENT:
        fault = "application_moved"
    if fault:
        deps.cards.cancel(result.intent_ref, f"{payment.idempotency_key}-cancel")
        record_ended(deps, payment, fault)
        return
    deps.cards.capture(result.intent_ref, f"{payment.idempotency_key}-capture")
    record_paid(deps, payment, result)


def _close_if_moved(deps: Deps, application: Application, payment: Payment) -> None:
    """The card page of an application that was withdrawn, or settled by mail, must not be paid any more."""
    if application.status != Status.AWAITING_PAYMENT:
        _close(deps, payment)


def _close(deps: Deps, payment: Payment) -> None:
    deps.cards.expire(payment.session_ref or "")
    record_ended(deps, payment, "application_moved")


def _fault(deps: Deps, application: Application, payment: Payment, result: CardResult) -> str | None:
    asked = (payment.amount_cents, CURRENCY, application.reference)
    if (result.amount_cents, result.currency, result.reference) != asked:
        return "not_what_was_asked"
    return deps.payment_policy.refusal(result.brand, result.funding)
