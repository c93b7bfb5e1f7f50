"""How long the desk's queue takes with 100,000 open applications, on SQLite and on PostgreSQL.

`make bench-queue` writes docs/queue-figures.md. Everything is made anew in temporary databases; it takes minutes.
"""

import argparse
import dataclasses
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.queue_rows import Made, make
from cecs_app.db import migrate, queue
from cecs_app.db.queue import Narrowed, Page
from cecs_app.domain.queue import Ask, Key, parse_ask, probes
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import assign
from cecs_app.services.desk import queue as desk_queue
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.databases import postgres_copies

APPLICATIONS = 100_000
PAGES_DEEP = 1_000
ROUNDS = 60
BUDGET_MS = 50
"""A page is on the screen before anybody notices the wait."""
SEARCH = "find"

ASKED = {
    "first page": {},
    "all open": {"status": "open"},
    "submitted": {"status": "submitted"},
    "missing credentials": {"status": "missing_credentials"},
    "overdue": {"overdue": "yes"},
    "a kind": {"kind": "extension"},
    "waiting on the educator": {"waiting": "educator"},
    "filed more than 90 days ago": {"age": "90"},
    "mine": {"assigned": "me"},
    "nobody's": {"assigned": "nobody"},
    "nobody's, of a kind": {"status": "open", "assigned": "nobody", "kind": "extension"},
    "a colleague's": {"assigned": "3"},
    "decided lately": {"status": "decided"},
}
"""Words of the report → what the address says."""


@dataclasses.dataclass(frozen=True)
class Figure:
    what: str
    median_ms: float
    p95_ms: float


def measured(what: str, act: Callable[[], object]) -> Figure:
    act()
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1_000)
    return Figure(what, statistics.median(taken), statistics.quantiles(taken, n=20)[-1])


def figures(deps: Deps, made: Made) -> Iterator[Figure]:
    clerk = Clerk(1, made.clerk, "rita", "Rita", frozenset({Role.REVIEWER}), "rita@bureau.example", None)

    def screen(given: dict[str, str]) -> object:
        return desk_queue.show(deps, clerk, parse_ask(given))

    for what, given in ASKED.items():
        yield measured(what, lambda given=given: screen(given))
    deep = dataclasses.replace(parse_ask({"status": "open"}), after=key_at(deps, clerk, PAGES_DEEP * desk_queue.SIZE))
    yield measured(f"page {PAGES_DEEP:,}", lambda: desk_queue.show(deps, clerk, deep))
    yield measured("search: reference", lambda: found_by_reference(deps, clerk, made.reference))
    yield measured("search: EIN", lambda: screen({SEARCH: made.ein}))
    yield measured("search: name, one person", lambda: screen({SEARCH: made.name}))
    yield measured("search: beginning of a frequent name", lambda: screen({SEARCH: "smi"}))
    yield measured("take the next one", lambda: assign.take_next(deps, clerk))


def key_at(deps: Deps, clerk: Clerk, place: int) -> Key:
    with deps.database.reading() as db:
        stretches = probes(parse_ask({"status": "open"}), clerk.staff_id)
        return queue.keys(db, stretches, Narrowed(), Page(place))[-1]


def found_by_reference(deps: Deps, clerk: Clerk, reference: str) -> None:
    try:
        desk_queue.show(deps, clerk, Ask(find=reference))
    except desk_queue.Elsewhere:
        return
    raise AssertionError("a whole reference leads straight to its application")


@contextmanager
def filled(url: str) -> Iterator[tuple[Deps, Made]]:
    deps = build_deps(Settings(database_url=url))
    migrate.upgrade(deps.database)
    began = time.perf_counter()
    made = make(deps, APPLICATIONS)
    print(f"{APPLICATIONS:,} applications made in {time.perf_counter() - began:.0f} s")
    yield deps, made
    deps.database.engine.dispose()


def measure(name: str, url: str) -> list[Figure]:
    with filled(url) as (deps, made):
        found = []
        for one in figures(deps, made):
            print(f"{name:11} {one.what:38} {one.median_ms:8.1f} {one.p95_ms:8.1f}", flush=True)
            found.append(one)
        return found


def page(measured_on: dict[str, list[Figure]]) -> str:
    names = list(measured_on)
    head = "| What | " + " | ".join(f"{name}, median | {name}, p95" for name in names) + " |"
    rule = "|---|" + "---:|" * (2 * len(names))
    rows = zip(*measured_on.values(), strict=True)
    lines = [
        f"| {row[0].what} | " + " | ".join(f"{one.median_ms:.1f} | {one.p95_ms:.1f}" for one in row) + " |"
        for row in rows
    ]
    worst = max(one.p95_ms for found in measured_on.values() for one in found)
    return "\n".join(
        [
            "# The desk's queue in figures",
            "",
            f"Written by `make bench-queue`: {APPLICATIONS:,} open applications, one clerk, {ROUNDS} rounds each.",
            "Milliseconds for the whole service behind the screen (rows, tabs with their counts, filters, what comes",
            "next), without the browser.",
            "",
            f"Python {platform.python_version()}, {os.cpu_count()} cores, load average {os.getloadavg()[2]:.1f}: "
            "where that is above the cores,",
            "others slowed it down, and the figures are worth little.",
            f"The slowest 95th percentile is {worst:.0f} ms; the budget is {BUDGET_MS} ms.",
            "",
            head,
            rule,
            *lines,
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--page", type=Path, help="where to write the figures")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = {"SQLite": measure("SQLite", f"sqlite:///{folder}/queue.db")}
        if server_url := os.environ.get("CECS_TEST_POSTGRES_URL"):
            with postgres_copies(server_url) as copies, copies(Path(folder)) as url:
                found["PostgreSQL"] = measure("PostgreSQL", url)
    if given.page:
        given.page.write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
