"""Writes docs/payments-property-test.md: what is driven, what must hold, and what the last long run did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.properties.figures import Figures

TEXT = Path(__file__).with_name("page.md")
COUNTS = (
    "examples",
    "steps",
    "requests",
    "payments",
    "cards approved",
    "cards declined",
    "late payers turned away",
    "captures",
    "releases",
    "refunds by card",
    "pages closed or expired",
    "mailed",
    "mailed voided",
    "webhooks delivered",
    "webhooks repeated",
    "webhooks never delivered",
)


@dataclass(frozen=True)
class Run:
    database: str
    figures: Figures
    seconds: float


def write_page(place: Path, runs: Sequence[Run]) -> None:
    text = TEXT.read_text(encoding="utf-8")
    day = f"{datetime.now(UTC):%B %-d, %Y}"
    place.write_text(text.format(day=day, figures=_figures(runs), crashes=_crashes(runs)), encoding="utf-8")


def _figures(runs: Sequence[Run]) -> str:
    rows = [(name, [f"{run.figures.counts[name]:,}" for run in runs]) for name in COUNTS]
    rows.append(("crashes", [f"{run.figures.crashes.total():,}" for run in runs]))
    rows.append(("answers lost or failures of the company", [f"{run.figures.silences.total():,}" for run in runs]))
    rows.append(("**violations**", [f"**{run.figures.counts['violations']}**" for run in runs]))
    rows.append(("seconds", [f"{run.seconds:,.0f}" for run in runs]))
    return _table("", runs, rows)


def _crashes(runs: Sequence[Run]) -> str:
    points = sorted(set[str]().union(*(run.figures.crashes | run.figures.silences for run in runs)))
    return _table("Point", runs, [(one, [_both(run.figures, one) for run in runs]) for one in points])


def _both(figures: Figures, point: str) -> str:
    silences = figures.silences[point]
    return f"{figures.crashes[point]:,}" + (f" + {silences:,}" if silences else "")


def _table(head: str, runs: Sequence[Run], rows: Iterable[tuple[str, list[str]]]) -> str:
    lines = [(head, [run.database for run in runs]), ("---", ["---:"] * len(runs)), *rows]
    return "\n".join(f"| {name} | {' | '.join(cells)} |" for name, cells in lines)
