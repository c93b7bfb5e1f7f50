"""Queries on the log of SSNs shown, and on the sealed SSNs themselves."""

from sqlmodel import Session, col, or_, select

from cecs_app.db.desk_tables import SsnShowing
from cecs_app.db.tables import EducatorSsn


def find_sealed(db: Session, educator_id: int) -> bytes | None:
    found = db.get(EducatorSsn, educator_id)
    return found.sealed if found else None


def of_account(
    db: Session, account_id: int, educator_id: int | None, before: int | None, most: int
) -> list[SsnShowing]:
    """Newest first: of her record, and of what she stated before she had one. `before` is the last one's number."""
    whose = [SsnShowing.account_id == account_id]
    if educator_id is not None:
        whose.append(SsnShowing.educator_id == educator_id)
    statement = select(SsnShowing).where(or_(*whose))
    if before is not None:
        statement = statement.where(col(SsnShowing.id) < before)
    return list(db.exec(statement.order_by(col(SsnShowing.id).desc()).limit(most)).all())
