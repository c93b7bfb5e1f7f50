"""Forgot Username and Forgot Password. Known or unknown, an address gets the same answer after the same work."""

from sqlmodel import Session

from cecs_app.db import accounts
from cecs_app.domain.account import checked_email, email_fault, fold_email
from cecs_app.domain.errors import InvalidFields
from cecs_app.gateways.secrets import new_temporary_password
from cecs_app.language import speaking
from cecs_app.services import journal, limits, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.new_accounts import give_temporary_password
from cecs_app.services.sessions import fingerprint
from cecs_app.words.letters import account as letters


def mail_username(deps: Deps, token: str, email: str) -> str:
    """Gives back the address that was asked about. Raises InvalidFields or TooManyTries."""
    address = _admit(deps, token, email)
    with deps.database.transaction() as db:
        account = accounts.find_by_email(db, fold_email(address))
        if account:
            journal.record(db, deps, "username_mailed", actor="system", account_id=account.id)
            with speaking(account.language):
                letter = letters.username_reminder(account.first_name, account.username, deps.screen("/login"))
                outbox.post(db, deps, account.email, letter)
        else:
            _record_unknown(db, deps, "username")
    return address


def mail_temporary_password(deps: Deps, token: str, email: str) -> str:
    """The personal password keeps working until a new one is set. Raises InvalidFields or TooManyTries."""
    address = _admit(deps, token, email)
    password = new_temporary_password()
    # Hashed for an unknown address too: the answer must take as long.
    hashed = deps.passwords.hash(password)
    with deps.database.transaction() as db:
        account = accounts.find_by_email_locked(db, fold_email(address))
        if account:
            give_temporary_password(deps, account, hashed)
            journal.record(db, deps, "temporary_password_mailed", actor="system", account_id=account.id)
            with speaking(account.language):
                letter = letters.new_temporary_password(account.first_name, password, deps.screen("/login"))
                outbox.post(db, deps, account.email, letter)
        else:
            _record_unknown(db, deps, "password")
    return address


def _record_unknown(db: Session, deps: Deps, asked: str) -> None:
    """Also because the answer must take as long."""
    journal.record(db, deps, "asked_with_unknown_address", actor="system", asked=asked)


def _admit(deps: Deps, token: str, email: str) -> str:
    if fault := email_fault(email):
        raise InvalidFields({"email": fault})
    address = checked_email(email) or ""
    limits.spend(deps, limits.RECOVERY_PER_VISITOR, fingerprint(token))
    limits.spend(deps, limits.MAIL_PER_ADDRESS, fold_email(address))
    return address
