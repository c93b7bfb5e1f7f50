"""The only place where a transaction begins and commits."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlmodel import Session

from cecs_app.db import audit
from cecs_app.db.not_now import failures_told
from cecs_app.domain.audit import Sign

_IN_NO_DATABASE = re.compile("[\0\ud800-\udfff]")
"""NUL, which PostgreSQL refuses, and halves of surrogate pairs, which are no text: both come from forged requests."""

PATIENCE_SECONDS = 10
"""How long anybody waits for a free connection, or on SQLite for her turn to write."""


class Database:
    """SQLite by default, PostgreSQL by URL; services need not know which.

    What it can't do just now is a NotNow, whatever the driver calls it.
    """

    def __init__(self, url: str, sign: Sign, *signed_before: Sign) -> None:
        """`sign` is the keyed hash of the audit's chain; older links may be `signed_before` with other keys."""
        self.sign = sign
        self.signs = (sign, *signed_before)
        self.url = _with_driver(url)
        self.is_sqlite = self.url.startswith("sqlite")
        self.kind = "sqlite" if self.is_sqlite else "postgresql"
        self.engine = _engine(self.url)
        event.listen(self.engine, "before_cursor_execute", _make_storable, retval=True)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A writing transaction: chains its events and commits at the end, rolls back on any error."""
        with self._session(writes=True) as session:
            yield session
            audit.append_new(session, self.sign)
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent view that writes nothing."""
        with self._session(writes=False) as session:
            yield session

    @contextmanager
    def _session(self, *, writes: bool) -> Iterator[Session]:
        with failures_told(), self.engine.connect() as connection:
            chosen = connection.execution_options(cecs_writes=writes)
            if not writes and not self.is_sqlite:
                # SQLite's readers see one moment anyway; PostgreSQL's would see one for each statement.
                chosen = chosen.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with Session(bind=chosen, expire_on_commit=False) as session:
                yield session


def _with_driver(url: str) -> str:
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        limits = {"options": "-c statement_timeout=15000", "connect_timeout": 5}
        return create_engine(url, pool_pre_ping=True, pool_timeout=PATIENCE_SECONDS, connect_args=limits)
    engine = _file_engine(url, file) if (file := make_url(url).database) else create_engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _file_engine(url: str, file: str) -> Engine:
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    # One in memory has a single connection, for which nobody waits.
    return create_engine(url, pool_timeout=PATIENCE_SECONDS)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own BEGIN is switched off so that _begin_sqlite chooses the kind of transaction.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={PATIENCE_SECONDS * 1000}",
    ):
        # A PRAGMA takes no parameters; these are ours, word for word.
        connection.execute(f"PRAGMA {pragma}")  # nosemgrep: no-sql-from-strings


def _begin_sqlite(connection: Connection) -> None:
    # A writer that starts deferred fails with "database is locked" when it first writes; IMMEDIATE waits its turn.
    writes = connection.get_execution_options().get("cecs_writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make_storable(
    _connection: Connection, _cursor: object, statement: str, parameters: Any, _context: object, _many: bool
) -> tuple[str, Any]:
    """Puts U+FFFD for what no database holds: such a text is found nowhere, and stored without harm."""
    return statement, _storable(parameters)


def _storable(value: Any) -> Any:
    match value:
        case str():
            return _IN_NO_DATABASE.sub("\N{REPLACEMENT CHARACTER}", value)
        case dict():
            return {name: _storable(one) for name, one in value.items()}
        case list() | tuple():
            return type(value)(_storable(one) for one in value)
        case _:
            return value
