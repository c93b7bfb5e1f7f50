"""What keeps the portal from saving: a full disk, a database that is gone, locked, or has no connection free."""

import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import create_engine, event

from cecs_app.domain.errors import NotNow
from cecs_app.services.deps import Deps
from tests.databases import opened

NOBODY_THERE = "postgresql://cecs@127.0.0.1:1/cecs"


def without_database(deps: Deps) -> Deps:
    """Its server refuses every connection."""
    return replace(deps, database=opened(NOBODY_THERE))


def code_of(act: Callable[[], object]) -> str:
    """The code with which it was refused; empty when it was not."""
    try:
        act()
    except NotNow as refusal:
        return refusal.code
    return ""


@contextmanager
def nobody_else_writes(deps: Deps) -> Iterator[None]:
    """Somebody holds what every writer needs, and those who wait lose patience soon."""
    impatient(deps)
    holder = create_engine(deps.database.url, isolation_level="AUTOCOMMIT")
    with holder.connect() as connection:
        lock = "BEGIN; LOCK TABLE account, attempt, event, sign_in_session IN SHARE MODE"
        begin = "BEGIN IMMEDIATE" if deps.database.is_sqlite else lock
        connection.exec_driver_sql(begin)
        yield
        connection.exec_driver_sql("ROLLBACK")
    holder.dispose()


def impatient(deps: Deps) -> None:
    """A tenth of a second, where people wait ten."""
    is_sqlite = deps.database.is_sqlite
    words = "PRAGMA busy_timeout=100" if is_sqlite else "SET lock_timeout=100"
    deps.database.engine.dispose()

    def shorten(connection: Any, _record: object) -> None:
        with_cursor(connection, words)
        if not is_sqlite:
            connection.commit()

    event.listen(deps.database.engine, "connect", shorten)


@contextmanager
def no_connection_free(deps: Deps) -> Iterator[None]:
    pool: Any = deps.database.engine.pool
    patience, pool._timeout = pool._timeout, 0.1
    with ExitStack() as held:
        for _ in range(pool.size() + pool._max_overflow):
            held.enter_context(deps.database.engine.connect())
        yield
    pool._timeout = patience


@contextmanager
def full_disk(deps: Deps, pages: int = 2) -> Iterator[None]:
    """SQLite may grow by so many pages and no more."""
    with deps.database.engine.connect() as connection:
        now = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def limit(connection: Any, _record: object) -> None:
        with_cursor(connection, f"PRAGMA max_page_count={now + pages}")

    deps.database.engine.dispose()
    event.listen(deps.database.engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(deps.database.engine, "connect", limit)
        deps.database.engine.dispose()


@contextmanager
def full_folder(bytes_free: int) -> Iterator[None]:
    """The system itself refuses to write more than this into any file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_free, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def with_cursor(connection: Any, words: str) -> None:
    cursor = connection.cursor()
    cursor.execute(words)
    cursor.close()
