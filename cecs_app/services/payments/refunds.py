"""Money goes back: decided and stored first, then the gateway is asked, then its answer is stored.

What the gateway doesn't say stays claimed, and the sweep asks again; it looks for the refund before it makes one.
"""

from dataclasses import dataclass
from uuid import uuid4

import structlog
from sqlmodel import Session

from cecs_app.db import ledger, payments, refunds
from cecs_app.db.payment_tables import Payment, Refund
from cecs_app.db.tables import Account, Application
from cecs_app.domain.application import Status
from cecs_app.domain.dues import Dues, money_back
from cecs_app.domain.errors import InvalidFields, NotAllowed
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.domain.payment import RefundStatus
from cecs_app.gateways.cards import GatewayRefused, GatewayUnavailable
from cecs_app.gateways.secrets import new_reference
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.payments.fee import GIVEN_UP, dues_for
from cecs_app.services.payments.sources import Source, get_source
from cecs_app.words.formats import money_words
from cecs_app.words.letter import Letter
from cecs_app.words.letters import payment as letters

log = structlog.get_logger()
BATCH = 10


@dataclass(frozen=True)
class Order:
    """`override` names why even the review fee goes back; empty when it stays."""

    amount_cents: int
    reason: str
    by: str
    override: str = ""


@dataclass(frozen=True)
class Ordered:
    reference: str
    application: str
    amount_cents: int
    status: RefundStatus
    to_do: str
    """What a person must still do: nothing for a card, a check of the Treasurer's for what came by mail."""


def refund(deps: Deps, payment_reference: str, order: Order) -> Ordered:
    """Of a payment by card (P-…) through the gateway, of one by mail (M-…) as a check that the Treasurer writes.

    Gives it claimed when the gateway has not answered yet: the sweep goes on. Raises NotFound, InvalidFields, or
    NotAllowed: "not_refundable" for more than may go back, with the `most` that may; "refund_under_way";
    "refund_refused" by the gateway.
    """
    if not order.reason.strip():
        raise InvalidFields({"reason": "required"})
    with deps.database.transaction() as db:
        source = get_source(db, payment_reference)
        _check_amount(db, source, order)
        claimed = _claimed(deps, source, order)
        if not refunds.add(db, claimed):
            raise NotAllowed("refund_under_way")
        _journal_order(db, deps, source, claimed)
    settled = settle_refund(deps, claimed.id or 0)
    if settled is RefundStatus.REFUSED:
        raise NotAllowed("refund_refused")
    amount = money_words(order.amount_cents)
    to_do = "" if source.payment_id else f"Ask the Treasurer for a check of {amount} to the payer."
    return Ordered(claimed.reference, source.application.reference, order.amount_cents, settled, to_do)


def settle_refund(deps: Deps, refund_id: int) -> RefundStatus:
    with deps.database.reading() as db:
        claimed = refunds.get(db, refund_id)
        payment = payments.get(db, claimed.payment_id) if claimed.payment_id else None
    if claimed.status != RefundStatus.CLAIMED:
        return RefundStatus(claimed.status)
    try:
        ref = _ask_gateway(deps, payment, claimed) if payment else ""
    except GatewayUnavailable as error:
        log.warning("gateway_unavailable", refund=claimed.reference, error=str(error))
        return RefundStatus.CLAIMED
    except GatewayRefused as error:
        return _record_refused(deps, claimed, str(error))
    return _record_done(deps, claimed, ref)


def sweep_claimed_refunds(deps: Deps) -> int:
    """How many were asked about."""
    with deps.database.transaction() as db:
        due = refunds.claim_due(db, deps.now(), BATCH)
    for refund_id in due:
        settle_refund(deps, refund_id)
    return len(due)


def refundable_cents(dues: Dues, status: Status, *, override: bool) -> int:
    """What was paid too much, always. Once the application was given up or denied, the balance; the review fee by
    override only. Of the fee of what goes on, or was issued, nothing: it would stand there unpaid.

    Source: shared/domain.md, section 2: the review fee is not refunded.
    """
    if status not in GIVEN_UP:
        return dues.overpaid_cents
    return dues.overpaid_cents + dues.paid_balance_cents + (dues.paid_review_cents if override else 0)


