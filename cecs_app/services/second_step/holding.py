"""What every change of her second factors begins with: her login and her account, held; and what a passkey signs."""

from sqlmodel import Session

from cecs_app.db.login_tables import SignInSession
from cecs_app.db.tables import Account
from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.errors import SignedOut
from cecs_app.domain.second_step import CHALLENGE_LASTS
from cecs_app.gateways import passkeys
from cecs_app.services import proving, sessions
from cecs_app.services.deps import Deps

SECURITY = "/profile/security"


def admit(deps: Deps, token: str, back: str) -> Visitor:
    """Whoever proved a moment ago that it is she. Raises SignedOut, or NeedsProof, which leads `back` afterwards."""
    who = get_visitor(deps, token)
    if who.stage < Stage.SIGNED_IN:
        raise SignedOut
    proving.check_fresh(deps, who, back)
    return who


def hold(db: Session, deps: Deps, token: str) -> tuple[SignInSession, Account]:
    """Of whoever was admitted: nobody else changes them until this transaction ends. Raises SignedOut."""
    session, account = sessions.get_held(db, deps, token)
    db.refresh(account, with_for_update=True)
    return session, account


def hold_waiting(db: Session, deps: Deps, token: str) -> tuple[SignInSession, Account]:
    """Of whoever has her second step still to come. Raises SignedOut."""
    session, account = hold(db, deps, token)
    if not session.awaits_proof:
        raise SignedOut
    return session, account


def get_visitor(deps: Deps, token: str) -> Visitor:
    """Raises SignedOut."""
    who = sessions.find_visitor(deps, token)
    if who is None:
        raise SignedOut
    return who


def new_challenge(deps: Deps, session: SignInSession) -> bytes:
    """In place of one that waits."""
    session.challenge = passkeys.new_challenge()
    session.challenge_expires_at = deps.now() + CHALLENGE_LASTS
    return session.challenge


def take_challenge(deps: Deps, session: SignInSession) -> bytes | None:
    """Once, whatever comes of it; None where nothing was asked, or too long ago."""
    asked, until = session.challenge, session.challenge_expires_at
    session.challenge = session.challenge_expires_at = None
    return asked if until and deps.now() < until else None
