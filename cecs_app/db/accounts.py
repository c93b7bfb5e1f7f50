"""Queries on accounts, their logins and their requests."""

from datetime import datetime

from sqlmodel import Session, col, select, update

from cecs_app.db.login_tables import EmailChange, SignInSession, SignUp
from cecs_app.db.tables import Account, Educator


def get(db: Session, account_id: int) -> Account:
    return db.exec(select(Account).where(Account.id == account_id)).one()


def get_locked(db: Session, account_id: int) -> Account:
    """Nobody else changes it before this transaction ends."""
    return db.exec(select(Account).where(Account.id == account_id).with_for_update()).one()


def find_by_username(db: Session, username: str) -> Account | None:
    return db.exec(select(Account).where(Account.username == username)).first()


def find_by_email(db: Session, email_key: str) -> Account | None:
    return db.exec(select(Account).where(Account.email_key == email_key)).first()


def find_by_email_locked(db: Session, email_key: str) -> Account | None:
    return db.exec(select(Account).where(Account.email_key == email_key).with_for_update()).first()


def find_by_educator(db: Session, educator_id: int) -> Account | None:
    return db.exec(select(Account).where(Account.educator_id == educator_id)).first()


def find_session(db: Session, token_hash: str) -> tuple[SignInSession, Account] | None:
    """Only one that has not been ended; how old it may be is the service's question."""
    statement = (
        select(SignInSession, Account)
        .join(Account, col(Account.id) == col(SignInSession.account_id))
        .where(SignInSession.token_hash == token_hash, col(SignInSession.ended_at).is_(None))
    )
    return db.exec(statement).first()


def find_session_locked(db: Session, token_hash: str) -> tuple[SignInSession, Account] | None:
    """Whoever waited for it to be let go finds it only if it still bears this cookie."""
    statement = (
        select(SignInSession, Account)
        .join(Account, col(Account.id) == col(SignInSession.account_id))
        .where(SignInSession.token_hash == token_hash, col(SignInSession.ended_at).is_(None))
        .with_for_update(of=SignInSession)
    )
    return db.exec(statement).first()


def end_sessions(db: Session, account_id: int, at: datetime) -> int:
    """How many there were."""
    statement = update(SignInSession).where(
        col(SignInSession.account_id) == account_id, col(SignInSession.ended_at).is_(None)
    )
    return db.exec(statement.values(ended_at=at)).rowcount


def end_other_sessions(db: Session, account_id: int, session_id: int, at: datetime) -> None:
    """All but this one."""
    statement = update(SignInSession).where(
        col(SignInSession.account_id) == account_id,
        col(SignInSession.id) != session_id,
        col(SignInSession.ended_at).is_(None),
    )
    db.exec(statement.values(ended_at=at))


def end_session(db: Session, token_hash: str, at: datetime) -> None:
    statement = update(SignInSession).where(
        col(SignInSession.token_hash) == token_hash, col(SignInSession.ended_at).is_(None)
    )
    db.exec(statement.values(ended_at=at))


def latest_sign_up(db: Session, visitor_hash: str) -> SignUp | None:
    """The newest request made from this browser."""
    statement = select(SignUp).where(SignUp.visitor_hash == visitor_hash).order_by(col(SignUp.id).desc())
    return db.exec(statement).first()


def detach_sign_ups(db: Session, account_id: int) -> None:
    """No browser that asked for this account may resend or correct its mails from now on."""
    db.exec(update(SignUp).where(col(SignUp.account_id) == account_id).values(account_id=None))


def get_educator(db: Session, educator_id: int) -> Educator:
    return db.get_one(Educator, educator_id)


def find_educator(db: Session, account: Account) -> Educator | None:
    """The record this account is tied to."""
    return db.exec(select(Educator).where(Educator.id == account.educator_id)).first()


def find_email_change(db: Session, token_hash: str) -> EmailChange | None:
    return db.exec(select(EmailChange).where(EmailChange.token_hash == token_hash)).first()


def find_email_change_locked(db: Session, token_hash: str) -> EmailChange | None:
    return db.exec(select(EmailChange).where(EmailChange.token_hash == token_hash).with_for_update()).first()


def pending_email_change(db: Session, account_id: int, now: datetime) -> EmailChange | None:
    statement = select(EmailChange).where(
        EmailChange.account_id == account_id,
        col(EmailChange.used_at).is_(None),
        col(EmailChange.expires_at) > now,
    )
    return db.exec(statement.order_by(col(EmailChange.id).desc())).first()


def void_email_changes(db: Session, account_id: int, at: datetime) -> None:
    """Links sent earlier work no more."""
    statement = update(EmailChange).where(
        col(EmailChange.account_id) == account_id, col(EmailChange.used_at).is_(None)
    )
    db.exec(statement.values(used_at=at))


def get_session_locked(db: Session, session_id: int) -> SignInSession:
    return db.exec(select(SignInSession).where(SignInSession.id == session_id).with_for_update()).one()
