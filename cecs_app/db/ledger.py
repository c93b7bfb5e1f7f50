"""The only writer and reader of ledger entries."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, func, select

from cecs_app.db.payment_tables import LedgerEntry
from cecs_app.db.tables import Application
from cecs_app.domain.ledger import MONEY, LedgerAccount, Line, check_balanced

GATEWAY = LedgerAccount.CARD_COMPANY
AT_ONCE = 500
"""Databases take only so many values in one question."""


def add(
    db: Session,
    posting: str,
    lines: Sequence[Line],
    *,
    application_id: int,
    at: datetime,
    counts_at: datetime | None = None,
    gateway_ref: str = "",
) -> None:
    """`counts_at`: when the money came, if not now. Raises Unbalanced; a posting that is there already is refused."""
    check_balanced(lines)
    for line in lines:
        db.add(
            LedgerEntry(
                posting=posting,
                account=line.account,
                amount_cents=line.cents,
                application_id=application_id,
                gateway_ref=gateway_ref if line.account is GATEWAY else "",
                at=at,
                counts_at=counts_at or at,
            )
        )
    db.flush()


def money_of(db: Session, application_id: int) -> list[tuple[datetime, int]]:
    """What came (plus) and went (minus) for one application, instant by instant."""
    total = func.sum(LedgerEntry.amount_cents)
    is_money = col(LedgerEntry.account).in_(MONEY)
    statement = select(LedgerEntry.counts_at, total).where(LedgerEntry.application_id == application_id, is_money)
    found = db.exec(statement.group_by(col(LedgerEntry.counts_at)).order_by(col(LedgerEntry.counts_at)))
    return [(at, int(cents)) for at, cents in found]


def get_counts_at(db: Session, posting: str) -> datetime:
    return db.exec(select(LedgerEntry.counts_at).where(LedgerEntry.posting == posting).limit(1)).one()


def balances(db: Session, application_id: int) -> dict[LedgerAccount, int]:
    statement = select(LedgerEntry.account, func.sum(LedgerEntry.amount_cents))
    found = db.exec(statement.where(LedgerEntry.application_id == application_id).group_by(LedgerEntry.account))
    return {LedgerAccount(account): int(cents) for account, cents in found}


def between(db: Session, first: datetime, end: datetime) -> list[LedgerEntry]:
    """From `first` up to, and without, `end`; the oldest first."""
    statement = select(LedgerEntry).where(col(LedgerEntry.at) >= first, col(LedgerEntry.at) < end)
    return list(db.exec(statement.order_by(col(LedgerEntry.at), col(LedgerEntry.id))).all())


def of_gateway(db: Session, gateway_refs: Sequence[str]) -> dict[str, int]:
    """What stands in the card company's account under each of these ids of its own."""
    found: dict[str, int] = {}
    for start in range(0, len(gateway_refs), AT_ONCE):
        statement = select(LedgerEntry.gateway_ref, func.sum(LedgerEntry.amount_cents)).where(
            LedgerEntry.account == GATEWAY, col(LedgerEntry.gateway_ref).in_(gateway_refs[start : start + AT_ONCE])
        )
        found |= {ref: int(cents) for ref, cents in db.exec(statement.group_by(LedgerEntry.gateway_ref))}
    return found


def applications_of(db: Session, gateway_refs: Sequence[str]) -> dict[str, str]:
    """The application's reference by the card company's own id, for those that the ledger knows."""
    found: dict[str, str] = {}
    for start in range(0, len(gateway_refs), AT_ONCE):
        is_asked = col(LedgerEntry.gateway_ref).in_(gateway_refs[start : start + AT_ONCE])
        statement = select(LedgerEntry.gateway_ref, Application.reference).join(
            Application, col(LedgerEntry.application_id) == col(Application.id)
        )
        found |= dict(db.exec(statement.where(is_asked)).all())
    return found


def unbalanced_postings(db: Session) -> list[str]:
    """None, unless somebody changed the table by hand."""
    total = func.sum(LedgerEntry.amount_cents)
    return list(db.exec(select(LedgerEntry.posting).group_by(LedgerEntry.posting).having(total != 0)).all())
