"""Counts and sums for the reports. Each is bounded by the span it looks at, and goes by an index.

Spans are numbered by `edges`, the instants at which one ends and the next begins, the oldest first: 0 is what lies
before the first edge, 1 what lies between the first and the second, and so on.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, case, col, func, select

from cecs_app.db.payment_tables import LedgerEntry
from cecs_app.db.tables import Application
from cecs_app.domain.application import AT_THE_DESK, Status
from cecs_app.domain.ledger import MONEY, LedgerAccount

FINISHED = (Status.ISSUED, Status.DENIED)
COUNTED = (*AT_THE_DESK, *FINISHED)
"""Filed, and not withdrawn since."""


def filed(db: Session, edges: Sequence[datetime]) -> dict[tuple[int, str], int]:
    """How many were filed, by span and kind."""
    filed_at = col(Application.filed_at)
    is_counted = [col(Application.status).in_(COUNTED), filed_at >= edges[0], filed_at < edges[-1]]
    return _by_span_and_kind(db, filed_at, edges, is_counted)


def waiting(db: Session, edges: Sequence[datetime]) -> dict[tuple[int, str], int]:
    """How many wait now, by the span they were filed in, and kind."""
    return _by_span_and_kind(db, col(Application.filed_at), edges, [col(Application.status).in_(AT_THE_DESK)])


def decided(db: Session, edges: Sequence[datetime], status: Status) -> dict[tuple[int, str], int]:
    """How many ended so, by span and kind."""
    decided_at = col(Application.decided_at)
    ended = [decided_at >= edges[0], decided_at < edges[-1], col(Application.status) == status]
    return _by_span_and_kind(db, decided_at, edges, ended)


def decision_times(db: Session, first: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """When it was filed and when decided, of each that was decided meanwhile."""
    filed_at, decided_at = col(Application.filed_at), col(Application.decided_at)
    statement = select(filed_at, decided_at).where(
        decided_at >= first, decided_at < end, col(Application.status).in_(FINISHED), filed_at.is_not(None)
    )
    return [(filed, decided) for filed, decided in db.exec(statement).all() if filed and decided]


def money(db: Session, edges: Sequence[datetime]) -> dict[tuple[int, LedgerAccount, bool], int]:
    """Cents by span, the account they lie in, and whether they came in; by the day they were entered."""
    at, cents = col(LedgerEntry.at), col(LedgerEntry.amount_cents)
    span, comes_in = _span(at, edges), case((cents > 0, 1), else_=0).label("comes_in")
    statement = select(span, LedgerEntry.account, comes_in, func.sum(cents)).where(
        at >= edges[0], at < edges[-1], col(LedgerEntry.account).in_(MONEY)
    )
    rows = db.exec(statement.group_by(span, col(LedgerEntry.account), comes_in)).all()
    return {(number, LedgerAccount(account), bool(came)): int(total) for number, account, came, total in rows}


def _by_span_and_kind(
    db: Session, at: Any, edges: Sequence[datetime], conditions: Sequence[ColumnElement[bool]]
) -> dict[tuple[int, str], int]:
    span = _span(at, edges)
    statement = select(span, Application.kind, func.count()).where(*conditions)
    rows = db.exec(statement.group_by(span, col(Application.kind))).all()
    return {(number, kind): count for number, kind, count in rows}


def _span(at: Any, edges: Sequence[datetime]) -> Any:
    """The number of the span that an instant lies in."""
    return case(*((at < edge, number) for number, edge in enumerate(edges)), else_=len(edges)).label("span")
