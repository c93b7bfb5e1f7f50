"""Login to the CECS: username and password, personal or temporary."""

import re
from dataclasses import replace

from sqlmodel import Session

from cecs_app.db import accounts
from cecs_app.db.tables import Account
from cecs_app.domain.access import Browser, Stage
from cecs_app.domain.errors import CecsError
from cecs_app.services import devices, journal, limits, owners, sessions
from cecs_app.services.deps import Deps
from cecs_app.services.limits import Limit
from cecs_app.services.second_step import factors
from cecs_app.services.sessions import Begun
from cecs_app.words.letters import account as letters

_TEMPORARY_SHAPE = re.compile(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}")


class WrongCredentials(CecsError):
    """Never says whether the username exists, or whether a temporary password has expired."""

    code = "wrong_credentials"


def sign_in(deps: Deps, username: str, password: str, browser: Browser) -> Begun:
    """Begins a login. Raises WrongCredentials or TooManyTries; the answer takes as long for unknown usernames."""
    username = username.strip().lower()
    with deps.database.reading() as db:
        account = accounts.find_by_username(db, username)
        is_known = devices.is_known(db, browser, account_id=account.id if account else None)
    tries = _tries(username, password, browser, is_known)
    limits.spend_all(deps, [(limits.SIGN_IN_PER_ADDRESS, browser.address), *tries])
    if not check_password(deps, account, password) or account is None:
        _refuse(deps, account, username)
        raise WrongCredentials
    hashed = _hash_to_keep(deps, account, password)
    with deps.database.transaction() as db:
        held = unchanged(db, account)
        if held is None:
            raise WrongCredentials
        held.password_hash = hashed
        limits.forgive(db, tries, (limits.SIGN_IN_PER_ADDRESS, browser.address))
        return _begin(db, deps, account, browser, is_temporary=is_temporary_shape(password))


def check_password(deps: Deps, account: Account | None, password: str) -> bool:
    """One hash is checked whatever happens. A temporary password is told by its shape, and must not have expired."""
    if is_temporary_shape(password):
        return deps.passwords.matches(password.strip(), _live_temporary(deps, account))
    return deps.passwords.matches(password, account.password_hash if account else None)


def _hash_to_keep(deps: Deps, account: Account, password: str) -> str | None:
    """Made anew where the pepper was replaced since: only now is her password at hand."""
    hashed = account.password_hash
    if hashed is None or is_temporary_shape(password):
        return hashed
    return deps.passwords.renewed(password, hashed) or hashed


def unchanged(db: Session, checked: Account) -> Account | None:
    """The account, held; None when another tab, or a newer request, replaced a password while its hash was checked."""
    account = accounts.get_locked(db, checked.id or 0)
    same = (account.password_hash, account.temporary_hash) == (checked.password_hash, checked.temporary_hash)
    return account if same else None


def forgive_strangers(db: Session, username: str) -> None:
    """With a new password whatever was tried at the old one counts no more."""
    for limit in (limits.SIGN_IN_PER_ACCOUNT, limits.SIGN_IN_IN_A_ROW):
        limits.forget(db, limit, limits.of_typed(username))


def is_temporary_shape(password: str) -> bool:
    return _TEMPORARY_SHAPE.fullmatch(password.strip()) is not None


def _live_temporary(deps: Deps, account: Account | None) -> str | None:
    if account is None or account.temporary_expires_at is None:
        return None
    return account.temporary_hash if account.temporary_expires_at > deps.now() else None


def _tries(username: str, password: str, browser: Browser, is_known: bool) -> list[tuple[Limit, str]]:
    """What this try counts against, besides its network address.

    Strangers share a count for each username, and a browser that its owner has used has one of its own: nobody
    else can use it up. A temporary password has 79 bits, so guesses at it count by network address only: with one
    from her mailbox the owner gets in on a new browser, too, whatever strangers do.
    """
    if is_known:
        return [(limits.SIGN_IN_PER_DEVICE, limits.of_typed(f"{username} {browser.device}"))]
    if is_temporary_shape(password):
        return []
    name = limits.of_typed(username)
    return [(limits.SIGN_IN_IN_A_ROW, name), (limits.SIGN_IN_PER_ACCOUNT, name)]


def _begin(db: Session, deps: Deps, account: Account, browser: Browser, *, is_temporary: bool) -> Begun:
    awaits_proof = factors.is_asked(db, account)
    begun = sessions.begin(db, deps, account, browser, is_temporary=is_temporary, awaits_proof=awaits_proof)
    journal.record(db, deps, "signed_in", actor="educator", account_id=account.id, is_temporary_password=is_temporary)
    # Not whole before the second step, nor with a temporary password before the personal one is set.
    is_whole = begun.stage > Stage.TEMPORARY
    return replace(begun, device=devices.arrive(db, deps, account, browser)) if is_whole else begun


def _refuse(deps: Deps, account: Account | None, username: str) -> None:
    with deps.database.transaction() as db:
        # Written for unknown names as well, which takes as long; the name itself may be a mistyped password.
        journal.record(db, deps, "sign_in_refused", actor="system", account_id=account.id if account else None)
        if limits.is_spent(db, deps, limits.SIGN_IN_PER_ACCOUNT, limits.of_typed(username)) and account:
            forgot = deps.screen("/forgot-password")
            owners.warn(
                db, deps, account, f"sign-in {account.id}", lambda to: letters.many_tries(to.first_name, forgot)
            )
