"""What the database can't do just now, told as one of our own errors: the rest of the portal knows no driver's."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from cecs_app.domain.errors import Busy, NotNow

log = structlog.get_logger()
CONTENDED = ("SQLITE_BUSY", "SQLITE_LOCKED", "40001", "40P01", "55P03", "57014")
"""Of PostgreSQL: serialization failure, deadlock, lock not available, a statement taking longer than it may."""


@contextmanager
def failures_told() -> Iterator[None]:
    """Raises NotNow where the database itself fails, Busy where others stand in the way."""
    try:
        yield
    except NoConnectionFree as error:
        log.error("database_busy")
        raise Busy from error
    except DBAPIError as error:
        code = _code(error.orig)
        if not _is_for_now(error, code):
            raise
        # The kind only: the message quotes the statement, and with it what was typed.
        log.error("database_failed", error=type(error.orig).__name__, code=code)
        raise (Busy if code.startswith(CONTENDED) else NotNow) from error


def _is_for_now(error: DBAPIError, code: str) -> bool:
    """A statement that makes no sense makes none tomorrow either: a fault to be found, not to be waited out."""
    return error.connection_invalidated or (isinstance(error, OperationalError) and code != "SQLITE_ERROR")


def _code(error: BaseException | None) -> str:
    return str(getattr(error, "sqlite_errorname", "") or getattr(error, "sqlstate", "") or "")
