"""Many write to the journal at once, or are killed while they write: the chain stays whole."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from cecs_app.db.desk_tables import AuditLink
from cecs_app.db.tables import Event
from cecs_app.services import audit
from cecs_app.services.deps import Deps
from tests.chained import written

ROOT = Path(__file__).parents[2]
WRITERS, ROUNDS = 8, 24
EACH = 3
"""Events in one transaction of tests/appender.py."""


def counts(deps: Deps) -> tuple[int, int]:
    """Of the events and of the links."""
    with deps.database.reading() as db:
        events = db.exec(select(func.count(col(Event.id)))).one()
        return events, db.exec(select(func.count(col(AuditLink.position)))).one()


def test_of_many_writers_at_once_none_is_left_out(deps: Deps) -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(lambda _number: written(deps, ROUNDS), range(WRITERS)))
    verdict = audit.verify(deps)
    assert (verdict.fault, verdict.head.position) == (None, WRITERS * ROUNDS)
    assert counts(deps) == (WRITERS * ROUNDS, WRITERS * ROUNDS)


@pytest.mark.parametrize("commits", [1, 3, 5])
def test_a_writer_killed_while_it_writes_leaves_a_whole_chain(deps: Deps, commits: int) -> None:
    environment = {**os.environ, "CECS_DATABASE_URL": deps.settings.database_url}
    command = [sys.executable, "-m", "tests.appender"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        for _ in range(commits):
            assert writer.stdout.readline() == b"committed\n"
        writer.kill()
    written(deps, 2)
    verdict = audit.verify(deps)
    assert verdict.fault is None
    events, linked = counts(deps)
    assert events == linked == verdict.head.position >= EACH * commits + 2
    assert (events - 2) % EACH == 0
