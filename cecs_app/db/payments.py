"""Queries on payments. `open_key` is unique, so an application has one open payment at most, whatever two tabs do."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from cecs_app.db.tables import Payment
from cecs_app.domain.payment import PaymentStatus

LEASE = timedelta(seconds=60)
UNFINISHED = (PaymentStatus.STARTED, PaymentStatus.OPEN)


def open_key(application_id: int) -> str:
    return f"application:{application_id}"


def get(db: Session, payment_id: int) -> Payment:
    return db.exec(select(Payment).where(Payment.id == payment_id)).one()


def find_open(db: Session, application_id: int) -> Payment | None:
    """Started or open: what must end before another may begin."""
    return db.exec(select(Payment).where(Payment.open_key == open_key(application_id))).first()


def find_latest(db: Session, application_id: int) -> Payment | None:
    statement = select(Payment).where(Payment.application_id == application_id).order_by(col(Payment.id).desc())
    return db.exec(statement).first()


def find_paid(db: Session, application_id: int) -> Payment | None:
    statement = select(Payment).where(Payment.application_id == application_id, Payment.status == PaymentStatus.PAID)
    return db.exec(statement).first()


def opened(db: Session, payment_id: int, session_ref: str, session_url: str, due_at: datetime) -> bool:
    """Started → open; False when another tab has stored the same session already, or the payment has ended."""
    statement = update(Payment).where(col(Payment.id) == payment_id, col(Payment.status) == PaymentStatus.STARTED)
    values = {"status": PaymentStatus.OPEN, "session_ref": session_ref, "session_url": session_url, "due_at": due_at}
    return db.exec(statement.values(**values)).rowcount == 1


def paid(db: Session, payment_id: int, at: datetime, intent_ref: str, brand: str, last4: str) -> bool:
    """Open → paid; False when it is open no longer, so that exactly one of several callers goes on."""
    statement = update(Payment).where(col(Payment.id) == payment_id, col(Payment.status) == PaymentStatus.OPEN)
    values = {"status": PaymentStatus.PAID, "intent_ref": intent_ref, "brand": brand, "last4": last4}
    return db.exec(statement.values(**values, settled_at=at, open_key=None)).rowcount == 1


def ended(db: Session, payment_id: int, at: datetime, *, refusal: str) -> bool:
    """Started or open → ended without money; False when it was over already."""
    statement = update(Payment).where(col(Payment.id) == payment_id, col(Payment.status).in_(UNFINISHED))
    values = {"status": PaymentStatus.ENDED, "refusal": refusal, "settled_at": at, "open_key": None}
    return db.exec(statement.values(**values)).rowcount == 1


def claim_due(db: Session, now: datetime, most: int) -> list[int]:
    """The ids of payments that somebody must look at, kept from other sweeps for the length of the lease."""
    statement = (
        select(Payment)
        .where(col(Payment.status).in_(UNFINISHED), col(Payment.due_at) <= now)
        .order_by(col(Payment.due_at), col(Payment.id))
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    due = list(db.exec(statement).all())
    for payment in due:
        payment.due_at = now + LEASE
    return [payment.id or 0 for payment in due]
