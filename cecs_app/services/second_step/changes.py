"""What every change of her second factors ends with: written down, told to the owner, and its consequences drawn."""

from sqlmodel import Session

from cecs_app.db import accounts, second_factors
from cecs_app.db.login_tables import SignInSession
from cecs_app.db.tables import Account
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.second_step import codes, factors
from cecs_app.words.letter import Letter
from cecs_app.words.letters import second_step as letters


def added(
    db: Session, deps: Deps, session: SignInSession, account: Account, event: str, passkey: str = ""
) -> list[str]:
    """The recovery codes, told once, where she has none left; otherwise none. `passkey` is the name of a new one."""
    journal.record(db, deps, event, actor="educator", account_id=account.id)
    outbox.post_to_account(
        db, deps, account, lambda to: letters.factor_added(to.first_name, passkey, deps.screen("/forgot-password"))
    )
    # They were begun without what is asked for from now on.
    accounts.end_other_sessions(db, account.id or 0, session.id or 0, deps.now())
    if second_factors.codes_left(db, account.id or 0):
        return []
    return codes.renew(db, deps, account)


def removed(db: Session, deps: Deps, account: Account, event: str, passkey: str = "") -> None:
    """With the last factor go the recovery codes: they let nobody in by themselves. `passkey` is the name of it."""
    db.flush()
    is_on = factors.is_asked(db, account)
    if not is_on:
        second_factors.remove_codes(db, account.id or 0)
    journal.record(db, deps, event, actor="educator", account_id=account.id)

    def letter(to: Account) -> Letter:
        return letters.factor_removed(to.first_name, passkey, deps.screen("/forgot-password"), is_on=is_on)

    outbox.post_to_account(db, deps, account, letter)
