"""What the Bureau asked for: made, moved on and told. The caller holds the application or the claim."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session

from cecs_app.db import items
from cecs_app.db.desk_tables import RequestedItem
from cecs_app.db.tables import Application, Claim
from cecs_app.domain.asking import Wanted
from cecs_app.domain.credentials import OUTSTANDING, UNSETTLED, ItemKind, ItemStatus, check_item_move
from cecs_app.gateways.secrets import new_reference
from cecs_app.services.deps import Deps
from cecs_app.words.letters import missing as letters


def ask_for(
    db: Session,
    deps: Deps,
    subject: Application | Claim,
    staff_id: int,
    wanted: Sequence[Wanted],
    due_on: date,
) -> list[RequestedItem]:
    """Everything that waits for her now, with one due day: what she had not sent yet is asked for again, once."""
    open_ones = {one.kind: one for one in items_of(db, subject) if one.status in OUTSTANDING}
    for one in wanted:
        item = open_ones.setdefault(one.kind, _new(deps, subject, one))
        if item.status == ItemStatus.BY_POST:
            set_status(deps, item, ItemStatus.ASKED)
        item.detail, item.asked_by, item.asked_at = one.detail.strip(), staff_id, deps.now()
    asked = [one for one in open_ones.values() if one.status == ItemStatus.ASKED]
    for item in asked:
        item.due_on, item.reminded_on = due_on, deps.today()
    db.add_all(asked)
    db.flush()
    return asked


def items_of(db: Session, subject: Application | Claim) -> list[RequestedItem]:
    """The oldest first."""
    find = items.of_application if isinstance(subject, Application) else items.of_claim
    return find(db, subject.id or 0)


def set_status(deps: Deps, item: RequestedItem, wanted: ItemStatus, reason: str = "") -> None:
    """Raises NotAllowed("item_moved"): another tab, or somebody else, was quicker."""
    check_item_move(ItemStatus(item.status), wanted)
    item.status, item.reason = wanted, reason
    if wanted is ItemStatus.BY_POST:
        item.by_post_at = deps.now()
    elif wanted is ItemStatus.RECEIVED:
        item.received_at = deps.now()
    item.settled_at = None if wanted in UNSETTLED else deps.now()


def told(deps: Deps, subject: Application | Claim, named: Mapping[ItemKind, str], due_on: date) -> letters.Asked:
    """`named` is each kind with the reviewer's words. In the language of the moment."""
    is_proof = isinstance(subject, Claim)
    return letters.Asked(
        reference=subject.reference,
        items=tuple(named.items()),
        due_on=due_on,
        address=deps.mail_policy.address,
        link=deps.screen("/register/proof" if is_proof else f"/applications/{subject.reference}/missing"),
        is_proof=is_proof,
    )


def named(asked: Sequence[RequestedItem]) -> dict[ItemKind, str]:
    return {ItemKind(one.kind): one.detail for one in asked}


def _new(deps: Deps, subject: Application | Claim, wanted: Wanted) -> RequestedItem:
    is_application = isinstance(subject, Application)
    return RequestedItem(
        reference=new_reference("N"),
        application_id=subject.id if is_application else None,
        claim_id=None if is_application else subject.id,
        kind=wanted.kind,
        status=ItemStatus.ASKED,
        asked_by=0,
        asked_at=deps.now(),
        due_on=deps.today(),
    )
