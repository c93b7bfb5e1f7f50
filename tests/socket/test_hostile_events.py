"""A few thousand hostile events at once against a running portal; `make test-fuzz` sends a hundred thousand."""

import asyncio
import time

import pytest

from cecs_app.settings import get_settings
from cecs_app.web import cookies
from tests.fuzz.people import gather
from tests.fuzz.run import Outcome, Run
from tests.fuzz.target import target
from tests.socket.backend import Backend, backend

EVENTS, ADDRESSES, SECONDS = 1_500, 8, 40
MOST_LOG_BYTES_PER_THOUSAND = 10_000


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    with backend(tmp_path_factory.mktemp("fuzz")) as portal:
        outcome = asyncio.run(_run(portal).goes())
        assert portal.answers()
    return outcome


def _run(portal: Backend) -> Run:
    assert portal.process
    people = gather(portal.deps, cookies.session_name(get_settings()))
    there = target(portal.url, portal.process.pid, portal.log, has_pages=False)
    return Run(there, portal.deps, people, Outcome(seed=5), EVENTS, ADDRESSES, time.monotonic() + SECONDS)


def test_everybody_hostile_had_her_say(ended: Outcome) -> None:
    assert ended.sent >= EVENTS
    assert len(ended.by_actor) > 10
    assert ended.cut_lines > 50


def test_nothing_changed_that_was_not_theirs_to_change(ended: Outcome) -> None:
    assert ended.faults == []


def test_nobody_heard_of_anybody_elses_record(ended: Outcome) -> None:
    assert ended.ears.heard_bytes > 100_000
    assert dict(ended.ears.secrets) == {}


def test_nobody_heard_where_the_program_failed(ended: Outcome) -> None:
    assert dict(ended.ears.traces) == {}


def test_the_log_does_not_grow_with_what_they_say(ended: Outcome) -> None:
    assert ended.log_bytes_per_thousand < MOST_LOG_BYTES_PER_THOUSAND


def test_whoever_means_no_harm_goes_on_working(ended: Outcome) -> None:
    assert len(ended.saved.taken) > 3
