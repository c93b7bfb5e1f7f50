"""The portal on a fresh migrated database, with a clock that stands still."""

import dataclasses
import shutil
from pathlib import Path

import pytest

from cecs_app.db import migrate
from cecs_app.db.unit_of_work import Database
from cecs_app.services.deps import Deps
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.fakes import TestClock


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrated once a run; each test copies it."""
    path = tmp_path_factory.mktemp("database") / "migrated.db"
    database = Database(f"sqlite:///{path}")
    migrate.upgrade(database)
    # Closing the last connection moves the write-ahead log into the file that is copied.
    database.engine.dispose()
    return path


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def deps(tmp_path: Path, migrated_file: Path, clock: TestClock) -> Deps:
    path = tmp_path / "cecs.db"
    shutil.copy(migrated_file, path)
    # Cost 4 is bcrypt's least: the tests ask what is refused, not how long it takes.
    settings = Settings(database_url=f"sqlite:///{path}", bcrypt_cost=4)
    return dataclasses.replace(build_deps(settings), clock=clock)
