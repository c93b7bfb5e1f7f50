"""An educator answers for one item of hers: of an application, or as proof for her claim."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from cecs_app.db import applications, items
from cecs_app.db.desk_tables import RequestedItem
from cecs_app.db.tables import Application, Claim
from cecs_app.domain.access import Visitor
from cecs_app.domain.application import Status
from cecs_app.domain.credentials import UNSETTLED, ItemKind, ItemStatus
from cecs_app.domain.errors import NotAllowed
from cecs_app.services import journal
from cecs_app.services.applications.answered import move_if_answered
from cecs_app.services.deps import Deps
from cecs_app.services.items import set_status

TAKES_FILES = (Status.MISSING_CREDENTIALS, Status.WAITING_REVIEW, Status.IN_REVIEW)
"""Not once it is decided."""


@dataclass(frozen=True)
class Slot:
    """Which item, and whose. `application` is its reference; empty for an item of a claim."""

    who: Visitor
    application: str
    item: str


def find_slot(db: Session, slot: Slot, *, lock: bool = True) -> tuple[Application | Claim, RequestedItem]:
    """With what it belongs to, which is held unless `lock` is off. Raises NotFound, also for somebody else's."""
    if not slot.application:
        claim = items.claim_of_proof(db, slot.who.account_id, slot.item, lock=lock)
        return claim, items.get_proof(db, claim.id or 0, slot.item)
    application = applications.get_owned(db, slot.who.educator_id, slot.application, lock=lock)
    return application, items.get(db, application.id or 0, slot.item)


def check_takes_files(subject: Application | Claim, item: RequestedItem) -> None:
    """Raises NotAllowed: "item_closed", "item_moved" or "fee_is_paid"."""
    _check_open(subject, item)
    if item.kind == ItemKind.FEE_BALANCE:
        raise NotAllowed("fee_is_paid")


def _check_open(subject: Application | Claim, item: RequestedItem) -> None:
    is_open = subject.open_key if isinstance(subject, Claim) else subject.status in TAKES_FILES
    if not is_open:
        raise NotAllowed("item_closed")
    if item.status not in UNSETTLED:
        raise NotAllowed("item_moved")


def say_by_post(deps: Deps, slot: Slot) -> None:
    """She mails it: that answers for it. Raises NotFound, or NotAllowed: "item_closed" or "item_moved"."""
    with deps.database.transaction() as db:
        subject, item = find_slot(db, slot)
        _check_open(subject, item)
        set_status(deps, item, ItemStatus.BY_POST)
        record(db, deps, slot, subject, "item_by_post", item=item.reference, kind=item.kind)
        answered(db, deps, slot, subject)


def answered(db: Session, deps: Deps, slot: Slot, subject: Application | Claim) -> None:
    """After each answer. A claim stays where it is: the staff see what came."""
    if isinstance(subject, Application):
        db.flush()
        move_if_answered(db, deps, subject, actor="educator", account_id=slot.who.account_id)


def record(db: Session, deps: Deps, slot: Slot, subject: Application | Claim, name: str, **data: Any) -> None:
    if isinstance(subject, Claim):
        data["claim"] = subject.reference
    else:
        data["application_id"] = subject.id
    journal.record(db, deps, name, actor="educator", account_id=slot.who.account_id, **data)
