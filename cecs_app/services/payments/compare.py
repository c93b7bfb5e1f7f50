"""Our ledger against the card company's settlement list: every cent it took or gave back, and none besides."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

import structlog
from sqlmodel import Session

from cecs_app.clock import connecticut_day, start_of
from cecs_app.db import comparisons, ledger
from cecs_app.db.payment_tables import Comparison
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.gateways.cards import SettlementRow
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.payments.refunds import sweep_claimed_refunds
from cecs_app.services.payments.report import check_days
from cecs_app.services.payments.settle import BATCH, sweep_open_payments
from cecs_app.words.letters import comparison as letters

log = structlog.get_logger()
SLACK = timedelta(days=2)
"""A payment taken shortly before a window's edge may be entered after it: what lies there is looked for."""
SETTLED_AFTER = timedelta(hours=3)
"""After midnight: by then what was paid at the last minute has been entered."""


@dataclass(frozen=True)
class Difference:
    """`gateway_ref` is the card company's id. One of the amounts is 0 where that side does not know it."""

    gateway_ref: str
    ledger_cents: int
    gateway_cents: int


@dataclass(frozen=True)
class Compared:
    first_day: date
    last_day: date
    rows: int
    """Of the card company's list."""
    differences: tuple[Difference, ...]
    unbalanced: tuple[str, ...]
    """Postings that do not sum to zero: somebody changed the ledger by hand."""

    @property
    def agrees(self) -> bool:
        return not self.differences and not self.unbalanced


def compare(deps: Deps, first_day: date, last_day: date, *, is_daily: bool = False) -> Compared:
    """Both days included. Stores what it found; any difference is logged, and mailed to the finance office.

    Raises GatewayUnavailable, or InvalidFields for days that can't be.
    """
    check_days(first_day, last_day, latest=deps.today())
    first, end = start_of(first_day), start_of(last_day + timedelta(days=1))
    listed = deps.cards.settlement_list(first - SLACK, end + SLACK)
    inside = [row for row in listed if first <= row.at < end]
    theirs = _sums(listed)
    with deps.database.transaction() as db:
        ours = _entered(db, first, end) | {row.ref for row in inside}
        known = ledger.of_gateway(db, sorted(ours))
        differences = tuple(_differences(ours, known, theirs))
        found = Compared(first_day, last_day, len(inside), differences, tuple(ledger.unbalanced_postings(db)))
        _store(db, deps, found, is_daily)
    if not found.agrees:
        log.error("comparison_differs", differences=len(differences), unbalanced=len(found.unbalanced))
    return found


def compare_yesterday(deps: Deps) -> Compared | None:
    """Every day up to yesterday since the last daily comparison; None when there is none."""
    last_day = yesterday(deps)
    with deps.database.reading() as db:
        last = comparisons.find_last_daily(db)
    first = last + timedelta(days=1) if last else last_day
    return compare(deps, first, last_day, is_daily=True) if first <= last_day else None


def reconcile(deps: Deps, first_day: date, last_day: date) -> Compared:
    """By hand: settles what is open first, so that nothing differs only because it was not asked about yet."""
    while sweep_open_payments(deps) == BATCH:
        pass
    while sweep_claimed_refunds(deps) == BATCH:
        pass
    return compare(deps, first_day, last_day)


def yesterday(deps: Deps) -> date:
    """The last day that is over and entered."""
    return connecticut_day(deps.now() - SETTLED_AFTER) - timedelta(days=1)


def _entered(db: Session, first: datetime, end: datetime) -> set[str]:
    entries = ledger.between(db, first, end)
    return {one.gateway_ref for one in entries if one.account == LedgerAccount.CARD_COMPANY}


def _sums(rows: Iterable[SettlementRow]) -> Mapping[str, int]:
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row.ref] += row.cents
    return sums


def _differences(refs: set[str], ours: Mapping[str, int], theirs: Mapping[str, int]) -> list[Difference]:
    pairs = ((ref, ours.get(ref, 0), theirs.get(ref, 0)) for ref in sorted(refs))
    return [Difference(ref, mine, its) for ref, mine, its in pairs if mine != its]


def _store(db: Session, deps: Deps, found: Compared, is_daily: bool) -> None:
    row = Comparison(
        first_day=found.first_day,
        last_day=found.last_day,
        compared_at=deps.now(),
        is_daily=is_daily,
        rows=found.rows,
        differences=[*(asdict(one) for one in found.differences), *({"posting": one} for one in found.unbalanced)],
    )
    db.add(row)
    journal.record(
        db,
        deps,
        "books_compared",
        actor="system",
        first_day=found.first_day.isoformat(),
        last_day=found.last_day.isoformat(),
        differences=len(row.differences),
    )
    if not found.agrees:
        facts = [(one.gateway_ref, one.ledger_cents, one.gateway_cents) for one in found.differences]
        letter = letters.differs((found.first_day, found.last_day), facts, found.unbalanced)
        outbox.post(db, deps, deps.settings.finance_mail, letter)
