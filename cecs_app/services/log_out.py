"""The Bureau ends logins: of one educator whose cookie may be in wrong hands, or of everybody after a breach."""

from dataclasses import dataclass

from cecs_app.db import accounts, logins
from cecs_app.domain.errors import InvalidFields, NotFound
from cecs_app.services import journal
from cecs_app.services.deps import Deps


@dataclass(frozen=True)
class LoggedOut:
    logins: int
    """How many were ended."""


def log_out(deps: Deps, username: str, reason: str, by: str) -> LoggedOut:
    """All logins of one educator. Raises InvalidFields or NotFound."""
    _check(reason)
    with deps.database.transaction() as db:
        found = accounts.find_by_username(db, username.strip().lower())
        if found is None:
            raise NotFound
        ended = accounts.end_sessions(db, found.id or 0, deps.now())
        journal.record(
            db, deps, "logged_out_by_bureau", actor="system", account_id=found.id, by=by, reason=reason.strip()
        )
    return LoggedOut(ended)


def log_out_everybody(deps: Deps, reason: str, by: str) -> LoggedOut:
    """All educators and all of the staff. Raises InvalidFields."""
    _check(reason)
    with deps.database.transaction() as db:
        ended = logins.end_all(db, deps.now())
        journal.record(db, deps, "everybody_logged_out", actor="system", by=by, reason=reason.strip(), logins=ended)
    return LoggedOut(ended)


def _check(reason: str) -> None:
    if not reason.strip():
        raise InvalidFields({"reason": "required"})
