"""Queries on claims: registrations that only a person can decide."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, or_, select, update

from cecs_app.db.desk_tables import RequestedItem
from cecs_app.db.tables import Claim
from cecs_app.domain.claim import ClaimStatus
from cecs_app.domain.credentials import OUTSTANDING, ItemStatus
from cecs_app.domain.errors import NotFound


def find_open(db: Session, account_id: int) -> Claim | None:
    return db.exec(select(Claim).where(Claim.open_key == open_key(account_id))).first()


def find_latest(db: Session, account_id: int) -> Claim | None:
    """The open one, or the one that was decided last."""
    statement = select(Claim).where(Claim.account_id == account_id)
    return db.exec(statement.order_by(col(Claim.id).desc())).first()


def open_key(account_id: int) -> str:
    """Unique while the claim is open: an account has one at a time."""
    return f"account {account_id}"


def get_by_reference(db: Session, reference: str) -> Claim:
    """Raises NotFound."""
    found = find_by_reference(db, reference)
    if found is None:
        raise NotFound
    return found


def get_locked(db: Session, claim_id: int) -> Claim:
    """As it stands now, and nobody else changes it before this transaction ends."""
    statement = select(Claim).where(Claim.id == claim_id).with_for_update()
    return db.exec(statement.execution_options(populate_existing=True)).one()


def close(db: Session, claim: Claim, status: ClaimStatus, at: datetime) -> None:
    """What was still asked for is not needed any more: nobody is reminded of it."""
    claim.status, claim.open_key, claim.decided_at = status, None, at
    asked = update(RequestedItem).where(
        col(RequestedItem.claim_id) == claim.id, col(RequestedItem.status).in_(OUTSTANDING)
    )
    db.exec(asked.values(status=ItemStatus.WAIVED, settled_at=at))


def open_after(db: Session, after: Claim | None, most: int) -> list[Claim]:
    """The oldest first, which is also the order of their due days."""
    last = (after.id or 0) if after else 0
    statement = select(Claim).where(Claim.status == ClaimStatus.OPEN, col(Claim.id) > last)
    return list(db.exec(statement.order_by(col(Claim.id)).limit(most)).all())


def decided_after(db: Session, after: Claim | None, most: int) -> list[Claim]:
    """The last decided first, beginning with the one that follows `after`."""
    statement = select(Claim).where(col(Claim.decided_at).is_not(None))
    if after and after.decided_at:
        same_instant = (col(Claim.decided_at) == after.decided_at) & (col(Claim.id) < after.id)
        statement = statement.where(or_(col(Claim.decided_at) < after.decided_at, same_instant))
    return list(db.exec(statement.order_by(col(Claim.decided_at).desc(), col(Claim.id).desc()).limit(most)).all())


def find_by_reference(db: Session, reference: str) -> Claim | None:
    return db.exec(select(Claim).where(Claim.reference == reference.upper())).first()


def search(db: Session, reference: str, name_prefixes: Sequence[str], most: int) -> list[Claim]:
    """By the whole reference or the beginning of a name's key; the newest first."""
    key = col(Claim.name_key)
    # Up to where the last character of the beginning is the next one: a range of the index.
    named = [(key >= one) & (key < one[:-1] + chr(ord(one[-1]) + 1)) for one in name_prefixes]
    statement = select(Claim).where(or_(Claim.reference == reference, *named))
    return list(db.exec(statement.order_by(col(Claim.id).desc()).limit(most)).all())


def items_of(db: Session, claim_ids: Sequence[int]) -> list[RequestedItem]:
    """What was asked for as proof, of all these claims."""
    return list(db.exec(select(RequestedItem).where(col(RequestedItem.claim_id).in_(claim_ids))).all())
