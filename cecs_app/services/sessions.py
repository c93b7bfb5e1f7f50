"""Logins: begun, found again by the cookie, ended.

The cookie is new with each rise of privilege: at login, with the second step, with a new password, once the statement
is acknowledged, and when she has proved again that it is she. Registering is no such rise: it opens the statement
only, and acknowledging that makes a new cookie.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from cecs_app.db import accounts
from cecs_app.db.login_tables import SignInSession
from cecs_app.db.tables import Account
from cecs_app.domain.access import Browser, Stage, Visitor, login_ends_at
from cecs_app.domain.errors import NotNow, SignedOut
from cecs_app.gateways.secrets import new_token, token_hash
from cecs_app.services import journal
from cecs_app.services.deps import Deps

TOUCH_EVERY = timedelta(seconds=60)


@dataclass(frozen=True)
class Begun:
    """A new login: the cookie's value, told once, and how far it reaches."""

    token: str
    stage: Stage
    device: str = ""
    """The cookie by which this browser is known from now on, told once; empty while the login is not whole."""


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
    return Begun(token, stage_of(deps, session, account))


def rotate(deps: Deps, session: SignInSession, account: Account) -> Begun:
    """At each rise of privilege: the same login under a new cookie, so that one seen before is worth nothing."""
    token = new_token()
    session.token_hash = token_hash(token)
    return Begun(token, stage_of(deps, session, account))


def get_held(db: Session, deps: Deps, token: str) -> tuple[SignInSession, Account]:
    """The login of this cookie, held until this transaction ends. Raises SignedOut when it is over."""
    found = accounts.find_session_locked(db, token_hash(token)) if token else None
    if found is None or not _is_live(deps, found[0]):
        raise SignedOut
    return found


def find_visitor(deps: Deps, token: str, *, is_working: bool = True) -> Visitor | None:
    """Who holds this cookie; None when nobody does, or the login has ended or grown too old.

    `is_working` is False for a screen that looks again by itself: that must not keep a login alive.
    """
    with deps.database.reading() as db:
        found = accounts.find_session(db, token_hash(token)) if token else None
    if found is None or not _is_live(deps, found[0]):
        return None
    session, account = found
    # Either way: after the clock stepped back, too.
    if is_working and abs(deps.now() - session.seen_at) > TOUCH_EVERY:
        with suppress(NotNow):  # who can't be noted as working can still read; her login ends the sooner for it
            _touch(deps, token)
    return _visitor(deps, session, account)


def find_end(deps: Deps, token: str) -> datetime | None:
    """When the login of this cookie ends by itself; None when there is none any more. Does not keep it alive."""
    with deps.database.reading() as db:
        found = accounts.find_session(db, token_hash(token)) if token else None
    return ends_at(deps, found[0]) if found and _is_live(deps, found[0]) else None


def ends_at(deps: Deps, session: SignInSession) -> datetime:
    """When it ends by itself if nothing is done before."""
    idle = timedelta(minutes=deps.settings.session_idle_minutes)
    return login_ends_at(session.created_at, session.seen_at, idle, timedelta(hours=deps.settings.session_hours))


def stage_of(deps: Deps, session: SignInSession, account: Account) -> Stage:
    """How far this login has come."""
    if session.awaits_proof:
        return Stage.PROVING
    if session.is_temporary:
        return Stage.TEMPORARY
    if account.educator_id is None:
        return Stage.SIGNED_IN
    current = deps.statements.acknowledgement(deps.today()).version
    return Stage.ACKNOWLEDGED if session.acknowledged_version == current else Stage.REGISTERED


def fingerprint(token: str) -> str:
    """Stands for a cookie where the cookie itself must not be kept."""
    return token_hash(token)


def end(deps: Deps, token: str) -> None:
    """Nothing happens when nobody's login bears this cookie. One that had run out was not ended by her."""
    with deps.database.transaction() as db:
        found = accounts.find_session(db, token_hash(token))
        if found:
            name, actor = ("signed_out", "educator") if _is_live(deps, found[0]) else ("login_ran_out", "system")
            accounts.end_session(db, token_hash(token), deps.now())
            journal.record(db, deps, name, actor=actor, account_id=found[1].id)


def _touch(deps: Deps, token: str) -> None:
    with deps.database.transaction() as db:
        found = accounts.find_session(db, token_hash(token))
        if found:
            found[0].seen_at = deps.now()


def _is_live(deps: Deps, session: SignInSession) -> bool:
    return deps.now() < ends_at(deps, session)


def _visitor(deps: Deps, session: SignInSession, account: Account) -> Visitor:
    return Visitor(
        session_id=session.id or 0,
        account_id=account.id or 0,
        educator_id=account.educator_id,
        username=account.username,
        first_name=account.first_name,
        stage=stage_of(deps, session, account),
        proved_at=session.proved_at,
    )
