"""Somebody whose registration only a person can decide, and the clerk who does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from cecs_app.db import accounts
from cecs_app.db.tables import Account, Claim, Educator, EducatorSsn, Event
from cecs_app.domain.asking import Wanted
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.errors import NotAllowed
from cecs_app.domain.staff import Clerk, Role
from cecs_app.services.deps import Deps
from cecs_app.services.desk import claim, claim_proof, settle_claim
from cecs_app.services.desk.settle_claim import Act
from cecs_app.services.register import register
from tests.at_desk import hired
from tests.on_record import account
from tests.registering import JANE

WHY = "Her marriage certificate was seen at the counter."


def clerk(deps: Deps, name: str = "Rita", educator_id: int | None = None) -> Clerk:
    return hired(deps, Role.REVIEWER, name=name, educator_id=educator_id)


def claimed(deps: Deps, typed: Any = JANE, name: str = "jane", **changes: Any) -> tuple[int, str]:
    """Her account, and the reference of the claim that registering came to."""
    jane = account(deps, name, **changes)
    view = register(deps, jane, typed)
    assert view.reference
    return jane, view.reference


def act(deps: Deps, by: Clerk, reference: str, reason: str = WHY) -> Act:
    """As the claim's page sends it: with the stamp of what it shows."""
    return Act(reference, claim.show(deps, by, reference).stamp, reason)


def ask_identity(deps: Deps, by: Clerk, reference: str) -> None:
    wanted = (Wanted(ItemKind.PROOF_OF_IDENTITY, "Both sides."),)
    claim_proof.ask_proof(deps, by, act(deps, by, reference), wanted, deps.today() + timedelta(days=20))


def claim_of(deps: Deps, reference: str) -> Claim:
    with deps.database.reading() as db:
        return db.exec(select(Claim).where(Claim.reference == reference)).one()


def account_of(deps: Deps, account_id: int) -> Account:
    with deps.database.reading() as db:
        return accounts.get(db, account_id)


def educator_of(deps: Deps, ein: str) -> Educator:
    with deps.database.reading() as db:
        return db.exec(select(Educator).where(Educator.ein == ein)).one()


def ssn_index_of(deps: Deps, ein: str) -> str | None:
    with deps.database.reading() as db:
        statement = select(EducatorSsn.ssn_index).join(Educator, col(Educator.id) == col(EducatorSsn.educator_id))
        return db.exec(statement.where(Educator.ein == ein)).first()


def last_event(deps: Deps, name: str) -> Event:
    with deps.database.reading() as db:
        return db.exec(select(Event).where(Event.name == name).order_by(col(Event.id).desc())).all()[0]


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(NotAllowed) as refusal:
        yield
    assert refusal.value.code == code


def link(
    deps: Deps, by: Clerk, reference: str, ein: str = "1000000001", reason: str = "", *, keeps_name: bool = False
) -> None:
    settle_claim.link(deps, by, replace(act(deps, by, reference, reason), keeps_name=keeps_name), ein)
