"""A hundred thousand hostile events against the built portal, with its practice data. Writes docs/fuzz-figures.md."""

import asyncio
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from cecs_app.settings import get_settings
from cecs_app.web import cookies
from tests.fuzz import figures
from tests.fuzz.people import gather
from tests.fuzz.run import Outcome, Run
from tests.fuzz.target import target
from tests.socket.backend import Backend
from tests.socket.built import built_portal

EVENTS = int(os.environ.get("FUZZ_EVENTS", "100000"))
SEED = int(os.environ.get("FUZZ_SEED", "2026"))
ADDRESSES = 6
SECONDS = 3_600
MOST_LOG_BYTES_PER_THOUSAND = 10_000
MOST_MORE_BYTES = 600 * 1024 * 1024
WITHIN_SECONDS = 0.25


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    with built_portal(tmp_path_factory.mktemp("fuzz"), "fuzz") as portal:
        yield portal


@pytest.fixture(scope="module")
def ended(portal: Backend) -> Outcome:
    assert portal.process
    people = gather(portal.deps, cookies.session_name(get_settings()))
    there = target(portal.url, portal.process.pid, portal.log, has_pages=True)
    outcome = Outcome(SEED)
    asyncio.run(Run(there, portal.deps, people, outcome, EVENTS, ADDRESSES, time.monotonic() + SECONDS).goes())
    figures.write(outcome, ADDRESSES, datetime.now(UTC))
    return outcome


def test_all_were_sent_and_the_portal_lives(ended: Outcome, portal: Backend) -> None:
    assert ended.sent >= EVENTS
    assert portal.process
    assert portal.process.poll() is None
    assert portal.answers()


def test_nothing_changed_that_was_not_theirs_to_change(ended: Outcome) -> None:
    assert ended.faults == []


def test_nobody_heard_of_anybody_elses_record_or_of_the_program(ended: Outcome) -> None:
    assert (dict(ended.ears.secrets), dict(ended.ears.traces)) == ({}, {})


def test_log_and_memory_stay_bounded(ended: Outcome) -> None:
    assert ended.log_bytes_per_thousand < MOST_LOG_BYTES_PER_THOUSAND
    assert ended.memory_most - ended.memory_before < MOST_MORE_BYTES


def test_whoever_means_no_harm_waits_no_longer_than_a_quarter_of_a_second(ended: Outcome) -> None:
    """95 times in a hundred, while they are at it."""
    slowest = {name: getattr(ended, name).p95() for name in ("opened", "saved", "fetched")}
    assert {name: seconds for name, seconds in slowest.items() if seconds > WITHIN_SECONDS} == {}
