"""A fresh migrated database for each test: a copied file of SQLite, or one of PostgreSQL, emptied."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url
from sqlmodel import SQLModel

from cecs_app.db import migrate
from cecs_app.db.unit_of_work import Database

Copies = Callable[[Path], AbstractContextManager[str]]
"""Given a folder to use: the URL of a database of one's own."""


@contextmanager
def sqlite_copies(folder: Path) -> Iterator[Copies]:
    template = folder / "migrated.db"
    _migrate(f"sqlite:///{template}")

    @contextmanager
    def copied(place: Path) -> Iterator[str]:
        path = place / "cecs.db"
        shutil.copy(template, path)
        yield f"sqlite:///{path}"

    yield copied


@contextmanager
def postgres_copies(server_url: str) -> Iterator[Copies]:
    """`server_url` names a database from which another may be created: one a run, emptied for each test."""
    name = f"cecs_test_{uuid4().hex}"
    url = make_url(server_url).set(database=name).render_as_string(hide_password=False)
    _run(server_url, f"CREATE DATABASE {name}")
    try:
        _migrate(url)
        yield lambda _folder: _emptied(url)
    finally:
        _run(server_url, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _emptied(url: str) -> Iterator[str]:
    tables = ", ".join(f'"{table.name}"' for table in SQLModel.metadata.sorted_tables)
    _run(url, f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
    yield url


def _run(server_url: str, statement: str) -> None:
    url = make_url(server_url).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _migrate(url: str) -> None:
    database = Database(url)
    migrate.upgrade(database)
    # Closing the last connection moves the write-ahead log into the file that is copied.
    database.engine.dispose()
