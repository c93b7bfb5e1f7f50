"""A fresh migrated database for each test: a copied file of SQLite, or a copied database of PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url

from cecs_app.db import migrate
from cecs_app.db.unit_of_work import Database

Copies = Callable[[Path], AbstractContextManager[str]]
"""Given a folder to use: the URL of a database of one's own, gone again afterwards."""


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
    """`server_url` names a database from which others may be created and dropped."""
    with _database(server_url, "template0") as template_url:
        _migrate(template_url)
        template = make_url(template_url).database or ""
        yield lambda _folder: _database(server_url, template)


@contextmanager
def _database(server_url: str, template: str) -> Iterator[str]:
    name = f"cecs_test_{uuid4().hex}"
    _run(server_url, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        _run(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def _run(server_url: str, statement: str) -> None:
    url = make_url(server_url).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _migrate(url: str) -> None:
    database = Database(url)
    migrate.upgrade(database)
    # Closing the last connection moves SQLite's write-ahead log into the file, and lets PostgreSQL copy it.
    database.engine.dispose()
