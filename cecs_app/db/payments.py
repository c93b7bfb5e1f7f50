"""Queries on card payments. `open_key` is unique: an application has one open payment at most, whatever tabs do."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, or_, select, update

from cecs_app.db.due import is_due
from cecs_app.db.payment_tables import Payment
from cecs_app.domain.payment import PaymentStatus

LEASE = timedelta(seconds=60)
FARTHEST = timedelta(hours=1)
"""A new payment is looked at after some minutes, a leased one after a minute."""
UNFINISHED = (PaymentStatus.STARTED, PaymentStatus.OPEN)


def open_key(application_id: int) -> str:
    return f"application:{application_id}"


def get(db: Session, payment_id: int) -> Payment:
    return db.exec(select(Payment).where(Payment.id == payment_id)).one()


def find_by_reference(db: Session, reference: str) -> Payment | None:
    return db.exec(select(Payment).where(Payment.reference == reference.upper())).first()


def find_open(db: Session, application_id: int) -> Payment | None:
    """Started or open: what must end before another may begin."""
    return db.exec(select(Payment).where(Payment.open_key == open_key(application_id))).first()


def find_latest(db: Session, application_id: int) -> Payment | None:
    statement = select(Payment).where(Payment.application_id == application_id).order_by(col(Payment.id).desc())
    return db.exec(statement).first()


def paid_of(db: Session, application_id: int) -> list[Payment]:
    """The oldest first."""
    statement = select(Payment).where(Payment.application_id == application_id, Payment.status == PaymentStatus.PAID)
    return list(db.exec(statement.order_by(col(Payment.id))).all())


def opened(db: Session, payment_id: int, session_ref: str, session_url: str, due_at: datetime) -> bool:
    """Started → open; False when another tab has stored the same session already, or the payment has ended."""
    statement = update(Payment).where(col(Payment.id) == payment_id, col(Payment.status) == PaymentStatus.STARTED)
    values = {"status": PaymentStatus.OPEN, "session_ref": session_ref, "session_url": session_url, "due_at": due_at}
    return db.exec(statement.values(**values)).rowcount == 1


def paid(db: Session, payment: Payment, at: datetime, *, paid_at: datetime, **card: str) -> bool:
    """Open → paid; False when it is open no longer, so that exactly one of several callers goes on.

    `card` is its intent_ref, brand and last4.
    """
    statement = update(Payment).where(col(Payment.id) == payment.id, col(Payment.status) == PaymentStatus.OPEN)
    values = {"status": PaymentStatus.PAID, "paid_at": paid_at, "settled_at": at, "open_key": None, **card}
    return db.exec(statement.values(**values)).rowcount == 1


def ended(db: Session, payment_id: int, at: datetime, *, refusal: str) -> bool:
    """Open → ended without money; False when it is open no longer."""
    return _ended(db, payment_id, at, PaymentStatus.OPEN, refusal)


def never_opened(db: Session, payment_id: int, at: datetime) -> bool:
    """Started → ended; False when its card page has been stored meanwhile, and so may be paid."""
    return _ended(db, payment_id, at, PaymentStatus.STARTED, "never_opened")


def voided(db: Session, payment_id: int, at: datetime) -> bool:
    """Open → ended because staff stopped it; False when it is open no longer."""
    return _ended(db, payment_id, at, PaymentStatus.OPEN, "voided")


def _ended(db: Session, payment_id: int, at: datetime, present: PaymentStatus, refusal: str) -> bool:
    statement = update(Payment).where(col(Payment.id) == payment_id, col(Payment.status) == present)
    values = {"status": PaymentStatus.ENDED, "refusal": refusal, "settled_at": at, "open_key": None}
    return db.exec(statement.values(**values)).rowcount == 1


def claim_due(db: Session, now: datetime, most: int) -> list[int]:
    """The ids of payments that somebody must look at, kept from other sweeps for the length of the lease."""
    statement = (
        select(Payment)
        .where(col(Payment.status).in_(UNFINISHED), is_due(col(Payment.due_at), now, FARTHEST))
        .order_by(col(Payment.due_at), col(Payment.id))
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    due = list(db.exec(statement).all())
    for payment in due:
        payment.due_at = now + LEASE
    return [payment.id or 0 for payment in due]


def make_due(db: Session, session_ref: str, reference: str, now: datetime) -> None:
    """The next sweep asks about it first. One that is over, or named by nothing, stays as it is."""
    names = [col(Payment.session_ref) == session_ref] if session_ref else []
    names += [col(Payment.reference) == reference] if reference else []
    if names:
        is_open = col(Payment.status) == PaymentStatus.OPEN
        db.exec(update(Payment).where(is_open, or_(*names)).values(due_at=now))
