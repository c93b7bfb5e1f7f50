"""Somebody at each stage of the ladder, with a cookie to show for it."""

from datetime import date, timedelta

from cecs_app.db.login_tables import SignInSession
from cecs_app.db.tables import Account, Educator
from cecs_app.domain.access import Stage
from cecs_app.gateways.secrets import new_token, token_hash
from cecs_app.services.deps import Deps


def cookie_of(deps: Deps, stage: Stage, name: str = "ana") -> str:
    """The session cookie of a new account that has come exactly so far; empty for anyone."""
    if stage == Stage.ANYONE:
        return ""
    token = new_token()
    with deps.database.transaction() as db:
        educator_id = None
        if stage >= Stage.REGISTERED:
            educator = _educator(deps, name)
            db.add(educator)
            db.flush()
            educator_id = educator.id
        account = _account(deps, name, educator_id)
        db.add(account)
        db.flush()
        db.add(_session(deps, token, account.id or 0, stage))
    return token


def _educator(deps: Deps, name: str) -> Educator:
    return Educator(
        ein=f"ein-{name}",
        first_name=name.title(),
        last_name="Example",
        date_of_birth=date(1985, 5, 5),
        created_at=deps.now(),
    )


def _account(deps: Deps, name: str, educator_id: int | None) -> Account:
    return Account(
        username=f"{name}.example",
        email=f"{name}@example.org",
        email_key=f"{name}@example.org",
        first_name=name.title(),
        last_name="Example",
        educator_id=educator_id,
        temporary_expires_at=deps.now() + timedelta(hours=1),
        created_at=deps.now(),
    )


def _session(deps: Deps, token: str, account_id: int, stage: Stage) -> SignInSession:
    version = deps.statements.acknowledgement(deps.today()).version
    return SignInSession(
        token_hash=token_hash(token),
        account_id=account_id,
        is_temporary=stage == Stage.TEMPORARY,
        awaits_proof=stage == Stage.PROVING,
        acknowledged_version=version if stage == Stage.ACKNOWLEDGED else None,
        created_at=deps.now(),
        seen_at=deps.now(),
        proved_at=deps.now(),
    )
