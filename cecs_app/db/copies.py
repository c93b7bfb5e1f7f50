"""The database as one file, and that file in the place of the database: SQLite's own copy, or PostgreSQL's dump.

Both read one moment and keep no writer waiting. What comes back stands beside what is there, and takes its place only
when whoever asked for it has found it whole.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import inspect, text

from cecs_app.db import postgres_tools
from cecs_app.db.unit_of_work import Database
from cecs_app.db.whole import Contents, is_in_use, read_contents, sqlite_path
from cecs_app.domain.errors import NotAllowed

_BESIDE = "before_restore"
_NO_LIMIT = "SET statement_timeout = 0"
_KEPT_BESIDE = (f"ALTER SCHEMA public RENAME TO {_BESIDE}", "CREATE SCHEMA public")
_PUT_BACK = ("DROP SCHEMA public CASCADE", f"ALTER SCHEMA {_BESIDE} RENAME TO public")


def copy_out(database: Database, path: Path) -> Contents:
    """Into a new file; says what stands in it. Raises NotAllowed as postgres_tools."""
    return _copy_sqlite(database, path) if database.is_sqlite else _dump(database, path)


def copied_in(database: Database, fill: Callable[[Path], None]) -> AbstractContextManager[Database]:
    """`fill` writes the file of copy_out; yields the database made of it. On any error what was there stays.

    Raises NotAllowed("restore_in_use") when somebody has opened the present one meanwhile, or as postgres_tools.
    """
    return _beside_sqlite(database, fill) if database.is_sqlite else _beside_postgres(database, fill)


def put_back(database: Database) -> None:
    """What lay aside when a copy was killed on its way in."""
    if database.is_sqlite:
        return
    with database.reading() as db:
        is_there = _BESIDE in inspect(db.connection()).get_schema_names()
    if is_there:
        _run(database, *_PUT_BACK)


def _copy_sqlite(database: Database, path: Path) -> Contents:
    with (
        closing(sqlite3.connect(f"{sqlite_path(database).absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(path)) as made,
    ):
        # In one step: it would begin anew after each write in between, and readers of a log keep nobody waiting.
        source.backup(made)
        made.execute("PRAGMA journal_mode=DELETE")
    copy = Database(f"sqlite:///{path}", *database.signs)
    with copy.reading() as db:
        contents = read_contents(db)
    # The last connection folds the log into the file.
    copy.engine.dispose()
    return contents


def _dump(database: Database, path: Path) -> Contents:
    with database.reading() as db:
        connection = db.connection()
        connection.execute(text(_NO_LIMIT))
        moment = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        postgres_tools.dump(database.url, path, moment)
        return read_contents(db)


@contextmanager
def _beside_sqlite(database: Database, fill: Callable[[Path], None]) -> Iterator[Database]:
    place = sqlite_path(database)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f"{place.name}.restoring")
    _remove(beside)
    try:
        fill(beside)
        made = Database(f"sqlite:///{beside}", *database.signs)
        try:
            yield made
        finally:
            # The last connection folds the log into the file.
            made.engine.dispose()
        if is_in_use(database):
            raise NotAllowed("restore_in_use")
        _remove(place, keep_file=True)
        # What litestream knew of the file that was there; it begins with a snapshot of this one.
        shutil.rmtree(place.with_name(f".{place.name}-litestream"), ignore_errors=True)
        beside.replace(place)
    finally:
        _remove(beside)


def _remove(path: Path, *, keep_file: bool = False) -> None:
    """With its log, which would else be taken for that of the next file of this name."""
    for ending in ("-wal", "-shm", *([] if keep_file else [""])):
        path.with_name(path.name + ending).unlink(missing_ok=True)


@contextmanager
def _beside_postgres(database: Database, fill: Callable[[Path], None]) -> Iterator[Database]:
    """In a schema of its own lies what is there meanwhile."""
    _run(database, *_KEPT_BESIDE)
    try:
        with TemporaryDirectory(prefix="cecs-restore-") as folder:
            dump = Path(folder) / "dump"
            fill(dump)
            postgres_tools.restore(database.url, dump)
        yield database
        database.engine.dispose()
        if is_in_use(database):
            raise NotAllowed("restore_in_use")
    except BaseException:
        database.engine.dispose()
        _run(database, *_PUT_BACK)
        raise
    _run(database, f"DROP SCHEMA {_BESIDE} CASCADE")


def _run(database: Database, *statements: str) -> None:
    with database.engine.connect() as connection, connection.begin():
        for one in (_NO_LIMIT, *statements):
            connection.execute(text(one))
