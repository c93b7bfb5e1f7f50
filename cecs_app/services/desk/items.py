"""The items of an application or a claim as the staff see them, and what a reviewer makes of what came."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import items
from cecs_app.db.desk_tables import Document, RequestedItem
from cecs_app.db.tables import Application
from cecs_app.domain.asking import LONGEST_DETAIL
from cecs_app.domain.credentials import ITEM_MOVES, ItemKind, ItemStatus
from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.staff import Clerk
from cecs_app.services import journal
from cecs_app.services.applications.answered import move_if_answered
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import held_case, read_case
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


def items_of(db: Session, application_id: int) -> tuple[ItemView, ...]:
    """The oldest first."""
    return _views(db, items.of_application(db, application_id))


def claim_items(db: Session, claim_id: int) -> tuple[ItemView, ...]:
    """The oldest first."""
    return _views(db, items.of_claim(db, claim_id))


def unsettled(db: Session, application_id: int) -> int:
    """How many wait to be accepted, refused or waived: nothing is approved before that."""
    return items.count_unsettled(db, application_id)


def show(deps: Deps, clerk: Clerk, reference: str) -> tuple[ItemView, ...]:
    """Raises as read_case."""
    with deps.database.reading() as db:
        return items_of(db, read_case(db, clerk, reference).id or 0)


def accept(deps: Deps, clerk: Clerk, reference: str, item: str) -> None:
    """Raises as held_case, NotFound, or NotAllowed("item_moved"): so do the other three."""
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
        found = items.get(db, application.id or 0, item)
        set_status(deps, found, wanted, reason)
        _record(db, deps, clerk, application, found)
        db.flush()
        move_if_answered(db, deps, application, actor="staff", staff_id=clerk.staff_id)


def _record(db: Session, deps: Deps, clerk: Clerk, application: Application, item: RequestedItem) -> None:
    about = {"item": item.reference, "kind": item.kind} | ({"reason": item.reason} if item.reason else {})
    journal.record_act(db, deps, clerk, f"item_{item.status}", application_id=application.id, **about)


def _checked_reason(reason: str) -> str:
    tidy = reason.strip()
    if not tidy or len(tidy) > LONGEST_DETAIL:
        raise InvalidFields({"reason": "too_long" if tidy else "say_why"})
    return tidy


def _views(db: Session, found: Sequence[RequestedItem]) -> tuple[ItemView, ...]:
    documents = items.documents_of(db, [one.id or 0 for one in found])
    return tuple(_view(one, documents[one.id or 0]) for one in found)


def _view(item: RequestedItem, documents: Sequence[Document]) -> ItemView:
    status = ItemStatus(item.status)
    moves = ITEM_MOVES[status]
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
