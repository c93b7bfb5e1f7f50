"""The outbox's rows: claimed by a lease, so that two workers never send one mail twice."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from cecs_app.db.tables import OutgoingMail

LEASE = timedelta(seconds=60)


def claim_due(db: Session, now: datetime, most: int) -> list[OutgoingMail]:
    """Due mails, whose next due time is pushed back by the lease before anyone sends them."""
    statement = (
        select(OutgoingMail)
        .where(OutgoingMail.status == "waiting", col(OutgoingMail.due_at) <= now)
        .order_by(col(OutgoingMail.due_at), col(OutgoingMail.id))
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


def mark_failed(db: Session, mail_id: int, *, status: str, due_at: datetime, error: str) -> None:
    statement = update(OutgoingMail).where(col(OutgoingMail.id) == mail_id)
    db.exec(statement.values(status=status, due_at=due_at, tries=OutgoingMail.tries + 1, last_error=error[:200]))


def forget_waiting(db: Session) -> None:
    """What waits is never sent: for made-up people, who have no mailbox."""
    waiting = update(OutgoingMail).where(col(OutgoingMail.status) == "waiting")
    db.exec(waiting.values(status="forgotten", sealed=None))
