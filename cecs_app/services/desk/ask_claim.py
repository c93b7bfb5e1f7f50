"""Proof of who somebody is, asked of the account behind a claim. The caller holds the claim; its status is its own."""

from datetime import date
from typing import Any

from sqlmodel import Session

from cecs_app.db import accounts, items
from cecs_app.db.tables import Claim
from cecs_app.domain.asking import PROOF_KINDS, Wanted
from cecs_app.domain.credentials import ItemStatus
from cecs_app.domain.staff import Clerk
from cecs_app.language import speaking
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.desk.ask import check_wanted
from cecs_app.services.items import ask_for, named, set_status, told
from cecs_app.words.letters.missing import missing


def ask_for_claim(
    db: Session, deps: Deps, clerk: Clerk, claim: Claim, wanted: tuple[Wanted, ...], due_on: date
) -> None:
    """Makes the items and mails her. Raises InvalidFields as ask."""
    check_wanted(deps, wanted, due_on, PROOF_KINDS)
    asked = ask_for(db, deps, claim, clerk.staff_id, wanted, due_on)
    account = accounts.get(db, claim.account_id)
    with speaking(account.language):
        outbox.post(db, deps, account.email, missing(account.first_name, told(deps, claim, named(asked), due_on)))
    kinds = [one.kind for one in asked]
    _record(db, deps, clerk, claim, "proof_asked", due=due_on.isoformat(), items=kinds)


def proof_received_by_post(db: Session, deps: Deps, clerk: Clerk, claim: Claim, item: str) -> None:
    """Raises NotFound or NotAllowed("item_moved")."""
    found = items.get_proof(db, claim.id or 0, item)
    set_status(deps, found, ItemStatus.RECEIVED)
    _record(db, deps, clerk, claim, "item_received", item=found.reference, kind=found.kind)


def _record(db: Session, deps: Deps, clerk: Clerk, claim: Claim, name: str, **data: Any) -> None:
    journal.record_act(db, deps, clerk, name, account_id=claim.account_id, claim=claim.reference, **data)
