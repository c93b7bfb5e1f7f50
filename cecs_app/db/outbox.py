"""The outbox's rows: claimed by a lease, so that two workers never send one mail twice."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from cecs_app.db.due import is_due
from cecs_app.db.tables import OutgoingMail

LEASE = timedelta(seconds=60)


def claim_due(db: Session, now: datetime, most: int) -> list[OutgoingMail]:
    """Due mails, whose next due time is pushed back by the lease before anyone sends them."""
    due_at = col(OutgoingMail.due_at)
    statement = (
        select(OutgoingMail)
        .where(OutgoingMail.status == "waiting", is_due(due_at, now, 2 * LEASE))
        .order_by(due_at, col(OutgoingMail.id))
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    mails = list(db.exec(statement).all())
    for mail in mails:
        mail.due_at = now + LEASE
    return mails


def mark_sent(db: Session, mail_id: int, at: datetime) -> None:
    statement = update(OutgoingMail).where(col(OutgoingMail.id) == mail_id)
    db.exec(statement.values(status="sent", sent_at=at, sealed=None))


def put_back(db: Session, mail_id: int, *, due_at: datetime) -> None:
    """Claimed, but not tried."""
    db.exec(update(OutgoingMail).where(col(OutgoingMail.id) == mail_id).values(due_at=due_at))


def postpone(db: Session, mail_id: int, *, due_at: datetime, error: str) -> None:
    statement = update(OutgoingMail).where(col(OutgoingMail.id) == mail_id)
    db.exec(statement.values(due_at=due_at, tries=OutgoingMail.tries + 1, last_error=error[:200]))


def refuse(db: Session, mail_id: int, error: str) -> None:
    """It is never tried again."""
    statement = update(OutgoingMail).where(col(OutgoingMail.id) == mail_id)
    db.exec(statement.values(status="refused", tries=OutgoingMail.tries + 1, last_error=error[:200]))


def forget_waiting(db: Session) -> None:
    """What waits is never sent: for made-up people, who have no mailbox."""
    waiting = update(OutgoingMail).where(col(OutgoingMail.status) == "waiting")
    db.exec(waiting.values(status="forgotten", sealed=None))
