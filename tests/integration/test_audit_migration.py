"""What happened before there was a chain is in it afterwards, in the order in which it was written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from cecs_app.db import migrate
from cecs_app.db.unit_of_work import Database
from cecs_app.services import audit
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps

EVENT = "INSERT INTO event (at, name, actor, data) VALUES ('2026-11-02 14:00:00.000000', :name, 'system', '{}')"
EVENTS = 1_003
"""More than are chained in one round."""


@pytest.fixture
def before(tmp_path: Path) -> Iterator[Database]:
    """A portal of the revision before, with a journal."""
    deps = build_deps(Settings(database_url=f"sqlite:///{tmp_path / 'before.db'}"))
    migrate.upgrade(deps.database, "0002")
    with deps.database.engine.connect() as connection:
        connection.execute(text(EVENT), [{"name": f"act_{number}"} for number in range(EVENTS)])
        connection.commit()
    yield deps.database
    deps.database.engine.dispose()


def verdict(database: Database) -> tuple[object, int]:
    found = audit.verify(build_deps(Settings(database_url=database.url)))
    return found.fault, found.head.position


def test_events_of_before_are_chained(before: Database) -> None:
    migrate.upgrade(before)
    assert verdict(before) == (None, EVENTS)


def test_it_can_be_gone_back_and_forth(before: Database) -> None:
    migrate.upgrade(before)
    migrate.downgrade(before, "0002")
    with before.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM event")) == EVENTS
    migrate.upgrade(before)
    assert verdict(before) == (None, EVENTS)
