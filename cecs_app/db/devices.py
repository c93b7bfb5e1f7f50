"""Browsers known to their owners: an account, or one of the staff."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from cecs_app.db.login_tables import KnownDevice


def find(
    db: Session, token_hash: str, *, account_id: int | None = None, staff_id: int | None = None
) -> KnownDevice | None:
    """Nobody's when neither owner is named."""
    return db.exec(
        select(KnownDevice).where(
            KnownDevice.token_hash == token_hash,
            KnownDevice.account_id == account_id,
            KnownDevice.staff_id == staff_id,
        )
    ).first()


def has_any(db: Session, account_id: int) -> bool:
    return db.exec(select(KnownDevice.id).where(KnownDevice.account_id == account_id)).first() is not None


def forget_all(db: Session, account_id: int) -> None:
    db.exec(delete(KnownDevice).where(col(KnownDevice.account_id) == account_id))


def remember(
    db: Session, token_hash: str, at: datetime, *, account_id: int | None = None, staff_id: int | None = None
) -> None:
    db.add(KnownDevice(account_id=account_id, staff_id=staff_id, token_hash=token_hash, created_at=at, seen_at=at))
