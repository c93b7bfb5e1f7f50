"""Writes down how a payment ended, with all that follows from it, in one transaction."""

from sqlmodel import Session

from cecs_app.db import accounts, payments
from cecs_app.db.tables import Application, Payment
from cecs_app.domain.application import Status, can_move
from cecs_app.gateways.cards import CardResult
from cecs_app.language import speaking
from cecs_app.services import journal, outbox
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps
from cecs_app.words.letters import payment as letters


def record_paid(deps: Deps, payment: Payment, result: CardResult) -> None:
    """Does nothing when another call was quicker."""
    with deps.database.transaction() as db:
        application = _locked(db, payment)
        if not payments.paid(db, payment.id or 0, deps.now(), result.intent_ref, result.brand, result.last4):
            return
        _journal_paid(db, deps, payment, result)
        # Withdrawn between our check and the capture: the event above is what the Bureau gives the money back by.
        if can_move(Status(application.status), Status.SUBMITTED):
            move(db, deps, application, Status.SUBMITTED, actor="gateway")
        _mail_receipt(db, deps, application, payment, result)


def record_ended(deps: Deps, payment: Payment, refusal: str) -> None:
    """Does nothing when another call was quicker."""
    with deps.database.transaction() as db:
        if payments.ended(db, payment.id or 0, deps.now(), refusal=refusal):
            journal.record(
                db, deps, "payment_ended", actor="gateway", application_id=payment.application_id, refusal=refusal
            )


def _locked(db: Session, payment: Payment) -> Application:
    return db.get_one(Application, payment.application_id, with_for_update=True)


def _journal_paid(db: Session, deps: Deps, payment: Payment, result: CardResult) -> None:
    journal.record(
        db,
        deps,
        "payment_paid",
        actor="gateway",
        application_id=payment.application_id,
        amount_cents=payment.amount_cents,
        brand=result.brand,
        last4=result.last4,
    )


def _mail_receipt(db: Session, deps: Deps, application: Application, payment: Payment, result: CardResult) -> None:
    account = accounts.find_by_educator(db, application.educator_id)
    if account is None:
        return
    with speaking(account.language):
        letter = letters.card_receipt(
            account.first_name,
            reference=application.reference,
            amount_cents=payment.amount_cents,
            brand=result.brand,
            last4=result.last4,
            paid_at=deps.now(),
            link=deps.screen(f"/applications/{application.reference}/receipt"),
        )
        outbox.post(db, deps, account.email, letter)
