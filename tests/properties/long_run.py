"""The long run: as many examples as it takes, with random seeds, on one database after the other.

`make test-payments` starts a PostgreSQL, names it in CECS_TEST_POSTGRES_URL, and calls this.
"""

import argparse
import dataclasses
import logging
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import structlog
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from cecs_app.services.deps import Deps
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.databases import postgres_copies, sqlite_copies
from tests.fakes import TestClock
from tests.properties.figures import Figures
from tests.properties.machine import PaymentMachine
from tests.properties.page import Run, write_page
from tests.properties.world import World, hasten

ROUND = settings(
    max_examples=50,
    stateful_step_count=100,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--payments", type=int, default=10_000, help="at least so many on each database")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--page", type=Path, help="where to write what was found")
    asked = parser.parse_args()
    server_url = os.environ.get("CECS_TEST_POSTGRES_URL", "")
    urls = {"SQLite": "", "PostgreSQL": server_url} if server_url else {"SQLite": ""}
    runs = [run_on(name, url, asked.payments, asked.processes) for name, url in urls.items()]
    if asked.page:
        write_page(asked.page, runs)
    sys.exit(any(run.figures.counts["violations"] for run in runs))


def run_on(name: str, server_url: str, payments: int, processes: int) -> Run:
    started, figures = time.monotonic(), Figures()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        share = -(-payments // processes)
        for part in pool.map(drive, [name] * processes, [server_url] * processes, [share] * processes):
            figures.add(part)
    run = Run(name, figures, time.monotonic() - started)
    print(f"{name}: {figures.counts['payments']} payments, {figures.counts['violations']} violations", flush=True)
    print(*(f"  {outcome} {times}" for outcome, times in sorted(figures.outcomes.items())), sep="\n", flush=True)
    return run


def drive(name: str, server_url: str, payments: int) -> Figures:
    """One process, on a migrated database of its own, until it has driven its share or found a violation."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    figures = Figures()
    with a_portal(server_url) as (deps, clock):
        world = World(deps, clock, figures)
        while figures.counts["payments"] < payments and not figures.counts["violations"]:
            play(name, world, random.SystemRandom().randrange(2**32))
    return figures


def play(name: str, world: World, number: int) -> None:
    print(f"{name}: seed {number}, {world.figures.counts['payments']} payments so far", flush=True)
    try:
        run_state_machine_as_test(seed(number)(lambda: PaymentMachine(world)), settings=ROUND)
    except Exception as error:
        world.figures.counts["violations"] += 1
        print(f"{name}: seed {number} FAILED: {error!r}", *getattr(error, "__notes__", ()), sep="\n", flush=True)


@contextmanager
def a_portal(server_url: str) -> Iterator[tuple[Deps, TestClock]]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        migrated = postgres_copies(server_url) if server_url else sqlite_copies(place)
        with migrated as copies, copies(place) as url:
            clock = TestClock()
            deps = dataclasses.replace(build_deps(Settings(database_url=url, bcrypt_cost=4)), clock=clock)
            hasten(deps.database)
            yield deps, clock
            deps.database.engine.dispose()


if __name__ == "__main__":
    main()
