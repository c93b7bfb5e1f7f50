"""Who may serve a database: one portal alone, or several that share their states, and never both.

On SQLite a lock on a file beside the database, on PostgreSQL an advisory lock of a connection that is kept for it:
either is free again at once when its process dies, however it dies.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, func, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError

from cecs_app.db.unit_of_work import Database

PORTAL = 0x43454353
"""The number by which PostgreSQL knows the lock; other programs on the same database need others."""


class Occupied(Exception):
    """Another portal serves this database."""


@contextmanager
def seat(database: Database, *, is_shared: bool) -> Iterator["Seat"]:
    """Raises Occupied at once. Every process needs its own: a lock that was taken before a fork belongs to both."""
    held: Seat = FileSeat(database.url, is_shared) if database.is_sqlite else LockSeat(database.engine, is_shared)
    try:
        held.take()
        yield held
    finally:
        held.leave()


class FileSeat:
    def __init__(self, url: str, is_shared: bool) -> None:
        self._how = fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX
        name = make_url(url).database
        self._file = Path(f"{name}.portal").open("w") if name else None  # noqa: SIM115  held for the process's life

    def take(self) -> None:
        try:
            if self._file:
                fcntl.flock(self._file, self._how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Occupied from None

    def leave(self) -> None:
        if self._file:
            self._file.close()


class LockSeat:
    def __init__(self, engine: Engine, is_shared: bool) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._asking = select((func.pg_try_advisory_lock_shared if is_shared else func.pg_try_advisory_lock)(PORTAL))
        self._line: Connection | None = None

    def take(self) -> None:
        """Once more when the server was restarted meanwhile, for then it knows of no lock."""
        try:
            if self._line:
                self._line.execute(text("SELECT 1"))
                return
        except SQLAlchemyError:
            self.leave()
        self._line = self._engine.connect()
        if not self._line.execute(self._asking).scalar():
            self.leave()
            raise Occupied

    def leave(self) -> None:
        if self._line:
            # Not back into the pool: a connection there would keep the lock.
            self._line.invalidate()
            self._line.close()
            self._line = None


Seat = FileSeat | LockSeat
