"""Counts and sums for the reports. Each is bounded by the span it looks at, and goes by an index.

What an index does not hold is sorted out here rather than asked for, where the question would lead to another index.
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
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.domain.ledger import MONEY, LedgerAccount

FINISHED = (Status.ISSUED, Status.DENIED)
COUNTED = (*AT_THE_DESK, *FINISHED)
"""Filed, and not withdrawn since."""
IS_ANY_KIND = col(Application.kind).in_(list(ApplicationKind))
"""Named, so that the index that begins with status and kind answers alone."""
Counts = dict[tuple[int, str], int]
"""By span and kind."""


def filed(db: Session, edges: Sequence[datetime]) -> Counts:
    """How many were filed, by span and kind."""
    filed_at = col(Application.filed_at)
    is_counted = [col(Application.status).in_(COUNTED), IS_ANY_KIND, filed_at >= edges[0], filed_at < edges[-1]]
    return _by_span_and_kind(db, filed_at, edges, is_counted)


def waiting(db: Session, edges: Sequence[datetime]) -> Counts:
    """How many wait now, by the span they were filed in, and kind."""
    is_waiting = [col(Application.status).in_(AT_THE_DESK), IS_ANY_KIND]
    return _by_span_and_kind(db, col(Application.filed_at), edges, is_waiting)


def decided(db: Session, edges: Sequence[datetime]) -> dict[Status, Counts]:
    """How many ended, by how, span and kind."""
    decided_at = col(Application.decided_at)
    span = _span(decided_at, edges)
    statement = select(span, Application.kind, Application.status, func.count()).where(
        decided_at >= edges[0], decided_at < edges[-1]
    )
    rows = db.exec(statement.group_by(span, col(Application.kind), col(Application.status))).all()
    return {
        ended: {(number, kind): count for number, kind, status, count in rows if status == ended} for ended in FINISHED
    }


def decision_times(db: Session, first: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """When it was filed and when decided, of each that was decided meanwhile."""
    filed_at, decided_at, status = col(Application.filed_at), col(Application.decided_at), col(Application.status)
    statement = select(filed_at, decided_at, status).where(decided_at >= first, decided_at < end)
    rows = db.exec(statement).all()
    return [(filed, decided) for filed, decided, ended in rows if filed and decided and ended in FINISHED]


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
) -> Counts:
    span = _span(at, edges)
    statement = select(span, Application.kind, func.count()).where(*conditions)
    rows = db.exec(statement.group_by(span, col(Application.kind))).all()
    return {(number, kind): count for number, kind, count in rows}


def _span(at: Any, edges: Sequence[datetime]) -> Any:
    """The number of the span that an instant lies in."""
    return case(*((at < edge, number) for number, edge in enumerate(edges)), else_=len(edges)).label("span")
