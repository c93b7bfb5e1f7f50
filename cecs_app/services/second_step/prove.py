"""The second step of login: once the password was right, a code, a passkey or a recovery code."""

from dataclasses import replace

from sqlmodel import Session

from cecs_app.db import second_factors
from cecs_app.db.login_tables import SignInSession
from cecs_app.db.tables import Account
from cecs_app.domain.access import Browser
from cecs_app.domain.errors import CecsError
from cecs_app.domain.second_step import Way
from cecs_app.gateways import authenticators
from cecs_app.services import devices, journal, limits, owners, sessions
from cecs_app.services.deps import Deps
from cecs_app.services.limits import Limit
from cecs_app.services.second_step import codes, factors, holding, passkeys
from cecs_app.services.sessions import Begun
from cecs_app.words.letters import second_step as letters


class WrongSecondStep(CecsError):
    """The same for whatever was wrong: another's, used before, too old, or none at all."""

    code = "wrong_second_step"


def prove(deps: Deps, token: str, browser: Browser, way: Way, answer: str) -> Begun:
    """Her login, whole from now on and under another cookie. Raises WrongSecondStep, TooManyTries or SignedOut."""
    who = holding.get_visitor(deps, token)
    with deps.database.reading() as db:
        is_known = devices.is_known(db, browser, account_id=who.account_id)
    tries = _tries(who.account_id, way, browser, is_known)
    limits.spend_all(deps, [(limits.SECOND_STEP_FROM, browser.address), *tries])
    with deps.database.transaction() as db:
        session, account = holding.hold_waiting(db, deps, token)
        if _is_right(db, deps, session, account, way, answer):
            limits.forgive(db, tries, (limits.SECOND_STEP_FROM, browser.address))
            return _let_in(db, deps, session, account, browser, way)
        journal.record(db, deps, "second_step_refused", actor="system", account_id=account.id, way=way)
        _warn(db, deps, account)
    raise WrongSecondStep


def _is_right(db: Session, deps: Deps, session: SignInSession, account: Account, way: Way, answer: str) -> bool:
    match way:
        case Way.AUTHENTICATOR:
            return _use_code(db, deps, account, answer)
        case Way.PASSKEY:
            return passkeys.use(db, deps, session, account, answer)
        case Way.RECOVERY_CODE:
            return codes.use(db, deps, account, answer)


def _use_code(db: Session, deps: Deps, account: Account, code: str) -> bool:
    sealed = account.sealed_authenticator
    step = authenticators.find_step(factors.find_secret(deps, sealed), code, deps.now())
    return step is not None and second_factors.use_step(db, account.id or 0, step, sealed or b"")


def _let_in(db: Session, deps: Deps, session: SignInSession, account: Account, browser: Browser, way: Way) -> Begun:
    session.awaits_proof, session.proved_at = False, deps.now()
    session.challenge = session.challenge_expires_at = None
    journal.record(db, deps, "second_step_passed", actor="educator", account_id=account.id, way=way)
    begun = sessions.rotate(deps, session, account)
    # With a temporary password the login is whole only once the personal one is set.
    return begun if session.is_temporary else replace(begun, device=devices.arrive(db, deps, account, browser))


def _tries(account_id: int, way: Way, browser: Browser, is_known: bool) -> list[tuple[Limit, str]]:
    """What this try counts against, besides its network address.

    Six digits can be guessed, so they are counted: for strangers together, and for a browser of hers by itself, which
    nobody else can use up. Passkeys and recovery codes can't be guessed, and so let her in whatever strangers do who
    know her password.
    """
    if way is not Way.AUTHENTICATOR:
        return []
    if is_known:
        return [(limits.SECOND_STEP_PER_DEVICE, limits.of_typed(f"{account_id} {browser.device}"))]
    return [(limits.SECOND_STEP_IN_A_ROW, str(account_id)), (limits.SECOND_STEP, str(account_id))]


def _warn(db: Session, deps: Deps, account: Account) -> None:
    """The owner, that somebody has her password."""
    if not limits.is_spent(db, deps, limits.SECOND_STEP, str(account.id)):
        return
    forgot = deps.screen("/forgot-password")
    owners.warn(
        db, deps, account, f"second-step {account.id}", lambda to: letters.password_known(to.first_name, forgot)
    )
