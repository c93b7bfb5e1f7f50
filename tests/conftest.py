"""The portal on a fresh migrated database, with a clock that stands still.

SQLite, unless CECS_TEST_POSTGRES_URL names a PostgreSQL server: `make test-postgres` starts one and sets it.
"""

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cecs_app.services.deps import Deps
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.databases import Copies, postgres_copies, sqlite_copies
from tests.fakes import TestClock


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copies]:
    """Migrated once a run; each test copies it."""
    server_url = os.environ.get("CECS_TEST_POSTGRES_URL")
    migrated = postgres_copies(server_url) if server_url else sqlite_copies(tmp_path_factory.mktemp("database"))
    with migrated as found:
        yield found


@pytest.fixture
def database_url(tmp_path: Path, copies: Copies) -> Iterator[str]:
    with copies(tmp_path) as url:
        yield url


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def deps(database_url: str, clock: TestClock, tmp_path: Path) -> Iterator[Deps]:
    # Cost 4 is bcrypt's least: the tests ask what is refused, not how long it takes.
    folder = str(tmp_path / "documents")
    settings = Settings(database_url=database_url, bcrypt_cost=4, documents_folder=folder)
    built = dataclasses.replace(build_deps(settings), clock=clock)
    yield built
    built.database.engine.dispose()
