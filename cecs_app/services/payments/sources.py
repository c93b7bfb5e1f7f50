"""A payment by its own reference, whether it came by card (P-…) or by mail (M-…): for the Bureau's acts on it."""

from dataclasses import dataclass

from sqlmodel import Session

from cecs_app.db import mailed_payments, payments
from cecs_app.db.tables import Application
from cecs_app.domain.errors import NotFound
from cecs_app.domain.payment import PaymentStatus


@dataclass(frozen=True)
class Source:
    """Money that came in and stands. Exactly one of the two ids is set."""

    reference: str
    application: Application
    amount_cents: int
    payment_id: int | None = None
    mailed_payment_id: int | None = None


def get_source(db: Session, reference: str) -> Source:
    """Locks its application. Raises NotFound, also for a card payment without money and for a voided instrument."""
    payment = payments.find_by_reference(db, reference)
    if payment and payment.status == PaymentStatus.PAID:
        application = _locked(db, payment.application_id)
        return Source(payment.reference, application, payment.amount_cents, payment_id=payment.id)
    mailed = mailed_payments.find_by_reference(db, reference)
    if mailed and mailed.voided_at is None:
        application = _locked(db, mailed.application_id)
        return Source(mailed.reference, application, mailed.amount_cents, mailed_payment_id=mailed.id)
    raise NotFound


def _locked(db: Session, application_id: int) -> Application:
    return db.get_one(Application, application_id, with_for_update=True)
