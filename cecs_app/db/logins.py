"""The logins of one account, as its owner sees them, and all logins of all."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select, update

from cecs_app.db.desk_tables import StaffSession
from cecs_app.db.login_tables import SignInSession


def open_of(db: Session, account_id: int) -> Sequence[SignInSession]:
    """Those that nobody ended, the one used last first; how old they may be is the service's question."""
    hers = select(SignInSession).where(SignInSession.account_id == account_id, col(SignInSession.ended_at).is_(None))
    return db.exec(hers.order_by(col(SignInSession.seen_at).desc(), col(SignInSession.id).desc())).all()


def end(db: Session, account_id: int, session_ids: Sequence[int], at: datetime) -> None:
    """Of this account only."""
    hers = update(SignInSession).where(
        col(SignInSession.account_id) == account_id, col(SignInSession.id).in_(session_ids)
    )
    db.exec(hers.values(ended_at=at))


def end_all(db: Session, at: datetime) -> int:
    """Everybody's, the staff's too; how many there were."""
    educators = update(SignInSession).where(col(SignInSession.ended_at).is_(None))
    staff = update(StaffSession).where(col(StaffSession.ended_at).is_(None))
    return sum(db.exec(one.values(ended_at=at)).rowcount for one in (educators, staff))
