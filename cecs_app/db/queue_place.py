"""How many wait before an application, how far the Bureau has come, and how long others waited."""

from datetime import datetime, timedelta

from sqlmodel import Session, and_, col, func, or_, select

from cecs_app.db.tables import Application
from cecs_app.domain.application import TO_TAKE_UP, Status


def count_ahead(db: Session, application: Application) -> int:
    """Of those that nobody has taken up: how many were filed before it."""
    filed_at = col(Application.filed_at)
    # The bound on the instant stands by itself, so that the index ends the count there; within one instant the number
    # decides, as in the queue.
    statement = select(func.count()).where(
        col(Application.status).in_(TO_TAKE_UP),
        filed_at <= application.filed_at,
        or_(
            filed_at < application.filed_at,
            and_(filed_at == application.filed_at, col(Application.id) < application.id),
        ),
    )
    return db.exec(statement).one()


def find_front(db: Session) -> datetime | None:
    """When the first was filed that still waits for its first review: whatever came before it was taken up."""
    statement = select(Application.filed_at).where(Application.status == Status.SUBMITTED)
    return db.exec(statement.order_by(col(Application.filed_at), col(Application.id)).limit(1)).first()


def waits_until_decided(db: Session, since: datetime, most: int) -> list[timedelta]:
    """From filing to decision, of the last `most` decided since then."""
    filed_at, decided_at = col(Application.filed_at), col(Application.decided_at)
    statement = select(filed_at, decided_at).where(decided_at >= since, filed_at.is_not(None))
    rows = db.exec(statement.order_by(decided_at.desc()).limit(most)).all()
    return [decided - filed for filed, decided in rows if filed and decided]
