"""Queries on the letters that were sent about an application."""

from sqlmodel import Session, col, select

from cecs_app.db.desk_tables import SentLetter
from cecs_app.domain.errors import NotFound


def of_application(db: Session, application_id: int) -> list[SentLetter]:
    """The newest first."""
    statement = select(SentLetter).where(SentLetter.application_id == application_id)
    return list(db.exec(statement.order_by(col(SentLetter.id).desc())).all())


def get(db: Session, application_id: int, reference: str) -> SentLetter:
    """Raises NotFound."""
    statement = select(SentLetter).where(
        SentLetter.application_id == application_id, SentLetter.reference == reference.upper()
    )
    found = db.exec(statement).first()
    if found is None:
        raise NotFound
    return found
