"""What an account has for the second step of login."""

from dataclasses import dataclass

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import accounts, second_factors
from cecs_app.db.login_tables import Passkey
from cecs_app.db.tables import Account
from cecs_app.services import limits
from cecs_app.services.deps import Deps
from cecs_app.words.formats import date_words

PURPOSE = "authenticator"
"""Bound to each sealed TOTP secret."""


@dataclass(frozen=True)
class PasskeyView:
    id: int
    name: str
    added: str
    used: str
    """Empty while it was never used."""


@dataclass(frozen=True)
class FactorsView:
    is_on: bool
    has_authenticator: bool
    passkeys: list[PasskeyView]
    codes_left: int


def is_asked(db: Session, account: Account) -> bool:
    """Whether this account's password alone logs nobody in."""
    return account.sealed_authenticator is not None or second_factors.has_passkey(db, account.id or 0)


def get_factors(deps: Deps, account_id: int) -> FactorsView:
    with deps.database.reading() as db:
        account = accounts.get(db, account_id)
        return FactorsView(
            is_on=is_asked(db, account),
            has_authenticator=account.sealed_authenticator is not None,
            passkeys=[_view(one) for one in second_factors.passkeys_of(db, account_id)],
            codes_left=second_factors.codes_left(db, account_id),
        )


def forgive_strangers(db: Session, account_id: int) -> None:
    """With a new password whatever was tried behind the old one counts no more."""
    for limit in (limits.SECOND_STEP, limits.SECOND_STEP_IN_A_ROW):
        limits.forget(db, limit, str(account_id))


def find_secret(deps: Deps, sealed: bytes | None) -> str | None:
    return deps.sealer.open(sealed, PURPOSE) if sealed else None


def _view(passkey: Passkey) -> PasskeyView:
    added, used = (date_words(connecticut_day(at)) if at else "" for at in (passkey.created_at, passkey.used_at))
    return PasskeyView(passkey.id or 0, passkey.name, added, used)
