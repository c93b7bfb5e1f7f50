"""The long walk: as many seconds as asked for, with random seeds, on one database after the other.

`make test-desk` starts a PostgreSQL, names it in CECS_TEST_POSTGRES_URL, and calls this.
"""

import argparse
import logging
import os
import random
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import structlog
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from cecs_app.services import audit
from tests.properties.desk_machine import DeskMachine
from tests.properties.desk_world import DeskFigures, DeskWorld
from tests.properties.long_run import a_portal

TEXT = Path(__file__).with_name("desk_page.md")
COUNTS = ("examples", "steps", "acts", "races", "ended issued", "ended denied", "ended withdrawn")
ROUND = settings(
    max_examples=10,
    stateful_step_count=60,
    phases=[Phase.generate],
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class Run:
    database: str
    figures: DeskFigures
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=300, help="at least so many on each database")
    parser.add_argument("--page", type=Path, help="where to write what was found")
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    server_url = os.environ.get("CECS_TEST_POSTGRES_URL", "")
    urls = {"SQLite": "", "PostgreSQL": server_url} if server_url else {"SQLite": ""}
    runs = [walk(name, url, asked.seconds) for name, url in urls.items()]
    if asked.page:
        write_page(asked.page, runs)
    sys.exit(any(run.figures.counts["violations"] for run in runs))


def walk(name: str, server_url: str, seconds: int) -> Run:
    """Until the time is over or a violation is found."""
    started, figures = time.monotonic(), DeskFigures()
    with a_portal(server_url) as (deps, clock):
        world = DeskWorld(deps, clock, figures)
        while time.monotonic() - started < seconds and not figures.counts["violations"]:
            _play(name, world, random.SystemRandom().randrange(2**32))
        if fault := audit.verify(deps).fault:
            figures.counts["violations"] += 1
            print(f"{name}: the audit is not whole: {fault}", flush=True)
    return Run(name, figures, time.monotonic() - started)


def _play(name: str, world: DeskWorld, number: int) -> None:
    print(f"{name}: seed {number}, {world.figures.counts['acts']} acts so far", flush=True)
    try:
        run_state_machine_as_test(seed(number)(lambda: DeskMachine(world)), settings=ROUND)
    except Exception as error:
        world.figures.counts["violations"] += 1
        print(f"{name}: seed {number} FAILED: {error!r}", *getattr(error, "__notes__", ()), sep="\n", flush=True)


def write_page(place: Path, runs: list[Run]) -> None:
    rows = [(name, [f"{run.figures.counts[name]:,}" for run in runs]) for name in COUNTS]
    rows.append(("**violations**", [f"**{run.figures.counts['violations']}**" for run in runs]))
    rows.append(("seconds", [f"{run.seconds:,.0f}" for run in runs]))
    names = sorted(set[str]().union(*(run.figures.outcomes for run in runs)))
    outcomes = [(one, [f"{run.figures.outcomes[one]:,}" for run in runs]) for one in names]
    text, day = TEXT.read_text(encoding="utf-8"), f"{datetime.now(UTC):%B %-d, %Y}"
    filled = text.format(day=day, figures=_table("", runs, rows), outcomes=_table("Act", runs, outcomes))
    place.write_text(filled, encoding="utf-8")


def _table(head: str, runs: list[Run], rows: Iterable[tuple[str, list[str]]]) -> str:
    lines = [(head, [run.database for run in runs]), ("---", ["---:"] * len(runs)), *rows]
    return "\n".join(f"| {name} | {' | '.join(cells)} |" for name, cells in lines)


if __name__ == "__main__":
    main()
