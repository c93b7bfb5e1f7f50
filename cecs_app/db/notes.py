"""Queries on what the staff wrote for each other."""

from sqlmodel import Session, col, select

from cecs_app.db.desk_tables import InternalNote


def of_application(db: Session, application_id: int | None) -> list[InternalNote]:
    """The newest first."""
    statement = select(InternalNote).where(InternalNote.application_id == application_id)
    return list(db.exec(statement.order_by(col(InternalNote.id).desc())).all())
