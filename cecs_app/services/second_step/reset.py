"""She lost everything: the Bureau, once it is sure who asks, lets her password alone log her in again."""

from dataclasses import dataclass

from cecs_app.db import accounts, second_factors
from cecs_app.domain.errors import InvalidFields, NotAllowed, NotFound
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.second_step import factors
from cecs_app.words.letters import second_step as letters


@dataclass(frozen=True)
class Reset:
    username: str
    email: str
    """Whom it was mailed to."""


def reset(deps: Deps, username: str, reason: str, by: str) -> Reset:
    """Ends her factors, her recovery codes and her logins. Raises InvalidFields, NotAllowed or NotFound."""
    if not reason.strip():
        raise InvalidFields({"reason": "required"})
    with deps.database.transaction() as db:
        found = accounts.find_by_username(db, username.strip().lower())
        if found is None:
            raise NotFound
        account = accounts.get_locked(db, found.id or 0)
        if not factors.is_asked(db, account):
            raise NotAllowed("no_second_factor")
        account.sealed_authenticator = None
        second_factors.remove_passkeys(db, account.id or 0)
        second_factors.remove_codes(db, account.id or 0)
        accounts.end_sessions(db, account.id or 0, deps.now())
        journal.record(
            db, deps, "second_step_reset", actor="system", account_id=account.id, by=by, reason=reason.strip()
        )
        outbox.post_to_account(
            db, deps, account, lambda to: letters.reset(to.first_name, deps.screen("/forgot-password"))
        )
        return Reset(account.username, account.email)
