"""One after the other, where no row exists yet that could be locked."""

from sqlalchemy import func
from sqlmodel import Session, select


def take(db: Session, subject: str) -> None:
    """Waits until nobody else holds the turn of this subject, then holds it to the end of the transaction.

    SQLite's writers wait for each other anyway.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(subject, 0))))
