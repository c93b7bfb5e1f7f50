"""Accounts nobody has used yet: made, taken over by a newer request, freed of an address.

An account whose personal password was never set holds nothing: its temporary password can do one thing only. So a
newer request for the same address may take it over, and no slip of the finger keeps an address from its owner.
"""

from dataclasses import dataclass
from itertools import count

from sqlmodel import Session

from cecs_app.db import accounts
from cecs_app.db.tables import Account
from cecs_app.domain.account import TEMPORARY_PASSWORD_LASTS, fold_email, new_username
from cecs_app.gateways.secrets import random_digits
from cecs_app.language import current
from cecs_app.services.deps import Deps

FEWEST_DIGITS = 4
TRIES_PER_LENGTH = 5


@dataclass(frozen=True)
class Person:
    first_name: str
    last_name: str
    email: str


def is_unused(account: Account) -> bool:
    return account.password_hash is None and account.educator_id is None


def account_for(db: Session, deps: Deps, person: Person, own_id: int | None) -> Account | None:
    """The account that now bears these names and this address; None when the address is in use.

    `own_id` is the unused account that the same browser asked for before: it moves to the new address.
    """
    there = accounts.find_by_email_locked(db, fold_email(person.email))
    own = _find_unused(db, own_id)
    if there and own and there.id != own.id:
        free_address(db, deps, own)
    if there and not is_unused(there):
        return None
    account = there or own
    return _hand_over(db, deps, account, person) if account else _make(db, deps, person)


def give_temporary_password(deps: Deps, account: Account, hashed: str) -> None:
    """The one before ends; a personal password stays as it is."""
    account.temporary_hash = hashed
    account.temporary_expires_at = deps.now() + TEMPORARY_PASSWORD_LASTS


def free_address(db: Session, deps: Deps, account: Account) -> None:
    """Takes the address off an unused account. What is left can't be logged in to, and mails nobody."""
    account.email, account.email_key = "", f"freed {account.id}"
    account.temporary_hash = account.temporary_expires_at = None
    _cut_off(db, deps, account)
    db.flush()


def _find_unused(db: Session, account_id: int | None) -> Account | None:
    account = accounts.get_locked(db, account_id) if account_id else None
    return account if account and is_unused(account) else None


def _hand_over(db: Session, deps: Deps, account: Account, person: Person) -> Account:
    _cut_off(db, deps, account)
    # The same person asking again keeps her username: an earlier mail with it may still be on its way.
    if (account.first_name, account.last_name) != (person.first_name, person.last_name):
        account.username = _free_username(db, person)
    account.first_name, account.last_name = person.first_name, person.last_name
    account.email, account.email_key = person.email, fold_email(person.email)
    account.language = current()
    return account


def _cut_off(db: Session, deps: Deps, account: Account) -> None:
    """Whoever asked for it before, or logged in with its temporary password, has no hold on it any more."""
    accounts.end_sessions(db, account.id or 0, deps.now())
    accounts.detach_sign_ups(db, account.id or 0)


def _make(db: Session, deps: Deps, person: Person) -> Account:
    account = Account(
        username=_free_username(db, person),
        email=person.email,
        email_key=fold_email(person.email),
        first_name=person.first_name,
        last_name=person.last_name,
        language=current(),
        created_at=deps.now(),
    )
    db.add(account)
    return account


def _free_username(db: Session, person: Person) -> str:
    """Each few collisions the number grows by a digit, so a common name can't run out."""
    for tries in count():
        digits = random_digits(FEWEST_DIGITS + tries // TRIES_PER_LENGTH)
        username = new_username(person.first_name, person.last_name, digits)
        if accounts.find_by_username(db, username) is None:
            return username
    raise AssertionError("count() has no end")
