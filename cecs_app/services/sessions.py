"""Logins: begun, found again by the cookie, ended."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from cecs_app.db import accounts
from cecs_app.db.login_tables import SignInSession
from cecs_app.db.tables import Account
from cecs_app.domain.access import Browser, Stage, Visitor
from cecs_app.gateways.secrets import new_token, token_hash
from cecs_app.services import journal
from cecs_app.services.deps import Deps

TOUCH_EVERY = timedelta(seconds=60)


@dataclass(frozen=True)
class Begun:
    """A new login: the cookie's value, told once, and how far it reaches."""

    token: str
    stage: Stage


def begin(
    db: Session, deps: Deps, account: Account, browser: Browser, *, is_temporary: bool, awaits_proof: bool = False
) -> Begun:
    token = new_token()
    session = SignInSession(
        token_hash=token_hash(token),
        account_id=account.id or 0,
        is_temporary=is_temporary,
        awaits_proof=awaits_proof,
        created_at=deps.now(),
        seen_at=deps.now(),
        proved_at=deps.now(),
        user_agent=browser.user_agent,
        address=browser.address,
    )
    db.add(session)
    return Begun(token, _stage(deps, session, account))


def rotate(deps: Deps, session: SignInSession, account: Account) -> Begun:
    """At each rise of privilege: the same login under a new cookie, so that one seen before is worth nothing."""
    token = new_token()
    session.token_hash = token_hash(token)
    return Begun(token, _stage(deps, session, account))


def find_visitor(deps: Deps, token: str) -> Visitor | None:
    """Who holds this cookie; None when nobody does, or the login has ended or grown too old."""
    with deps.database.reading() as db:
        found = accounts.find_session(db, token_hash(token)) if token else None
        if found is None or _is_too_old(deps, found[0]):
            return None
        session, account = found
    if deps.now() - session.seen_at > TOUCH_EVERY:
        _touch(deps, token)
    return _visitor(deps, session, account)


def fingerprint(token: str) -> str:
    """Stands for a cookie where the cookie itself must not be kept."""
    return token_hash(token)


def end(deps: Deps, token: str) -> None:
    with deps.database.transaction() as db:
        found = accounts.find_session(db, token_hash(token))
        if found:
            accounts.end_session(db, token_hash(token), deps.now())
            journal.record(db, deps, "signed_out", actor="educator", account_id=found[1].id)


def _touch(deps: Deps, token: str) -> None:
    with deps.database.transaction() as db:
        found = accounts.find_session(db, token_hash(token))
        if found:
            found[0].seen_at = deps.now()


def _is_too_old(deps: Deps, session: SignInSession) -> bool:
    idle = timedelta(minutes=deps.settings.session_idle_minutes)
    longest = timedelta(hours=deps.settings.session_hours)
    return deps.now() - session.seen_at > idle or deps.now() - session.created_at > longest


def _visitor(deps: Deps, session: SignInSession, account: Account) -> Visitor:
    return Visitor(
        session_id=session.id or 0,
        account_id=account.id or 0,
        educator_id=account.educator_id,
        username=account.username,
        first_name=account.first_name,
        stage=_stage(deps, session, account),
    )


def _stage(deps: Deps, session: SignInSession, account: Account) -> Stage:
    if session.awaits_proof:
        return Stage.PROVING
    if session.is_temporary:
        return Stage.TEMPORARY
    if account.educator_id is None:
        return Stage.SIGNED_IN
    current = deps.statements.acknowledgement(deps.today()).version
    return Stage.ACKNOWLEDGED if session.acknowledged_version == current else Stage.REGISTERED
