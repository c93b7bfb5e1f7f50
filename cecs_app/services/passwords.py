"""Setting the personal password with the temporary (old) one in hand."""

from dataclasses import replace

from sqlmodel import Session

from cecs_app.db import accounts
from cecs_app.db.tables import Account
from cecs_app.domain.access import Browser, Stage
from cecs_app.domain.errors import InvalidFields, SignedOut
from cecs_app.domain.passwords import password_fault, strength
from cecs_app.gateways.secrets import token_hash
from cecs_app.services import devices, journal, limits, outbox, sessions, sign_in
from cecs_app.services.deps import Deps
from cecs_app.services.second_step import factors
from cecs_app.services.sessions import Begun
from cecs_app.services.sign_in import check_password, is_temporary_shape, unchanged
from cecs_app.words.letters import account as letters


def set_personal(deps: Deps, token: str, browser: Browser, *, old: str, new: str, confirmation: str) -> Begun:
    """Ends every other login and every waiting change of email, and begins a new login.

    `old` is the temporary or the current password. A temporary one is used up by this, and by nothing
    else. Raises InvalidFields, SignedOut or TooManyTries.
    """
    checked = _account_of(deps, token)
    limits.spend(deps, limits.NEW_PASSWORD, str(checked.id))
    _check(deps, checked, old, new, confirmation)
    hashed = deps.passwords.hash(new)
    with deps.database.transaction() as db:
        account = unchanged(db, checked)
        if account is None:
            raise InvalidFields({"old_password": "old_password_wrong"})
        account.password_hash = hashed
        account.temporary_hash = None
        account.temporary_expires_at = None
        accounts.end_sessions(db, account.id or 0, deps.now())
        accounts.void_email_changes(db, account.id or 0, deps.now())
        sign_in.forgive_strangers(db, account.username)
        factors.forgive_strangers(db, account.id or 0)
        _tell(db, deps, account)
        begun = sessions.begin(db, deps, account, browser, is_temporary=False)
        return replace(begun, device=devices.keep_only(db, deps, account, browser))


def measure(deps: Deps, account_id: int, candidate: str) -> int:
    """0 to 4, for the strength shown while typing; nothing is kept."""
    with deps.database.reading() as db:
        return strength(candidate, _own_words(accounts.get(db, account_id)))


def _account_of(deps: Deps, token: str) -> Account:
    visitor = sessions.find_visitor(deps, token)
    if visitor is None or visitor.stage < Stage.TEMPORARY:
        raise SignedOut
    with deps.database.reading() as db:
        found = accounts.find_session(db, token_hash(token))
        if found is None:
            raise SignedOut
        return found[1]


def _check(deps: Deps, account: Account, old: str, new: str, confirmation: str) -> None:
    faults: dict[str, str] = {}
    if not check_password(deps, account, old):
        faults["old_password"] = "old_password_wrong"
    if fault := _fault(account, new):
        faults["new_password"] = fault
    if new != confirmation:
        faults["confirm_password"] = "password_mismatch"
    if faults:
        raise InvalidFields(faults)


def _fault(account: Account, new: str) -> str | None:
    # Told apart by shape at login, so a personal password must not look like a temporary one.
    return "password_looks_temporary" if is_temporary_shape(new) else password_fault(new, _own_words(account))


def _own_words(account: Account) -> tuple[str, ...]:
    return own_words(account.first_name, account.last_name, account.username, account.email)


def own_words(first_name: str, last_name: str, username: str, email: str) -> tuple[str, ...]:
    """What a password must do without."""
    return (first_name, last_name, username, email.partition("@")[0], "cecs", "connecticut")


def _tell(db: Session, deps: Deps, account: Account) -> None:
    journal.record(db, deps, "password_changed", actor="educator", account_id=account.id)
    outbox.post(db, deps, account.email, letters.password_changed(account.first_name))
