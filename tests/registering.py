"""Somebody who registers: what she types, and what has come of it."""

from dataclasses import replace
from typing import Any

from sqlmodel import col, select

from cecs_app.db.tables import Account, Claim, Educator
from cecs_app.domain.identity import Typed
from cecs_app.services.deps import Deps
from cecs_app.services.register import RegisterView, register
from tests.fakes import PostedMail, posted
from tests.on_record import SSN, account, record

JANE = Typed(SSN, "Jane", "Munoz", "5", "17", "1980", "jane.typed@example.org")
"""What agrees with `record()` in everything. The mails go to jane@example.org, the address of her account."""


def typing(**changes: str) -> Typed:
    return replace(JANE, **changes)


def try_once(deps: Deps, typed: Typed = JANE) -> RegisterView:
    """Registers with an account made for it."""
    return register(deps, account(deps), typed)


def owned_record(deps: Deps, ein: str = "1000000001", **changes: Any) -> int:
    """A record whose owner, owner@example.org, has an account already. Gives the account's id."""
    return account(deps, "owner", educator_id=record(deps, ein, **changes))


def eins(deps: Deps) -> list[str]:
    with deps.database.reading() as db:
        return list(db.exec(select(Educator.ein).order_by(col(Educator.id))).all())


def ein_of(deps: Deps, account_id: int) -> str | None:
    """Of the record that the account is tied to."""
    with deps.database.reading() as db:
        statement = select(Educator.ein).join(Account, col(Account.educator_id) == col(Educator.id))
        return db.exec(statement.where(Account.id == account_id)).first()


def claims_of(deps: Deps) -> list[Claim]:
    with deps.database.reading() as db:
        return list(db.exec(select(Claim).order_by(col(Claim.id))).all())


def mails_to(deps: Deps, name: str) -> list[PostedMail]:
    return [mail for mail in posted(deps) if mail.to == f"{name}@example.org"]
