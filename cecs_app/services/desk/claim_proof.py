"""A clerk asks for proof before she decides a claim, and takes in what comes by post. The claim stays open."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from cecs_app.db import accounts, items
from cecs_app.db.tables import Account, Claim
from cecs_app.domain.asking import PROOF_KINDS, Wanted
from cecs_app.domain.credentials import ItemStatus
from cecs_app.domain.staff import Clerk
from cecs_app.services import journal, outbox
from cecs_app.services.deps import Deps
from cecs_app.services.desk.ask import AskView, Choice, check_wanted
from cecs_app.services.desk.claim_case import open_claim, read_claim
from cecs_app.services.desk.settle_claim import Act
from cecs_app.services.items import ask_for, named, set_status, told
from cecs_app.words.items import item_hint, item_name
from cecs_app.words.letter import Letter
from cecs_app.words.letters.missing import missing


def show(deps: Deps, clerk: Clerk, reference: str) -> tuple[AskView, str]:
    """What may be asked for, and the stamp of the claim. Raises as read_claim."""
    with deps.database.reading() as db:
        case = read_claim(db, deps, clerk, reference)
    due_on = deps.today() + timedelta(days=deps.desk_policy.answer_days)
    choices = tuple(Choice(kind=kind, name=item_name(kind), hint=item_hint(kind)) for kind in PROOF_KINDS)
    return AskView(case.claim.reference, due_on.isoformat(), choices), case.stamp


def ask_proof(deps: Deps, clerk: Clerk, act: Act, wanted: tuple[Wanted, ...], due_on: date) -> None:
    """Mails her what to send and how. Raises as open_claim, and InvalidFields as desk.ask.ask."""
    with deps.database.transaction() as db:
        ask_for_proof(db, deps, clerk, open_claim(db, deps, clerk, act.reference, act.seen).claim, wanted, due_on)


def receive_by_post(deps: Deps, clerk: Clerk, act: Act, item: str) -> None:
    """What she was asked for came in an envelope. Raises as open_claim, NotFound, or NotAllowed("item_moved")."""
    with deps.database.transaction() as db:
        proof_received_by_post(db, deps, clerk, open_claim(db, deps, clerk, act.reference, act.seen).claim, item)


def ask_for_proof(
    db: Session, deps: Deps, clerk: Clerk, claim: Claim, wanted: tuple[Wanted, ...], due_on: date
) -> None:
    """The caller holds the claim."""
    check_wanted(deps, wanted, due_on, PROOF_KINDS)
    asked = ask_for(db, deps, claim, clerk.staff_id, wanted, due_on)

    def compose(account: Account) -> Letter:
        return missing(account.first_name, told(deps, claim, named(asked), due_on))

    outbox.post_to_account(db, deps, accounts.get(db, claim.account_id), compose)
    kinds = [one.kind for one in asked]
    _record(db, deps, clerk, claim, "proof_asked", due=due_on.isoformat(), items=kinds)


def proof_received_by_post(db: Session, deps: Deps, clerk: Clerk, claim: Claim, item: str) -> None:
    """The caller holds the claim."""
    found = items.get_proof(db, claim.id or 0, item)
    set_status(deps, found, ItemStatus.RECEIVED)
    _record(db, deps, clerk, claim, "item_received", item=found.reference, kind=found.kind)


def _record(db: Session, deps: Deps, clerk: Clerk, claim: Claim, name: str, **data: Any) -> None:
    journal.record_act(db, deps, clerk, name, account_id=claim.account_id, claim=claim.reference, **data)
