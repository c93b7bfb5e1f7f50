"""What an educator may change of her account by herself: contact details, last name, and, after proof, her email."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from sqlmodel import Session

from cecs_app.db import accounts, staff, turns
from cecs_app.db.login_tables import EmailChange
from cecs_app.db.tables import Account
from cecs_app.domain.account import (
    Contact,
    checked_email,
    contact_faults,
    email_fault,
    fold_email,
    name_fault,
    tidy_contact,
    tidy_name,
)
from cecs_app.domain.errors import CecsError, InvalidFields
from cecs_app.gateways.secrets import new_token, token_hash
from cecs_app.language import speaking
from cecs_app.services import journal, limits, outbox, records
from cecs_app.services.deps import Deps
from cecs_app.services.new_accounts import free_address, is_unused
from cecs_app.words.letters import account as letters

LINK_LASTS = timedelta(hours=24)


class LinkEnded(CecsError):
    """The link in the mail was used, is too old, or was ended by a newer one or by a new password."""

    code = "link_ended"


@dataclass(frozen=True)
class ProfileView:
    username: str
    ein: str
    """Empty until registered."""
    first_name: str
    last_name: str
    email: str
    waiting_email: str
    """Asked for but not yet confirmed; empty when there is none."""
    contact: Contact


def get_profile(deps: Deps, account_id: int) -> ProfileView:
    with deps.database.reading() as db:
        account = accounts.get(db, account_id)
        educator = accounts.find_educator(db, account)
        waiting = accounts.pending_email_change(db, account_id, deps.now())
    return ProfileView(
        username=account.username,
        ein=educator.ein if educator else "",
        first_name=account.first_name,
        last_name=account.last_name,
        email=account.email,
        waiting_email=waiting.email if waiting else "",
        contact=Contact(account.phone, account.address_line, account.city, account.state, account.zip_code),
    )


def change_contact(deps: Deps, account_id: int, typed: Contact) -> None:
    """Raises InvalidFields."""
    contact = tidy_contact(typed)
    if faults := contact_faults(contact):
        raise InvalidFields(faults)
    with deps.database.transaction() as db:
        account = accounts.get_locked(db, account_id)
        changed = [name for name, value in asdict(contact).items() if getattr(account, name) != value]
        for name in changed:
            setattr(account, name, getattr(contact, name))
        journal.record(db, deps, "contact_changed", actor="educator", account_id=account_id, fields=changed)


def change_last_name(deps: Deps, account_id: int, typed: str) -> None:
    """On the account and on the record; the record keeps the old one. Raises InvalidFields or TooManyTries."""
    last_name = tidy_name(typed)
    if fault := name_fault(last_name):
        raise InvalidFields({"last_name": fault})
    limits.spend(deps, limits.LAST_NAME, str(account_id))
    with deps.database.transaction() as db:
        account = accounts.get_locked(db, account_id)
        if last_name == account.last_name:
            raise InvalidFields({"last_name": "name_same"})
        before, account.last_name = account.last_name, last_name
        educator = accounts.find_educator(db, account)
        if educator:
            before = educator.last_name
            records.rename(educator, last_name)
        journal.record(
            db, deps, "last_name_changed", actor="educator", account_id=account_id, before=before, after=last_name
        )


def ask_email_change(deps: Deps, account_id: int, typed: str) -> None:
    """Mails a link to the new address and a notice to the one in use. Raises InvalidFields or TooManyTries.

    An address in use by another account gets the same answer; its owner is told by mail instead.
    """
    if fault := email_fault(typed):
        raise InvalidFields({"email": fault})
    email = checked_email(typed) or ""
    limits.spend(deps, limits.EMAIL_CHANGE, str(account_id))
    limits.spend(deps, limits.MAIL_PER_ADDRESS, fold_email(email))
    token = new_token()
    with deps.database.transaction() as db:
        account = accounts.get_locked(db, account_id)
        if fold_email(email) == account.email_key:
            raise InvalidFields({"email": "email_same"})
        accounts.void_email_changes(db, account_id, deps.now())
        db.add(_change(deps, account_id, email, token))
        journal.record(db, deps, "email_change_asked", actor="educator", account_id=account_id)
        _mail_new_address(db, deps, account, email, token)
        notice = letters.email_change_asked(account.first_name, email, deps.screen("/forgot-password"))
        outbox.post(db, deps, account.email, notice)


def find_waiting_email(deps: Deps, token: str) -> str | None:
    """The address that this link would confirm; None when the link has ended."""
    with deps.database.reading() as db:
        change = accounts.find_email_change(db, token_hash(token))
    return change.email if change and _is_live(deps, change) else None


def confirm_email(deps: Deps, token: str) -> None:
    """Raises LinkEnded, also when the address came into use by another account meanwhile."""
    with deps.database.transaction() as db:
        change = accounts.find_email_change_locked(db, token_hash(token))
        if change is None or not _is_live(deps, change):
            raise LinkEnded
        turns.take(db, f"email:{fold_email(change.email)}")
        account = accounts.get_locked(db, change.account_id)
        _make_room(db, deps, change.email)
        staff.keep_record(db, account.email_key, account.educator_id)
        old, account.email, account.email_key = account.email, change.email, fold_email(change.email)
        # Whoever reads the old mailbox must not log in with what was mailed there.
        account.temporary_hash = account.temporary_expires_at = None
        change.used_at = deps.now()
        journal.record(db, deps, "email_changed", actor="educator", account_id=account.id)
        with speaking(account.language):
            outbox.post(db, deps, old, letters.email_changed(account.first_name, change.email))


def _change(deps: Deps, account_id: int, email: str, token: str) -> EmailChange:
    return EmailChange(
        account_id=account_id, email=email, token_hash=token_hash(token), expires_at=deps.now() + LINK_LASTS
    )


def _mail_new_address(db: Session, deps: Deps, account: Account, email: str, token: str) -> None:
    owner = accounts.find_by_email(db, fold_email(email))
    if owner is None or is_unused(owner):
        # Behind '#', so that the token is never sent in a request and stands in no server's log.
        link = f"{deps.screen('/confirm-email')}#{token}"
        outbox.post(db, deps, email, letters.confirm_email(account.first_name, link))
        return
    with speaking(owner.language):
        letter = letters.account_exists(
            owner.first_name, owner.username, deps.screen("/login"), deps.screen("/forgot-password")
        )
        outbox.post(db, deps, owner.email, letter)


def _make_room(db: Session, deps: Deps, email: str) -> None:
    there = accounts.find_by_email_locked(db, fold_email(email))
    if there is None:
        return
    if not is_unused(there):
        raise LinkEnded
    free_address(db, deps, there)


def _is_live(deps: Deps, change: EmailChange) -> bool:
    return change.used_at is None and change.expires_at > deps.now()
