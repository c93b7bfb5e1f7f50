"""The items of an application or a claim as the staff see them, and what a reviewer makes of what came."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import items
from cecs_app.db.desk_tables import Document, RequestedItem
from cecs_app.db.tables import Application
from cecs_app.domain.asking import LONGEST_DETAIL
from cecs_app.domain.credentials import ITEM_MOVES, ItemKind, ItemStatus
from cecs_app.domain.errors import InvalidFields, NotAllowed
from cecs_app.domain.ssn import holds_ssn
from cecs_app.domain.staff import Clerk
from cecs_app.services import journal
from cecs_app.services.applications.answered import move_if_answered
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import DECIDABLE, check_decidable, held_case, read_case
from cecs_app.services.items import set_status
from cecs_app.words.formats import date_words, instant_words
from cecs_app.words.items import item_name, item_status, item_tone, size_words


@dataclass(frozen=True)
class DocumentView:
    reference: str
    name: str
    size: str
    sent: str


@dataclass(frozen=True)
class ItemView:
    reference: str = ""
    kind: str = ""
    name: str = ""
    detail: str = ""
    status: str = ""
    status_words: str = ""
    tone: str = ""
    reason: str = ""
    asked: str = ""
    due: str = ""
    documents: tuple[DocumentView, ...] = ()
    can_accept: bool = False
    can_refuse: bool = False
    can_waive: bool = False
    can_receive: bool = False
    """It may still come by post."""


@dataclass(frozen=True)
class ItemsView:
    """`is_hers`: she works on it, so she may judge what came."""

    asked: tuple[ItemView, ...] = ()
    is_hers: bool = False


def items_of(db: Session, application_id: int) -> tuple[ItemView, ...]:
    """The oldest first."""
    return _views(db, items.of_application(db, application_id))


def claim_items(db: Session, claim_id: int) -> tuple[ItemView, ...]:
    """The oldest first."""
    return _views(db, items.of_claim(db, claim_id))


def show(deps: Deps, clerk: Clerk, reference: str) -> ItemsView:
    """Raises as read_case."""
    with deps.database.reading() as db:
        application = read_case(db, clerk, reference)
        is_hers = application.assigned_to == clerk.staff_id and application.status in DECIDABLE
        return ItemsView(items_of(db, application.id or 0), is_hers)


def accept(deps: Deps, clerk: Clerk, reference: str, item: str) -> None:
    """Raises as held_case, NotFound, or NotAllowed: "not_decidable", "item_moved", "fee_is_paid". So do the others."""
    _settle(deps, clerk, reference, item, ItemStatus.ACCEPTED)


def refuse(deps: Deps, clerk: Clerk, reference: str, item: str, reason: str) -> None:
    """Tells nobody yet: the next letter asks again. Raises InvalidFields for the reason too."""
    _settle(deps, clerk, reference, item, ItemStatus.REFUSED, _checked_reason(reason))


def waive(deps: Deps, clerk: Clerk, reference: str, item: str, reason: str) -> None:
    """It is not needed after all. Raises InvalidFields for the reason too."""
    _settle(deps, clerk, reference, item, ItemStatus.WAIVED, _checked_reason(reason))


def received_by_post(deps: Deps, clerk: Clerk, reference: str, item: str) -> None:
    """An envelope brought it. Where it was the last that was missing, the application waits for review."""
    _settle(deps, clerk, reference, item, ItemStatus.RECEIVED)


def _settle(deps: Deps, clerk: Clerk, reference: str, item: str, wanted: ItemStatus, reason: str = "") -> None:
    with deps.database.transaction() as db:
        application = held_case(db, clerk, reference)
        check_decidable(application)
        found = items.get(db, application.id or 0, item)
        if wanted not in _moves(found):
            raise NotAllowed("fee_is_paid" if found.kind == ItemKind.FEE_BALANCE else "item_moved")
        set_status(deps, found, wanted, reason)
        _record(db, deps, clerk, application, found)
        db.flush()
        move_if_answered(db, deps, application, actor="staff", staff_id=clerk.staff_id)


def _record(db: Session, deps: Deps, clerk: Clerk, application: Application, item: RequestedItem) -> None:
    about: dict[str, Any] = {"item": item.reference, "kind": item.kind} | (
        {"reason": item.reason} if item.reason else {}
    )
    journal.record_act(db, deps, clerk, f"item_{item.status}", application_id=application.id, **about)


def _checked_reason(reason: str) -> str:
    tidy = reason.strip()
    if not tidy or len(tidy) > LONGEST_DETAIL:
        raise InvalidFields({"reason": "too_long" if tidy else "say_why"})
    if holds_ssn(tidy):
        raise InvalidFields({"reason": "reason_has_number"})
    return tidy


def _views(db: Session, found: Sequence[RequestedItem]) -> tuple[ItemView, ...]:
    documents = items.documents_of(db, [one.id or 0 for one in found])
    return tuple(_view(one, documents[one.id or 0]) for one in found)


def _moves(item: RequestedItem) -> frozenset[ItemStatus]:
    """What a reviewer may make of it. That a balance came is the cashier's to say, or the card company's."""
    moves = ITEM_MOVES[ItemStatus(item.status)]
    return moves & {ItemStatus.WAIVED} if item.kind == ItemKind.FEE_BALANCE else moves


def _view(item: RequestedItem, documents: Sequence[Document]) -> ItemView:
    status, moves = ItemStatus(item.status), _moves(item)
    return ItemView(
        reference=item.reference,
        kind=item.kind,
        name=item_name(ItemKind(item.kind)),
        detail=item.detail,
        status=status,
        status_words=item_status(status),
        tone=item_tone(status),
        reason=item.reason,
        asked=date_words(connecticut_day(item.asked_at)),
        due=date_words(item.due_on),
        documents=tuple(document_view(one) for one in documents),
        can_accept=ItemStatus.ACCEPTED in moves,
        can_refuse=ItemStatus.REFUSED in moves,
        can_waive=ItemStatus.WAIVED in moves,
        can_receive=ItemStatus.RECEIVED in moves,
    )


def document_view(document: Document) -> DocumentView:
    size, sent = size_words(document.size_bytes), instant_words(document.sent_at)
    return DocumentView(document.reference, document.name, size, sent)
