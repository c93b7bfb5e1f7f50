"""Who holds which work: rows that only a conditional update takes over."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from cecs_app.db.due import is_due
from cecs_app.db.login_tables import Lease


def is_held(db: Session, name: str, now: datetime, farthest: timedelta) -> bool:
    """Only a look: who sees that it is free may still come second."""
    statement = select(Lease).where(Lease.name == name, ~is_due(col(Lease.until), now, farthest))
    return db.exec(statement).first() is not None


def take(db: Session, wanted: Lease, now: datetime, farthest: timedelta) -> bool:
    """False when another holds it, or came first when it was taken for the first time ever."""
    due = is_due(col(Lease.until), now, farthest)
    statement = update(Lease).where(col(Lease.name) == wanted.name, due)
    if db.exec(statement.values(holder=wanted.holder, until=wanted.until)).rowcount == 1:
        return True
    if db.get(Lease, wanted.name):
        return False
    try:
        with db.begin_nested():
            db.add(wanted)
    except IntegrityError:
        return False
    return True


def keep(db: Session, held: Lease) -> bool:
    """Until another time, unless it ran out and another took it."""
    statement = update(Lease).where(col(Lease.name) == held.name, col(Lease.holder) == held.holder)
    return db.exec(statement.values(until=held.until)).rowcount == 1
