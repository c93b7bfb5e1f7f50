"""Queries on accounts, their logins and their requests."""

from datetime import datetime

from sqlmodel import Session, col, select, update

from cecs_app.db.tables import Account, EmailChange, SignInSession, SignUp


def get(db: Session, account_id: int) -> Account:
    return db.exec(select(Account).where(Account.id == account_id)).one()


def find_by_username(db: Session, username: str) -> Account | None:
    return db.exec(select(Account).where(Account.username == username)).first()


def find_by_email(db: Session, email_key: str) -> Account | None:
    return db.exec(select(Account).where(Account.email_key == email_key)).first()


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


def end_sessions(db: Session, account_id: int, at: datetime) -> None:
    statement = update(SignInSession).where(
        col(SignInSession.account_id) == account_id, col(SignInSession.ended_at).is_(None)
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


def find_email_change(db: Session, token_hash: str) -> EmailChange | None:
    return db.exec(select(EmailChange).where(EmailChange.token_hash == token_hash)).first()
