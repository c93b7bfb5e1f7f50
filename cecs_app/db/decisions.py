"""Queries on decisions and appeals."""

from datetime import datetime

from sqlmodel import Session, col, select, update

from cecs_app.db.desk_tables import Appeal, Decision
from cecs_app.domain.decision import DecisionOutcome


def open_key(application_id: int | None) -> str:
    """Unique while the decision waits for its second look."""
    return f"application {application_id}"


def find_waiting(db: Session, application_id: int | None) -> Decision | None:
    return db.exec(select(Decision).where(Decision.open_key == open_key(application_id))).first()


def close_waiting(db: Session, application_id: int | None, outcome: DecisionOutcome) -> None:
    """Nobody has to look at it any more."""
    waiting = update(Decision).where(col(Decision.open_key) == open_key(application_id))
    db.exec(waiting.values(outcome=outcome, open_key=None))


def find_last(db: Session, application_id: int | None) -> Decision | None:
    """The last one that was carried out and not undone since."""
    statement = select(Decision).where(
        Decision.application_id == application_id, Decision.outcome == DecisionOutcome.DONE
    )
    return db.exec(statement.order_by(col(Decision.id).desc())).first()


def find_appeal(db: Session, application_id: int | None, since: datetime | None) -> Appeal | None:
    """The last appeal asked for since then, which is the instant of the denial."""
    statement = select(Appeal).where(Appeal.application_id == application_id)
    found = db.exec(statement.order_by(col(Appeal.id).desc())).first()
    return found if found and (since is None or found.asked_at >= since) else None


def find_open_appeal(db: Session, application_id: int | None) -> Appeal | None:
    statement = select(Appeal).where(Appeal.application_id == application_id, col(Appeal.decided_at).is_(None))
    return db.exec(statement.order_by(col(Appeal.id).desc())).first()
