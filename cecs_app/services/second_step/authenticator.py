"""Her authenticator app: scanned, tried with a code, then asked for at each login; another one takes its place."""

from cecs_app.db import accounts
from cecs_app.domain.errors import CecsError, InvalidFields, NotFound
from cecs_app.gateways import authenticators
from cecs_app.gateways.authenticators import Authenticator
from cecs_app.gateways.secrets import token_hash
from cecs_app.services import journal, limits
from cecs_app.services.deps import Deps
from cecs_app.services.second_step import changes, factors, holding

PAGE = f"{holding.SECURITY}/authenticator"


class NothingToScan(CecsError):
    """This login is not setting up an authenticator."""

    code = "nothing_to_scan"


def begin(deps: Deps, token: str) -> None:
    """Whoever begins twice in one login keeps what she scanned the first time. Raises as holding.admit."""
    holding.admit(deps, token, PAGE)
    with deps.database.transaction() as db:
        session, account = holding.hold(db, deps, token)
        if session.sealed_authenticator is None:
            session.sealed_authenticator = deps.sealer.seal(authenticators.new_secret(), factors.PURPOSE)
            journal.record(db, deps, "authenticator_begun", actor="educator", account_id=account.id)


def get_authenticator(deps: Deps, token: str) -> Authenticator:
    """Only while she sets it up. Raises NothingToScan, and as holding.admit."""
    holding.admit(deps, token, PAGE)
    with deps.database.reading() as db:
        found = accounts.find_session(db, token_hash(token))
    secret = factors.find_secret(deps, found[0].sealed_authenticator) if found else None
    if found is None or secret is None:
        raise NothingToScan
    return authenticators.shown(secret, found[1].username, "CECS")


def confirm(deps: Deps, token: str, code: str) -> list[str]:
    """Hers from now on; gives recovery codes as changes.added. Raises InvalidFields, NothingToScan or TooManyTries,
    and as holding.admit."""
    limits.spend(deps, limits.SECOND_FACTOR_SETUP, str(holding.admit(deps, token, PAGE).account_id))
    with deps.database.transaction() as db:
        session, account = holding.hold(db, deps, token)
        secret = factors.find_secret(deps, session.sealed_authenticator)
        if secret is None:
            raise NothingToScan
        step = authenticators.find_step(secret, code, deps.now())
        if step is None:
            raise InvalidFields({"code": "authenticator_code_wrong"})
        account.sealed_authenticator, account.authenticator_step = session.sealed_authenticator, step
        session.sealed_authenticator = None
        return changes.added(db, deps, session, account, "authenticator_added")


def remove(deps: Deps, token: str) -> None:
    """Raises NotFound, and as holding.admit."""
    holding.admit(deps, token, holding.SECURITY)
    with deps.database.transaction() as db:
        _session, account = holding.hold(db, deps, token)
        if account.sealed_authenticator is None:
            raise NotFound
        account.sealed_authenticator = None
        changes.removed(db, deps, account, "authenticator_removed")
