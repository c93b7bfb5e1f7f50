"""The database as a whole: what stands in it, whether it is sound, and who has it open."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, inspect, make_url, select, table, text
from sqlmodel import Session, col, update

from cecs_app.db.desk_tables import StaffSession
from cecs_app.db.login_tables import SignInSession
from cecs_app.db.unit_of_work import Database
from cecs_app.domain.audit import Head

SMALLEST = {"alembic_version", "audit_head"}
"""Tables that hold a row where nothing has happened yet."""
_OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend'"
)


@dataclass(frozen=True)
class Contents:
    """Of one moment. `rows` are by table, `documents` the names of their files."""

    revision: str
    rows: Mapping[str, int]
    head: Head
    documents: tuple[str, ...]


def read_contents(db: Session) -> Contents:
    """By plain names, so that it reads a database of any revision since the documents came."""
    connection = db.connection()
    return Contents(
        revision=read_revision(db),
        rows=count_rows(connection),
        head=Head(*connection.execute(text("SELECT position, hash FROM audit_head")).one()),
        documents=tuple(connection.execute(text("SELECT stored_as FROM document ORDER BY id")).scalars()),
    )


def read_revision(db: Session) -> str:
    """Of the schema."""
    return str(db.connection().execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def count_rows(connection: Connection) -> dict[str, int]:
    """By table; what a copier keeps for itself in there is none of ours."""
    tables = [name for name in sorted(inspect(connection).get_table_names()) if not name.startswith("_litestream")]
    return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in tables}


def is_empty(database: Database) -> bool:
    """Nothing but what a migration puts there. A database that does not exist is not made by asking."""
    if database.is_sqlite and not sqlite_path(database).exists():
        return True
    with database.reading() as db:
        return not any(count for name, count in count_rows(db.connection()).items() if name not in SMALLEST)


def is_in_use(database: Database) -> bool:
    """Whether anybody else has it open: a running portal has, and so has whoever copies it."""
    database.engine.dispose()
    if not database.is_sqlite:
        with database.reading() as db:
            return bool(db.connection().execute(text(_OTHERS)).scalar_one())
    path = sqlite_path(database)
    return path.exists() and not _can_be_held(path)


def find_damage(database: Database) -> str:
    """What the database says of itself; empty when all is well.

    PostgreSQL has checked each row and each foreign key when it took the dump in.
    """
    if not database.is_sqlite:
        return ""
    with database.reading() as db:
        connection = db.connection()
        said = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
        orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if said != "ok":
        return str(said).splitlines()[-1]
    return f"{orphan[0]} {orphan[1]}: {orphan[2]}" if orphan else ""


def touch(db: Session) -> None:
    """Asks it for nothing at all: whether it answers is the answer."""
    db.execute(text("SELECT 1"))


def end_logins(db: Session, at: datetime) -> None:
    """All of them, of educators and staff."""
    for session in (SignInSession, StaffSession):
        db.exec(update(session).where(col(session.ended_at).is_(None)).values(ended_at=at))


def sqlite_path(database: Database) -> Path:
    return Path(make_url(database.url).database or "")


def _can_be_held(path: Path) -> bool:
    """Alone. With a write-ahead log even an idle connection keeps others from that."""
    with closing(sqlite3.connect(path, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return False
        connection.execute("ROLLBACK")
        return True
