"""Login to the CECS: username and password, personal or temporary."""

import re

from sqlmodel import Session

from cecs_app.db import accounts
from cecs_app.db.tables import Account
from cecs_app.domain.access import Browser
from cecs_app.domain.errors import CecsError
from cecs_app.services import journal, limits, sessions
from cecs_app.services.deps import Deps
from cecs_app.services.sessions import Begun

_TEMPORARY_SHAPE = re.compile(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}")


class WrongCredentials(CecsError):
    """Never says whether the username exists, or whether a temporary password has expired."""

    code = "wrong_credentials"


def sign_in(deps: Deps, username: str, password: str, browser: Browser) -> Begun:
    """Begins a login. Raises WrongCredentials or TooManyTries; the answer takes as long for unknown usernames."""
    username = username.strip().lower()
    with deps.database.reading() as db:
        limits.check(db, deps, limits.SIGN_IN_PER_ACCOUNT, limits.of_typed(username))
        limits.check(db, deps, limits.SIGN_IN_PER_ADDRESS, browser.address)
        account = accounts.find_by_username(db, username)
    temporary = is_temporary_shape(password)
    if not check_password(deps, account, password) or account is None:
        _count_failure(deps, account, username, browser.address)
        raise WrongCredentials
    with deps.database.transaction() as db:
        if unchanged(db, account) is None:
            raise WrongCredentials
        limits.forget(db, limits.SIGN_IN_PER_ACCOUNT, limits.of_typed(username))
        begun = sessions.begin(db, deps, account, browser, is_temporary=temporary)
        _journal(db, deps, account, temporary)
    return begun


def check_password(deps: Deps, account: Account | None, password: str) -> bool:
    """One hash is checked whatever happens. A temporary password is told by its shape, and must not have expired."""
    if is_temporary_shape(password):
        return deps.passwords.matches(password.strip(), _live_temporary(deps, account))
    return deps.passwords.matches(password, account.password_hash if account else None)


def unchanged(db: Session, checked: Account) -> Account | None:
    """The account, held; None when another tab, or a newer request, replaced a password while its hash was checked."""
    account = accounts.get_locked(db, checked.id or 0)
    same = (account.password_hash, account.temporary_hash) == (checked.password_hash, checked.temporary_hash)
    return account if same else None


def is_temporary_shape(password: str) -> bool:
    return _TEMPORARY_SHAPE.fullmatch(password.strip()) is not None


def _live_temporary(deps: Deps, account: Account | None) -> str | None:
    if account is None or account.temporary_expires_at is None:
        return None
    return account.temporary_hash if account.temporary_expires_at > deps.now() else None


def _count_failure(deps: Deps, account: Account | None, username: str, address: str) -> None:
    with deps.database.transaction() as db:
        limits.record(db, deps, limits.SIGN_IN_PER_ACCOUNT, limits.of_typed(username))
        limits.record(db, deps, limits.SIGN_IN_PER_ADDRESS, address)
        # Written for unknown names as well, which takes as long; the name itself may be a mistyped password.
        journal.record(db, deps, "sign_in_refused", actor="system", account_id=account.id if account else None)


def _journal(db: Session, deps: Deps, account: Account, temporary: bool) -> None:
    journal.record(db, deps, "signed_in", actor="educator", account_id=account.id, is_temporary_password=temporary)
