"""The statement that is read and acknowledged at every login."""

from dataclasses import dataclass

from cecs_app.db.login_tables import Acknowledgement
from cecs_app.domain.access import Stage
from cecs_app.domain.errors import Elsewhere, NotAllowed
from cecs_app.language import _
from cecs_app.services import journal, sessions
from cecs_app.services.deps import Deps
from cecs_app.services.sessions import Begun


@dataclass(frozen=True)
class StatementView:
    version: str
    paragraphs: tuple[str, ...]


def show(deps: Deps) -> StatementView:
    statement = deps.statements.acknowledgement(deps.today())
    return StatementView(statement.version, tuple(_(one) for one in statement.paragraphs))


def acknowledge(deps: Deps, token: str, version: str) -> Begun:
    """For the login of this cookie, which goes on under a new one: none that could do less before can do more now.

    Raises NotAllowed("statement_changed") when another version is in force by now, SignedOut, or Elsewhere for whoever
    has nothing to acknowledge.
    """
    with deps.database.transaction() as db:
        session, account = sessions.get_held(db, deps, token)
        if sessions.stage_of(deps, session, account) is not Stage.REGISTERED:
            raise Elsewhere("/certificates")
        if version != deps.statements.acknowledgement(deps.today()).version:
            raise NotAllowed("statement_changed")
        session.acknowledged_version = version
        db.add(
            Acknowledgement(
                account_id=account.id or 0, session_id=session.id or 0, version=version, acknowledged_at=deps.now()
            )
        )
        journal.record(db, deps, "acknowledged", actor="educator", account_id=account.id, version=version)
        return sessions.rotate(deps, session, account)
