"""What the Bureau asked an educator for, as she sees it: what is still to send, what came of the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import applications, certificates, claims, items
from cecs_app.db.desk_tables import Document, RequestedItem
from cecs_app.db.tables import Application, Claim
from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.credentials import MOST_FILES, UNSETTLED, ItemKind, ItemStatus
from cecs_app.domain.errors import Elsewhere
from cecs_app.services.answering import TAKES_FILES
from cecs_app.services.applications.draft import step_path
from cecs_app.services.deps import Deps
from cecs_app.services.documents import CAN_REMOVE
from cecs_app.services.payments.fee import dues_for
from cecs_app.words.formats import date_words, instant_words, money_words
from cecs_app.words.items import item_hint, item_name, item_state, item_tone, size_words
from cecs_app.words.payments import fee_title


@dataclass(frozen=True)
class FileLine:
    reference: str
    name: str
    facts: str
    """Its size, and when it was sent."""
    can_remove: bool


@dataclass(frozen=True)
class ItemLine:
    reference: str = ""
    name: str = ""
    detail: str = ""
    state: str = ""
    tone: str = ""
    is_asked: bool = False
    is_by_post: bool = False
    is_fee: bool = False
    can_send: bool = False
    files: tuple[FileLine, ...] = ()


@dataclass(frozen=True)
class MissingView:
    """`due` only while something waits for her."""

    reference: str = ""
    title: str = ""
    due: str = ""
    owed: str = ""
    address: tuple[str, ...] = ()
    to_send: tuple[ItemLine, ...] = ()
    answered: tuple[ItemLine, ...] = ()


def show(deps: Deps, educator_id: int | None, reference: str) -> MissingView:
    """Raises NotFound, or Elsewhere where nothing was ever asked for."""
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        certificate = CertificateKind(certificates.get(db, application.certificate_id).kind)
        title = fee_title(ApplicationKind(application.kind), certificate)
        found = items.of_application(db, application.id or 0)
        if not found:
            raise Elsewhere(step_path(application.reference, "status"))
        return _view(db, deps, application, title, found)


def show_proof(deps: Deps, account_id: int) -> MissingView:
    """For her claim that is open. Raises Elsewhere where there is none, or nothing was asked for."""
    with deps.database.reading() as db:
        claim = claims.find_open(db, account_id)
        found = items.of_claim(db, claim.id or 0) if claim else []
        if claim is None or not found:
            raise Elsewhere("/register")
        return _view(db, deps, claim, "", found)


def _view(
    db: Session, deps: Deps, subject: Application | Claim, title: str, found: Sequence[RequestedItem]
) -> MissingView:
    documents = items.documents_of(db, [one.id or 0 for one in found])
    lines = tuple(_line(subject, one, documents[one.id or 0]) for one in found)
    owed = dues_for(db, subject).owed_cents if isinstance(subject, Application) else 0
    due = [one.due_on for one in found if one.status == ItemStatus.ASKED]
    return MissingView(
        reference=subject.reference,
        title=title,
        due=date_words(min(due)) if due else "",
        owed=money_words(owed) if owed else "",
        address=deps.mail_policy.address,
        to_send=tuple(one for one in lines if one.is_asked),
        answered=tuple(one for one in lines if not one.is_asked),
    )


def _line(subject: Application | Claim, item: RequestedItem, documents: Sequence[Document]) -> ItemLine:
    status, kind = ItemStatus(item.status), ItemKind(item.kind)
    is_open = bool(subject.open_key) if isinstance(subject, Claim) else subject.status in TAKES_FILES
    can_add = is_open and status in UNSETTLED and kind is not ItemKind.FEE_BALANCE
    is_removable = isinstance(subject, Claim) or subject.status in CAN_REMOVE
    can_remove = can_add and is_removable and len(documents) > 1
    return ItemLine(
        reference=item.reference,
        name=item_name(kind),
        detail=item.detail or item_hint(kind),
        state=item_state(status, _day(item, status), item.reason, has_files=bool(documents)),
        tone=item_tone(status),
        is_asked=is_open and status is ItemStatus.ASKED,
        is_by_post=is_open and status is ItemStatus.BY_POST,
        is_fee=kind is ItemKind.FEE_BALANCE,
        can_send=can_add and len(documents) < MOST_FILES,
        files=tuple(_file(one, can_remove) for one in documents),
    )


def _file(document: Document, can_remove: bool) -> FileLine:
    facts = f"{size_words(document.size_bytes)} · {instant_words(document.sent_at)}"
    return FileLine(document.reference, document.name, facts, can_remove)


def _day(item: RequestedItem, status: ItemStatus) -> date:
    """When it is due, or when it came to where it is now."""
    came_at = {ItemStatus.BY_POST: item.by_post_at, ItemStatus.RECEIVED: item.received_at}.get(status, item.settled_at)
    return connecticut_day(came_at) if came_at and status is not ItemStatus.ASKED else item.due_on
