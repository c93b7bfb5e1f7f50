"""A fresh migrated database for each test: a copied file of SQLite, or one of PostgreSQL, emptied."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, create_engine, make_url
from sqlmodel import SQLModel

from cecs_app.db import migrate
from cecs_app.db.unit_of_work import Database
from cecs_app.gateways.secrets import AuditSeal
from cecs_app.settings import DEVELOPMENT_SECRET

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
def nowhere(server_url: str | None, place: Path) -> Iterator[str]:
    """The URL of a database in which nothing is yet: on that server, or in a file that is still to be made."""
    if server_url is None:
        yield f"sqlite:///{place / 'restored.db'}"
        return
    name = f"cecs_test_{uuid4().hex}"
    _run(server_url, f"CREATE DATABASE {name}")
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        _run(server_url, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _emptied(url: str) -> Iterator[str]:
    tables = ", ".join(f'"{table.name}"' for table in SQLModel.metadata.sorted_tables)
    emptied = f"TRUNCATE {tables} RESTART IDENTITY CASCADE"
    no_chain = "INSERT INTO audit_head (id, position, hash) VALUES (1, 0, '')"
    _run(url, "; ".join([_triggers("DISABLE"), emptied, no_chain, _triggers("ENABLE")]))
    yield url


@contextmanager
def changeable(connection: Connection) -> Iterator[None]:
    """Journal and chain can be changed and emptied meanwhile, as only the database's owner could."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_triggers("DISABLE"))
        yield
        connection.exec_driver_sql(_triggers("ENABLE"))
        return
    triggers = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for name, _made in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _name, made in triggers:
        connection.exec_driver_sql(made)


def _triggers(verb: str) -> str:
    return "; ".join(f"ALTER TABLE {table} {verb} TRIGGER USER" for table in ("event", "audit_link"))


def opened(url: str) -> Database:
    """By itself, with the key that development has."""
    return Database(url, AuditSeal(DEVELOPMENT_SECRET).sign)


def _run(server_url: str, statement: str) -> None:
    url = make_url(server_url).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _migrate(url: str) -> None:
    database = opened(url)
    migrate.upgrade(database)
    # Closing the last connection moves the write-ahead log into the file that is copied.
    database.engine.dispose()
