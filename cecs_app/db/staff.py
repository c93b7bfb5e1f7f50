"""Queries on the staff and their logins."""

from datetime import datetime

from sqlmodel import Session, col, select, update

from cecs_app.db.desk_tables import StaffMember, StaffSession


def get(db: Session, staff_id: int) -> StaffMember:
    return db.get_one(StaffMember, staff_id)


def find_by_username(db: Session, username: str) -> StaffMember | None:
    return db.exec(select(StaffMember).where(StaffMember.username == username)).first()


def find_by_email(db: Session, email_key: str) -> StaffMember | None:
    return db.exec(select(StaffMember).where(StaffMember.email_key == email_key)).first()


def get_locked(db: Session, staff_id: int) -> StaffMember:
    """Nobody else changes her before this transaction ends."""
    return db.exec(select(StaffMember).where(StaffMember.id == staff_id).with_for_update()).one()


def everybody(db: Session) -> list[StaffMember]:
    """By name, the disabled ones too."""
    return list(db.exec(select(StaffMember).order_by(col(StaffMember.name), col(StaffMember.id))).all())


def keep_record(db: Session, email_key: str, educator_id: int | None) -> None:
    """Whose own account bore this address keeps the record behind it as her own, whatever her address becomes."""
    hers = update(StaffMember).where(col(StaffMember.email_key) == email_key, col(StaffMember.educator_id).is_(None))
    if educator_id is not None:
        db.exec(hers.values(educator_id=educator_id))


def use_step(db: Session, staff_id: int, step: int, password_hash: str) -> bool:
    """False when this or a later step was used before, or when she is not as she was: no code works twice."""
    hers = update(StaffMember).where(
        col(StaffMember.id) == staff_id,
        col(StaffMember.authenticator_step) < step,
        col(StaffMember.password_hash) == password_hash,
        col(StaffMember.disabled_at).is_(None),
    )
    return db.exec(hers.values(authenticator_step=step)).rowcount == 1


def names(db: Session, staff_ids: set[int]) -> dict[int, str]:
    """By number."""
    rows = db.exec(select(StaffMember.id, StaffMember.name).where(col(StaffMember.id).in_(staff_ids))).all()
    return {staff_id or 0: name for staff_id, name in rows}


def find_session(db: Session, token_hash: str) -> tuple[StaffSession, StaffMember] | None:
    """Only one that has not been ended, of somebody who still works here."""
    statement = (
        select(StaffSession, StaffMember)
        .join(StaffMember, col(StaffMember.id) == col(StaffSession.staff_id))
        .where(
            StaffSession.token_hash == token_hash,
            col(StaffSession.ended_at).is_(None),
            col(StaffMember.disabled_at).is_(None),
        )
    )
    return db.exec(statement).first()


def end_session(db: Session, token_hash: str, at: datetime) -> None:
    open_one = update(StaffSession).where(
        col(StaffSession.token_hash) == token_hash, col(StaffSession.ended_at).is_(None)
    )
    db.exec(open_one.values(ended_at=at))


def end_sessions(db: Session, staff_id: int, at: datetime) -> None:
    open_ones = update(StaffSession).where(
        col(StaffSession.staff_id) == staff_id, col(StaffSession.ended_at).is_(None)
    )
    db.exec(open_ones.values(ended_at=at))
