"""Queries on second factors: the authenticator's step, passkeys, recovery codes."""

from datetime import datetime

from sqlmodel import Session, col, delete, func, or_, select, update

from cecs_app.db.login_tables import Passkey, RecoveryCode
from cecs_app.db.tables import Account


def use_step(db: Session, account_id: int, step: int, sealed: bytes) -> bool:
    """False when this or a later step was used before, or when the authenticator is another: no code works twice."""
    hers = update(Account).where(
        col(Account.id) == account_id,
        col(Account.authenticator_step) < step,
        col(Account.sealed_authenticator) == sealed,
    )
    return db.exec(hers.values(authenticator_step=step)).rowcount == 1


def passkeys_of(db: Session, account_id: int) -> list[Passkey]:
    """The oldest first."""
    return list(db.exec(select(Passkey).where(Passkey.account_id == account_id).order_by(col(Passkey.id))).all())


def has_passkey(db: Session, account_id: int) -> bool:
    return db.exec(select(Passkey.id).where(Passkey.account_id == account_id)).first() is not None


def find_passkey(db: Session, account_id: int, passkey_id: int) -> Passkey | None:
    return db.exec(select(Passkey).where(Passkey.id == passkey_id, Passkey.account_id == account_id)).first()


def find_by_credential(db: Session, credential_id: bytes) -> Passkey | None:
    """Whosever it is."""
    return db.exec(select(Passkey).where(Passkey.credential_id == credential_id)).first()


def use_passkey(db: Session, passkey_id: int, sign_count: int, at: datetime) -> bool:
    """False when it has signed so often before: then there are two of it. Those that never count always say 0."""
    is_next = or_(col(Passkey.sign_count) < sign_count, (col(Passkey.sign_count) == 0) & (sign_count == 0))
    hers = update(Passkey).where(col(Passkey.id) == passkey_id, is_next)
    return db.exec(hers.values(sign_count=sign_count, used_at=at)).rowcount == 1


def remove_passkeys(db: Session, account_id: int) -> None:
    db.exec(delete(Passkey).where(col(Passkey.account_id) == account_id))


def use_code(db: Session, account_id: int, code_hash: str, at: datetime) -> bool:
    """False for one that is not hers, or was used before."""
    hers = update(RecoveryCode).where(
        col(RecoveryCode.account_id) == account_id,
        col(RecoveryCode.code_hash) == code_hash,
        col(RecoveryCode.used_at).is_(None),
    )
    return db.exec(hers.values(used_at=at)).rowcount == 1


def codes_left(db: Session, account_id: int) -> int:
    statement = select(func.count()).where(RecoveryCode.account_id == account_id, col(RecoveryCode.used_at).is_(None))
    return db.exec(statement).one()


def remove_codes(db: Session, account_id: int) -> None:
    db.exec(delete(RecoveryCode).where(col(RecoveryCode.account_id) == account_id))
