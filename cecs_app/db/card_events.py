"""Webhooks that were taken, by the card company's own id of each."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from cecs_app.db.payment_tables import CardEvent


def add(db: Session, event_id: str, kind: str, at: datetime) -> bool:
    """False for an event that was taken before."""
    try:
        with db.begin_nested():
            db.add(CardEvent(id=event_id, kind=kind, received_at=at))
    except IntegrityError:
        return False
    return True
