"""Writes down how a payment by card ended, with all that follows from it, in one transaction."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from cecs_app.db import payments
from cecs_app.db.payment_tables import Payment
from cecs_app.db.tables import Account, Application
from cecs_app.domain.dues import Dues
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.gateways.cards import CardResult
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.payments.credit import credit
from cecs_app.words.letter import Letter
from cecs_app.words.letters import payment as letters


def record_paid(deps: Deps, payment: Payment, result: CardResult) -> None:
    """Does nothing when another call was quicker."""
    with deps.database.transaction() as db:
        application = _locked(db, payment)
        paid_at = min(result.paid_at or deps.now(), deps.now())
        card = {"intent_ref": result.intent_ref, "brand": result.brand, "last4": result.last4}
        if not payments.paid(db, payment, deps.now(), paid_at=paid_at, **card):
            return
        _journal_paid(db, deps, payment, result, paid_at)
        dues = credit(
            db,
            deps,
            application,
            payment.amount_cents,
            into=LedgerAccount.CARD_COMPANY,
            posting=f"{payment.reference}:paid",
            paid_at=paid_at,
            actor="gateway",
            gateway_ref=result.intent_ref,
        )
        _mail_receipt(db, deps, application, payment, result, dues, paid_at)


def record_ended(deps: Deps, payment: Payment, refusal: str) -> None:
    """Does nothing when another call was quicker."""
    with deps.database.transaction() as db:
        if payments.ended(db, payment.id or 0, deps.now(), refusal=refusal):
            journal_ended(db, deps, payment, refusal, actor="gateway")


def record_never_opened(deps: Deps, payment: Payment) -> None:
    """Nobody ever received its card page. Does nothing when the page has been stored meanwhile."""
    with deps.database.transaction() as db:
        if payments.never_opened(db, payment.id or 0, deps.now()):
            journal_ended(db, deps, payment, "never_opened", actor="system")


def journal_ended(db: Session, deps: Deps, payment: Payment, refusal: str, *, actor: str, **why: object) -> None:
    data: dict[str, Any] = {"payment": payment.reference, "refusal": refusal, **why}
    journal.record(db, deps, "payment_ended", actor=actor, application_id=payment.application_id, **data)


def _locked(db: Session, payment: Payment) -> Application:
    return db.get_one(Application, payment.application_id, with_for_update=True)


def _journal_paid(db: Session, deps: Deps, payment: Payment, result: CardResult, paid_at: datetime) -> None:
    journal.record(
        db,
        deps,
        "payment_paid",
        actor="gateway",
        application_id=payment.application_id,
        payment=payment.reference,
        amount_cents=payment.amount_cents,
        brand=result.brand,
        last4=result.last4,
        paid_at=paid_at.isoformat(),
    )


def _mail_receipt(
    db: Session,
    deps: Deps,
    application: Application,
    payment: Payment,
    result: CardResult,
    dues: Dues,
    paid_at: datetime,
) -> None:
    def compose(account: Account) -> Letter:
        return letters.card_receipt(
            account.first_name,
            reference=application.reference,
            payment=payment.reference,
            amount_cents=payment.amount_cents,
            brand=result.brand,
            last4=result.last4,
            paid_at=paid_at,
            filed_at=application.filed_at,
            dues=dues,
            link=deps.screen(f"/applications/{application.reference}/receipt"),
        )

    outbox.post_to_educator(db, deps, application.educator_id, compose)
