"""Queries on refunds. `open_key` is unique: one refund of an application is under way at most."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select, update

from cecs_app.db.due import is_due
from cecs_app.db.payment_tables import Refund
from cecs_app.domain.payment import RefundStatus

LEASE = timedelta(seconds=60)


def get(db: Session, refund_id: int) -> Refund:
    return db.exec(select(Refund).where(Refund.id == refund_id)).one()


def add(db: Session, refund: Refund) -> bool:
    """False while another refund of the application is under way."""
    try:
        with db.begin_nested():
            db.add(refund)
    except IntegrityError:
        return False
    return True


def open_key(application_id: int) -> str:
    return f"application:{application_id}"


def is_under_way(db: Session, application_id: int) -> bool:
    return db.exec(select(Refund.id).where(Refund.open_key == open_key(application_id))).first() is not None


def of_application(db: Session, application_id: int) -> list[Refund]:
    """What went back, the oldest first."""
    statement = select(Refund).where(Refund.application_id == application_id, Refund.status == RefundStatus.DONE)
    return list(db.exec(statement.order_by(col(Refund.id))).all())


def sum_of(db: Session, *, payment_id: int | None = None, mailed_payment_id: int | None = None) -> int:
    """Cents of one payment that went back or are on their way."""
    is_source = Refund.payment_id == payment_id if payment_id else Refund.mailed_payment_id == mailed_payment_id
    statement = select(func.coalesce(func.sum(Refund.amount_cents), 0))
    return int(db.exec(statement.where(is_source, Refund.status != RefundStatus.REFUSED)).one())


def settled(db: Session, refund_id: int, status: RefundStatus, refund_ref: str, at: datetime) -> bool:
    """Claimed → done or refused; False when another call was quicker."""
    statement = update(Refund).where(col(Refund.id) == refund_id, col(Refund.status) == RefundStatus.CLAIMED)
    values = {"status": status, "refund_ref": refund_ref, "settled_at": at, "open_key": None}
    return db.exec(statement.values(**values)).rowcount == 1


def claim_due(db: Session, now: datetime, most: int) -> list[int]:
    statement = (
        select(Refund)
        .where(Refund.status == RefundStatus.CLAIMED, is_due(col(Refund.due_at), now, 2 * LEASE))
        .order_by(col(Refund.due_at))
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    due = list(db.exec(statement).all())
    for refund in due:
        refund.due_at = now + LEASE
    return [refund.id or 0 for refund in due]
