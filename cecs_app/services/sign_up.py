"""Creating an account: the two mails, sent again, or sent to a corrected address.

The screen never learns whether an address is in use: its owner is told by mail, and the words, the limits and the
work are the same. Each request is tied to the browser that made it, by the hash of the cookie everybody has.
"""

from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr

from sqlmodel import Session

from cecs_app.db import accounts, turns
from cecs_app.db.login_tables import SignUp
from cecs_app.db.tables import Account
from cecs_app.domain.account import checked_email, email_fault, fold_email, name_fault, tidy_name
from cecs_app.domain.errors import CecsError, Elsewhere, InvalidFields
from cecs_app.gateways.secrets import new_temporary_password
from cecs_app.language import speaking
from cecs_app.services import journal, limits, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.new_accounts import Person, account_for, give_temporary_password, is_unused
from cecs_app.services.sessions import fingerprint
from cecs_app.words.letters import account as letters

REMEMBERED_FOR = timedelta(hours=24)


class NoCookie(CecsError):
    """The browser sends none of ours, so that nothing could tie the request to it."""

    code = "no_cookie"


class NoSignUp(Elsewhere):
    """Nobody asked for an account from this browser, or it was too long ago: the form is where to begin."""

    def __init__(self) -> None:
        super().__init__("/create-account")


@dataclass(frozen=True)
class Request:
    """As typed."""

    last_name: str
    first_name: str
    email: str
    email_again: str


@dataclass(frozen=True)
class SignUpView:
    email: str
    sender_name: str
    sender: str


def create_account(deps: Deps, token: str, request: Request) -> None:
    """Mails username and temporary password; where the address is in use, mails its owner instead.

    Raises InvalidFields, NoCookie or TooManyTries.
    """
    if not token:
        raise NoCookie
    first, last = tidy_name(request.first_name), tidy_name(request.last_name)
    _check(request, first, last)
    _open(deps, fingerprint(token), Person(first, last, checked_email(request.email) or ""), None)


def correct_email(deps: Deps, token: str, email: str) -> None:
    """The same request for another address; the account asked for before, if unused, goes along.

    Raises InvalidFields, NoSignUp or TooManyTries.
    """
    earlier = _latest(deps, token)
    if fault := email_fault(email):
        raise InvalidFields({"email": fault})
    person = Person(earlier.first_name, earlier.last_name, checked_email(email) or "")
    _open(deps, earlier.visitor_hash, person, earlier.account_id)


def get_sign_up(deps: Deps, token: str) -> SignUpView:
    """What was last asked for from this browser. Raises NoSignUp."""
    sign_up = _latest(deps, token)
    name, sender = parseaddr(deps.settings.mail_from)
    return SignUpView(sign_up.email, name, sender)


def resend_username(deps: Deps, token: str) -> None:
    """The first mail once more. Raises NoSignUp or TooManyTries."""
    sign_up = _latest(deps, token)
    _spend(deps, sign_up.visitor_hash, sign_up.email)
    with deps.database.transaction() as db:
        account = _own_account(db, sign_up)
        if account:
            journal.record(db, deps, "username_mailed", actor="educator", account_id=account.id)
            _mail_username(db, deps, account)
        else:
            _tell_owner(db, deps, sign_up.email)


def resend_password(deps: Deps, token: str) -> None:
    """The second mail with a new temporary password; the one before ends. Raises NoSignUp or TooManyTries."""
    sign_up = _latest(deps, token)
    _spend(deps, sign_up.visitor_hash, sign_up.email)
    password = new_temporary_password()
    hashed = deps.passwords.hash(password)
    with deps.database.transaction() as db:
        account = _own_account(db, sign_up)
        if account:
            give_temporary_password(deps, account, hashed)
            journal.record(db, deps, "temporary_password_mailed", actor="educator", account_id=account.id)
            _mail_password(db, deps, account, password)
        else:
            _tell_owner(db, deps, sign_up.email)


def _check(request: Request, first: str, last: str) -> None:
    faults = {"last_name": name_fault(last), "first_name": name_fault(first), "email": email_fault(request.email)}
    if not request.email_again:
        faults["email_again"] = "required"
    elif fold_email(request.email) != fold_email(request.email_again):
        faults["email_again"] = "email_mismatch"
    found = {field: code for field, code in faults.items() if code}
    if found:
        raise InvalidFields(found)


def _latest(deps: Deps, token: str) -> SignUp:
    with deps.database.reading() as db:
        sign_up = accounts.latest_sign_up(db, fingerprint(token)) if token else None
    if sign_up is None or deps.now() - sign_up.created_at > REMEMBERED_FOR:
        raise NoSignUp
    return sign_up


def _spend(deps: Deps, visitor: str, email: str) -> None:
    limits.spend(deps, limits.SIGN_UP_PER_VISITOR, visitor)
    limits.spend(deps, limits.MAIL_PER_ADDRESS, fold_email(email))


def _open(deps: Deps, visitor: str, person: Person, own_id: int | None) -> None:
    _spend(deps, visitor, person.email)
    password = new_temporary_password()
    # Hashed whether or not it will be used: the answer must take as long for an address in use.
    hashed = deps.passwords.hash(password)
    with deps.database.transaction() as db:
        turns.take(db, f"email:{fold_email(person.email)}")
        account = account_for(db, deps, person, own_id)
        if account:
            give_temporary_password(deps, account, hashed)
            db.flush()
            journal.record(db, deps, "account_requested", actor="educator", account_id=account.id)
            _mail_username(db, deps, account)
            _mail_password(db, deps, account, password)
        else:
            _tell_owner(db, deps, person.email)
        db.add(_sign_up(deps, visitor, person, account))


def _sign_up(deps: Deps, visitor: str, person: Person, account: Account | None) -> SignUp:
    return SignUp(
        visitor_hash=visitor,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        account_id=account.id if account else None,
        created_at=deps.now(),
    )


def _own_account(db: Session, sign_up: SignUp) -> Account | None:
    """The account this request made, as long as nobody uses it."""
    account = accounts.get_locked(db, sign_up.account_id) if sign_up.account_id else None
    return account if account and is_unused(account) else None


def _mail_username(db: Session, deps: Deps, account: Account) -> None:
    letter = letters.username(account.first_name, account.username, deps.screen("/login"))
    outbox.post(db, deps, account.email, letter)


def _mail_password(db: Session, deps: Deps, account: Account, password: str) -> None:
    letter = letters.temporary_password(account.first_name, password, deps.screen("/login"))
    outbox.post(db, deps, account.email, letter)


def _tell_owner(db: Session, deps: Deps, email: str) -> None:
    """Somebody asked for an account with an address that has one: only whoever reads that mailbox learns so."""
    owner = accounts.find_by_email(db, fold_email(email))
    journal.record(db, deps, "account_asked_again", actor="system", account_id=owner.id if owner else None)
    if owner is None:
        return
    with speaking(owner.language):
        letter = letters.account_exists(
            owner.first_name, owner.username, deps.screen("/login"), deps.screen("/forgot-password")
        )
        outbox.post(db, deps, owner.email, letter)
