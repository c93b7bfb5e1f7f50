"""Queries on checks and money orders."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from cecs_app.db.payment_tables import MailedPayment


def find_by_reference(db: Session, reference: str) -> MailedPayment | None:
    statement = select(MailedPayment).where(MailedPayment.reference == reference.upper())
    return db.exec(statement.with_for_update()).first()


def of_application(db: Session, application_id: int) -> list[MailedPayment]:
    """The oldest first, those that were voided too."""
    statement = select(MailedPayment).where(MailedPayment.application_id == application_id)
    return list(db.exec(statement.order_by(col(MailedPayment.id))).all())


def add(db: Session, mailed: MailedPayment) -> bool:
    """False when the same instrument was recorded for the same application before."""
    try:
        with db.begin_nested():
            db.add(mailed)
    except IntegrityError:
        return False
    return True
