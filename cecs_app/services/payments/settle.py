"""What became of a card page: asked of the gateway, checked against our own rules, then captured or released.

What the gateway doesn't say stays open and is asked again; nothing is guessed, and nothing is charged twice:
every step carries the payment's key, and one conditional update decides who records the end.
"""

from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

import structlog

from cecs_app.clock import connecticut_day
from cecs_app.db import applications, payments
from cecs_app.db.payment_tables import Payment
from cecs_app.db.tables import Application
from cecs_app.domain.payment import CURRENCY, PaymentStatus
from cecs_app.gateways.cards import CardResult, GatewayUnavailable
from cecs_app.services.deps import Deps
from cecs_app.services.payments.fee import PAYABLE, dues_for, fee_state
from cecs_app.services.payments.record import record_ended, record_never_opened, record_paid

log = structlog.get_logger()
BATCH = 10


class Outcome(StrEnum):
    NONE = "none"
    """Nothing was tried."""
    UNREACHED = "unreached"
    """The card page did not open: nobody could have paid there."""
    OPEN = "open"
    """The card page waits to be paid; `refusal` says why the last card was declined, if one was tried."""
    CHECKING = "checking"
    """Nobody knows yet."""
    PAID = "paid"
    ENDED = "ended"
    """Without money; `refusal` says why."""


@dataclass(frozen=True)
class Settled:
    outcome: Outcome
    refusal: str = ""
    page: str = ""
    """The address of an open card page."""
    cents: int = 0
    """What an open card page asks for."""


KNOWN = {
    PaymentStatus.STARTED: Outcome.UNREACHED,
    PaymentStatus.PAID: Outcome.PAID,
    PaymentStatus.ENDED: Outcome.ENDED,
}
"""What needs no question to the gateway."""


def settle(deps: Deps, educator_id: int | None, reference: str) -> Settled:
    """Of the application's latest payment. Raises NotFound."""
    application, payment = _latest(deps, educator_id, reference)
    return settle_payment(deps, application, payment) if payment else Settled(Outcome.NONE)


def find_known(deps: Deps, educator_id: int | None, reference: str) -> Settled | None:
    """What can be said of it without asking the gateway; None when that must be asked. Raises NotFound."""
    _application, payment = _latest(deps, educator_id, reference)
    if payment is None:
        return Settled(Outcome.NONE)
    known = KNOWN.get(PaymentStatus(payment.status))
    return Settled(known, payment.refusal) if known else None


def close_card_page(deps: Deps, educator_id: int | None, reference: str) -> bool:
    """So that nobody pays there for what is taken back. Whether it was paid, as only this question brought out.

    What can't be asked about just now stays open. Raises NotFound.
    """
    application, payment = _latest(deps, educator_id, reference)
    if payment is None or not payment.open_key:
        return False
    outcome = settle_payment(deps, application, payment).outcome
    if outcome is Outcome.OPEN:
        with suppress(GatewayUnavailable):
            close(deps, payment, "application_moved")
    return outcome is Outcome.PAID


def sweep_open_payments(deps: Deps) -> int:
    """Settles what nobody came back for, BATCH at a time; about how many of them it was answered."""
    with deps.database.transaction() as db:
        due = payments.claim_due(db, deps.now(), BATCH)
    return sum(_sweep(deps, one) is not Outcome.CHECKING for one in due)


def _sweep(deps: Deps, payment_id: int) -> Outcome:
    with deps.database.reading() as db:
        payment = payments.get(db, payment_id)
        application = db.get_one(Application, payment.application_id)
    if payment.status == PaymentStatus.STARTED:
        # Its address never reached anybody. Ended, it no longer stands in the way of withdrawing.
        record_never_opened(deps, payment)
        return Outcome.UNREACHED
    return settle_payment(deps, application, payment).outcome


def settle_payment(deps: Deps, application: Application, payment: Payment) -> Settled:
    known = KNOWN.get(PaymentStatus(payment.status))
    if known:
        return Settled(known, payment.refusal)
    try:
        result = deps.cards.find_result(payment.session_ref or "")
        _conclude(deps, application, payment, result)
    except GatewayUnavailable as error:
        log.warning("gateway_unavailable", payment=payment.reference, error=str(error))
        return Settled(Outcome.CHECKING)
    with deps.database.reading() as db:
        now = payments.get(db, payment.id or 0)
    if known := KNOWN.get(PaymentStatus(now.status)):
        return Settled(known, now.refusal)
    return Settled(Outcome.OPEN, result.declined, payment.session_url, payment.amount_cents)


def close(deps: Deps, payment: Payment, refusal: str) -> None:
    """Raises GatewayUnavailable, also when the page was paid in this very moment."""
    deps.cards.expire(payment.session_ref or "")
    record_ended(deps, payment, refusal)


def step_key(deps: Deps, payment: Payment, step: str) -> str:
    """The same for callers at once, another a minute later: the gateway repeats its own failure for a key all day.

    Twice is never done: only what is held can be captured or released, whatever the key.
    """
    return f"{payment.idempotency_key}-{step}-{deps.now():%Y%m%d%H%M}"


def _latest(deps: Deps, educator_id: int | None, reference: str) -> tuple[Application, Payment | None]:
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        return application, payments.find_latest(db, application.id or 0)


def _conclude(deps: Deps, application: Application, payment: Payment, result: CardResult) -> None:
    if result.state == "open":
        # The page of an application that was withdrawn, or paid by mail, must not be paid any more.
        if not _is_still_owed(deps, application, payment):
            close(deps, payment, "application_moved")
    elif result.state == "expired":
        record_ended(deps, payment, "expired")
    elif result.intent_status == "requires_capture":
        _capture_or_release(deps, application, payment, result)
    elif result.intent_status == "canceled":
        record_ended(deps, payment, _fault(deps, payment, result) or "released")
    elif result.intent_status == "succeeded":
        # Captured by an earlier call whose answer was lost: the checks were made before it.
        record_paid(deps, payment, result)
    else:
        raise GatewayUnavailable(f"intent is {result.intent_status}")


def _capture_or_release(deps: Deps, application: Application, payment: Payment, result: CardResult) -> None:
    fault = _fault(deps, payment, result)
    if fault is None and not _is_still_owed(deps, application, payment):
        fault = "application_moved"
    if fault:
        deps.cards.cancel(result.intent_ref, step_key(deps, payment, "cancel"))
        record_ended(deps, payment, fault)
        return
    deps.cards.capture(result.intent_ref, step_key(deps, payment, "capture"))
    record_paid(deps, payment, result)


def _is_still_owed(deps: Deps, application: Application, payment: Payment) -> bool:
    """As the database has it now: a check may have come by mail while the card page was open."""
    with deps.database.reading() as db:
        now = db.get_one(Application, application.id)
        dues = dues_for(db, now)
    return fee_state(now, dues) in PAYABLE and dues.owed_cents >= payment.amount_cents


def _fault(deps: Deps, payment: Payment, result: CardResult) -> str | None:
    asked = (payment.amount_cents, CURRENCY, payment.reference)
    if (result.amount_cents, result.currency, result.reference) != asked:
        return "not_what_was_asked"
    # The policy that the card page was opened under.
    policy = deps.payment_policies.cards_on(connecticut_day(payment.created_at))
    return policy.refusal(result.brand, result.funding, result.country)
