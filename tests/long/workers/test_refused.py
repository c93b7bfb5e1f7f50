"""Without a Redis one worker serves, and with one as many as are wanted: what does not fit is refused at the start."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from cecs_app.db import migrate
from tests.e2e.portal import ROOT
from tests.socket.backend import READY_SECONDS, Backend, a_backend, backend

REDIS_WANTED = "CECS_REDIS_URL"
SPAWNED, STARTED = "Spawning worker-", "Started worker-"


def is_refused(portal: Backend) -> bool:
    """It ends by itself, all of it, and its last words say what to set."""
    with suppress(AssertionError):
        portal.starts()
    assert portal.process
    assert portal.process.wait(timeout=READY_SECONDS) != 0
    assert not portal.answers()
    return REDIS_WANTED in portal.words()


def test_a_second_portal_on_the_same_database_is_refused_until_the_first_is_killed(tmp_path: Path) -> None:
    with backend(tmp_path) as first:
        second = a_backend(tmp_path)
        assert is_refused(second)
        first.is_killed()
        second.starts()
        second.ends()


def test_a_portal_with_a_redis_and_one_without_do_not_serve_side_by_side(tmp_path: Path, redis_url: str) -> None:
    with backend(tmp_path):
        assert is_refused(a_backend(tmp_path, CECS_REDIS_URL=redis_url))
    with backend(tmp_path, CECS_REDIS_URL=redis_url):
        assert is_refused(a_backend(tmp_path))
        with backend(tmp_path, CECS_REDIS_URL=redis_url) as another:
            assert another.answers()


@pytest.mark.parametrize("name", ["CECS_WORKERS", "GRANIAN_WORKERS", "WEB_CONCURRENCY"])
def test_two_workers_without_a_redis_are_refused(tmp_path: Path, name: str) -> None:
    assert is_refused(a_backend(tmp_path, **{name: "2"}))


def test_so_are_two_that_the_server_itself_was_told_to_start(tmp_path: Path) -> None:
    portal = a_backend(tmp_path, workers=2)
    migrate.upgrade(portal.deps.database)
    assert is_refused(portal)


def test_reflex_says_it_in_one_line(tmp_path: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "reflex", "run", "--env", "prod", "--backend-only"],
        cwd=ROOT,
        env={**a_backend(tmp_path).environment, "CECS_WORKERS": "2"},
        capture_output=True,
        text=True,
        timeout=READY_SECONDS,
    )
    assert asked.returncode != 0
    assert REDIS_WANTED in asked.stderr
    assert "Traceback" not in asked.stderr


def workers_that_reflex_starts(portal: Backend) -> int:
    """As `make run` starts it, once it answers and no more of them come."""
    migrate.upgrade(portal.deps.database)
    port = portal.url.rpartition(":")[2]
    command = [sys.executable, "-m", "reflex", "run", "--env", "prod", "--backend-only", "--backend-port", port]
    with portal.log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=dict(portal.environment), stdout=output, stderr=output, start_new_session=True
        )
    try:
        deadline = time.monotonic() + 2 * READY_SECONDS
        while not portal.answers() or portal.words().count(SPAWNED) != portal.words().count(STARTED):
            assert process.poll() is None, portal.words()
            assert time.monotonic() < deadline, portal.words()
            time.sleep(0.2)
        return portal.words().count(STARTED)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize(
    ("more", "wanted"),
    [({"CECS_WORKERS": "3"}, 3), ({}, os.cpu_count())],
    ids=["as many as are wanted", "as many as there are cores"],
)
def test_with_a_redis_reflex_starts_as_many_workers(
    tmp_path: Path, redis_url: str, more: dict[str, str], wanted: int
) -> None:
    portal = a_backend(tmp_path, CECS_REDIS_URL=redis_url, GRANIAN_LOG_LEVEL="info", **more)
    assert workers_that_reflex_starts(portal) == wanted


def test_without_one_reflex_starts_one(tmp_path: Path) -> None:
    assert workers_that_reflex_starts(a_backend(tmp_path, GRANIAN_LOG_LEVEL="info")) == 1
