"""Counting tries at what is limited in number."""

from datetime import datetime

from sqlmodel import Session, col, delete, func, select

from cecs_app.db.login_tables import Attempt


def count_since(db: Session, subject: str, since: datetime) -> int:
    statement = select(func.count()).where(Attempt.subject == subject, col(Attempt.at) > since)
    return db.exec(statement).one()


def oldest_since(db: Session, subject: str, since: datetime) -> datetime | None:
    statement = select(func.min(Attempt.at)).where(Attempt.subject == subject, col(Attempt.at) > since)
    return db.exec(statement).one()


def forget(db: Session, subject: str) -> None:
    db.exec(delete(Attempt).where(col(Attempt.subject) == subject))


def forget_last(db: Session, subject: str) -> None:
    last = select(func.max(Attempt.id)).where(Attempt.subject == subject).scalar_subquery()
    db.exec(delete(Attempt).where(col(Attempt.id) == last))
