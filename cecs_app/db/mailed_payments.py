"""Queries on checks and money orders."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from cecs_app.db.payment_tables import MailedPayment
from cecs_app.db.tables import Application, Educator
from cecs_app.domain.errors import NotFound

WithOwner = tuple[MailedPayment, Application, Educator]


def find_by_reference(db: Session, reference: str) -> MailedPayment | None:
    statement = select(MailedPayment).where(MailedPayment.reference == reference.upper())
    return db.exec(statement.with_for_update()).first()


def of_application(db: Session, application_id: int) -> list[MailedPayment]:
    """The oldest first, those that were voided too."""
    statement = select(MailedPayment).where(MailedPayment.application_id == application_id)
    return list(db.exec(statement.order_by(col(MailedPayment.id))).all())


def get_with_owner(db: Session, reference: str) -> WithOwner:
    """Only to be read. Raises NotFound."""
    found = db.exec(_with_owner().where(MailedPayment.reference == reference.upper())).first()
    if found is None:
        raise NotFound
    return found


def recorded_between(db: Session, first: datetime, end: datetime) -> Sequence[WithOwner]:
    """From `first` up to, and without, `end`; the oldest first, those that were voided too."""
    recorded_at = col(MailedPayment.recorded_at)
    statement = _with_owner().where(recorded_at >= first, recorded_at < end)
    return db.exec(statement.order_by(recorded_at, col(MailedPayment.id))).all()


def add(db: Session, mailed: MailedPayment) -> bool:
    """False when the same instrument was recorded for the same application before."""
    try:
        with db.begin_nested():
            db.add(mailed)
    except IntegrityError:
        return False
    return True


def _with_owner() -> Select[MailedPayment, Application, Educator]:
    return (
        select(MailedPayment, Application, Educator)
        .join(Application, col(MailedPayment.application_id) == col(Application.id))
        .join(Educator, col(Application.educator_id) == col(Educator.id))
    )
