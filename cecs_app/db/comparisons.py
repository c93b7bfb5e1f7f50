"""The comparisons of our ledger with the card company's list."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, func, select

from cecs_app.db.payment_tables import Comparison


def find_last_daily(db: Session) -> date | None:
    """The last day up to which each was compared."""
    return db.exec(select(func.max(col(Comparison.last_day))).where(Comparison.is_daily)).first()


def latest(db: Session, most: int) -> Sequence[Comparison]:
    """The newest first."""
    return db.exec(select(Comparison).order_by(col(Comparison.compared_at).desc()).limit(most)).all()