def _journal_order(db: Session, deps: Deps, source: Source, claimed: Refund) -> None:
    journal.record(
        db,
        deps,
        "refund_ordered",
        actor="staff",
        application_id=source.application.id,
        refund=claimed.reference,
        payment=source.reference,
        amount_cents=claimed.amount_cents,
        reason=claimed.reason,
        override=claimed.override_reason,
        by=claimed.ordered_by,
    )


def _check_amount(db: Session, source: Source, order: Order) -> None:
    gone = refunds.sum_of(db, payment_id=source.payment_id, mailed_payment_id=source.mailed_payment_id)
    dues, status = dues_for(db, source.application), Status(source.application.status)
    most = min(source.amount_cents - gone, refundable_cents(dues, status, override=bool(order.override.strip())))
    if not 0 < order.amount_cents <= most:
        raise NotAllowed("not_refundable", most=money_words(max(0, most)))


def _claimed(deps: Deps, source: Source, order: Order) -> Refund:
    return Refund(
        reference=new_reference("R"),
        application_id=source.application.id or 0,
        payment_id=source.payment_id,
        mailed_payment_id=source.mailed_payment_id,
        amount_cents=order.amount_cents,
        reason=order.reason.strip(),
        override_reason=order.override.strip(),
        ordered_by=order.by,
        status=RefundStatus.CLAIMED,
        idempotency_key=uuid4().hex,
        open_key=refunds.open_key(source.application.id or 0),
        created_at=deps.now(),
        due_at=deps.now() + refunds.LEASE,
    )


def _ask_gateway(deps: Deps, payment: Payment, claimed: Refund) -> str:
    return deps.cards.refund(
        payment.intent_ref, claimed.amount_cents, claimed.reference, f"{claimed.idempotency_key}-refund"
    )


def _record_refused(deps: Deps, claimed: Refund, code: str) -> RefundStatus:
    log.error("refund_refused", refund=claimed.reference, error=code)
    with deps.database.transaction() as db:
        if refunds.settled(db, claimed.id or 0, RefundStatus.REFUSED, "", deps.now()):
            _journal_settled(db, deps, "refund_refused", claimed, error=code)
    return RefundStatus.REFUSED


def _record_done(deps: Deps, claimed: Refund, refund_ref: str) -> RefundStatus:
    with deps.database.transaction() as db:
        application = db.get_one(Application, claimed.application_id, with_for_update=True)
        if not refunds.settled(db, claimed.id or 0, RefundStatus.DONE, refund_ref, deps.now()):
            return RefundStatus.DONE
        where = LedgerAccount.CARD_COMPANY if claimed.payment_id else LedgerAccount.MAIL_DEPOSITS
        lines = money_back(dues_for(db, application), where, claimed.amount_cents)
        posting, owner = f"{claimed.reference}:refunded", application.id or 0
        ledger.add(db, posting, lines, application_id=owner, at=deps.now(), gateway_ref=refund_ref)
        _journal_settled(db, deps, "refund_done" if claimed.payment_id else "refund_check_ordered", claimed)
        _mail(db, deps, application, claimed)
    return RefundStatus.DONE


def _journal_settled(db: Session, deps: Deps, name: str, claimed: Refund, *, error: str = "") -> None:
    journal.record(
        db,
        deps,
        name,
        actor="gateway",
        application_id=claimed.application_id,
        refund=claimed.reference,
        amount_cents=claimed.amount_cents,
        error=error,
    )


def _mail(db: Session, deps: Deps, application: Application, done: Refund) -> None:
    def compose(account: Account) -> Letter:
        return letters.refunded(
            account.first_name,
            done.amount_cents,
            reference=application.reference,
            refund=done.reference,
            by_card=done.payment_id is not None,
            link=deps.screen(f"/applications/{application.reference}/receipt"),
        )

    outbox.post_to_educator(db, deps, application.educator_id, compose)
