"""The statement that is read and acknowledged at every login."""

from dataclasses import dataclass

from cecs_app.db import accounts
from cecs_app.db.login_tables import Acknowledgement
from cecs_app.domain.access import Visitor
from cecs_app.domain.errors import NotAllowed
from cecs_app.language import _
from cecs_app.services import journal
from cecs_app.services.deps import Deps


@dataclass(frozen=True)
class StatementView:
    version: str
    paragraphs: tuple[str, ...]


def show(deps: Deps) -> StatementView:
    statement = deps.statements.acknowledgement(deps.today())
    return StatementView(statement.version, tuple(_(one) for one in statement.paragraphs))


def acknowledge(deps: Deps, who: Visitor, version: str) -> None:
    """For this login. Raises NotAllowed("statement_changed") when another version is in force by now."""
    if version != deps.statements.acknowledgement(deps.today()).version:
        raise NotAllowed("statement_changed")
    with deps.database.transaction() as db:
        session = accounts.get_session_locked(db, who.session_id)
        if session.acknowledged_version == version:
            return
        session.acknowledged_version = version
        db.add(
            Acknowledgement(
                account_id=who.account_id, session_id=who.session_id, version=version, acknowledged_at=deps.now()
            )
        )
        journal.record(db, deps, "acknowledged", actor="educator", account_id=who.account_id, version=version)
