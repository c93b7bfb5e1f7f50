"""The desk's figures: what was filed, decided and still waits, how old, how long, and the money of thirteen weeks.

What was withdrawn is in none of them. A decision counts as it stands now: what was undone or appealed waits again.
"""

from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median, quantiles

from cecs_app.clock import start_of
from cecs_app.db import reports
from cecs_app.domain.application import Status
from cecs_app.domain.calendar import ONE_DAY
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.domain.ledger import LedgerAccount
from cecs_app.domain.weeks import WEEK, last_weeks
from cecs_app.services.deps import Deps

BANDS = (30, 60, 90)
"""Days: the last of each band of ages; the last band has no end."""
Counts = Mapping[tuple[int, str], int]


@dataclass(frozen=True)
class WeekOfKind:
    """`waiting`: at the end of the week, or now."""

    week: date
    kind: ApplicationKind
    filed: int
    issued: int
    denied: int
    waiting: int


@dataclass(frozen=True)
class Ages:
    """How many wait, by the bands of their ages, the youngest first."""

    kind: ApplicationKind
    bands: tuple[int, ...]


@dataclass(frozen=True)
class Times:
    """Days from filing to decision: a quarter took at most `quick`, three quarters at most `slow`. None of none."""

    week: date
    decided: int
    quick: float | None = None
    middle: float | None = None
    slow: float | None = None


@dataclass(frozen=True)
class WeekOfMoney:
    """Cents. `back_cents` is minus: refunds, and entries taken back."""

    week: date
    card_cents: int
    mail_cents: int
    back_cents: int


def get_progress(deps: Deps) -> tuple[WeekOfKind, ...]:
    """Every kind in every week, the oldest week first."""
    weeks = last_weeks(deps.today())
    edges = _edges(weeks)
    with deps.database.reading() as db:
        filed, now = reports.filed(db, edges), reports.waiting(db, edges)
        decided = reports.decided(db, edges)
    issued, denied = decided[Status.ISSUED], decided[Status.DENIED]
    return tuple(
        WeekOfKind(
            week=week,
            kind=kind,
            filed=filed.get((number, kind), 0),
            issued=issued.get((number, kind), 0),
            denied=denied.get((number, kind), 0),
            # Back from what waits now: what was filed since did not wait then, what was decided since did.
            waiting=_after(now, -1, kind)
            - _after(filed, number, kind)
            + sum(_after(one, number, kind) for one in (issued, denied)),
        )
        for number, week in enumerate(weeks, start=1)
        for kind in ApplicationKind
    )


def get_ages(deps: Deps) -> tuple[Ages, ...]:
    edges = [start_of(deps.today() - timedelta(days=days)) for days in reversed(BANDS)]
    with deps.database.reading() as db:
        found = reports.waiting(db, edges)
    # The youngest were filed in the last span.
    spans = range(len(edges), -1, -1)
    return tuple(Ages(kind, tuple(found.get((span, kind), 0) for span in spans)) for kind in ApplicationKind)


def get_times(deps: Deps) -> tuple[Times, ...]:
    weeks = last_weeks(deps.today())
    edges = _edges(weeks)
    days: list[list[float]] = [[] for _ in weeks]
    with deps.database.reading() as db:
        found = reports.decision_times(db, edges[0], edges[-1])
    for filed_at, decided_at in found:
        days[bisect(edges, decided_at) - 1].append((decided_at - filed_at) / ONE_DAY)
    return tuple(_times(week, took) for week, took in zip(weeks, days, strict=True))


def get_money(deps: Deps) -> tuple[WeekOfMoney, ...]:
    """By the day on which it was entered, as the daily report has it."""
    weeks = last_weeks(deps.today())
    with deps.database.reading() as db:
        sums = reports.money(db, _edges(weeks))
    return tuple(
        WeekOfMoney(
            week=week,
            card_cents=sums.get((number, LedgerAccount.CARD_COMPANY, True), 0),
            mail_cents=sums.get((number, LedgerAccount.MAIL_DEPOSITS, True), 0),
            back_cents=sum(cents for (span, _account, came), cents in sums.items() if span == number and not came),
        )
        for number, week in enumerate(weeks, start=1)
    )


def _edges(weeks: tuple[date, ...]) -> list[datetime]:
    return [start_of(day).astimezone(UTC) for day in (*weeks, weeks[-1] + WEEK)]


def _after(counts: Counts, week: int, kind: ApplicationKind) -> int:
    return sum(count for (number, one), count in counts.items() if number > week and one == kind)


def _times(week: date, days: list[float]) -> Times:
    if not days:
        return Times(week, 0)
    quick, _middle, slow = quantiles(days, n=4, method="inclusive") if len(days) > 1 else days * 3
    return Times(week, len(days), *(round(one, 1) for one in (quick, median(days), slow)))
