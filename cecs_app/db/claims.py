"""Queries on claims: registrations that only a person can decide."""

from sqlmodel import Session, select

from cecs_app.db.tables import Claim


def find_open(db: Session, account_id: int) -> Claim | None:
    return db.exec(select(Claim).where(Claim.open_key == open_key(account_id))).first()


def open_key(account_id: int) -> str:
    """Unique while the claim is open: an account has one at a time."""
    return f"account {account_id}"
