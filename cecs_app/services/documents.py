"""Documents: sent by an educator for an item of hers, kept sealed, opened by her and by the staff whose duty it is."""

import hashlib
from dataclasses import dataclass

from sqlmodel import Session

from cecs_app.db import items
from cecs_app.db.desk_tables import Document, RequestedItem
from cecs_app.db.tables import Application, Claim
from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.application import Status
from cecs_app.domain.credentials import MOST_FILES, ItemStatus
from cecs_app.domain.documents import MediaType, checked_type, tidy_name
from cecs_app.domain.errors import CecsError, NotAllowed, NotFound, NotNow
from cecs_app.domain.staff import Clerk, Duty
from cecs_app.gateways.secrets import new_reference
from cecs_app.services import journal
from cecs_app.services.answering import Slot, answered, check_takes_files, find_slot, record
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import check_not_own
from cecs_app.services.desk.claim_case import read_claim
from cecs_app.services.items import set_status

CAN_REMOVE = (Status.MISSING_CREDENTIALS, Status.WAITING_REVIEW)
"""Before the reviewer takes it up again."""


@dataclass(frozen=True)
class Opened:
    name: str
    media_type: MediaType
    content: bytes


def check_may_send(deps: Deps, slot: Slot) -> None:
    """Before a single byte of the file is read. Raises NotFound or NotAllowed as send."""
    with deps.database.reading() as db:
        _check_room(db, *find_slot(db, slot, lock=False))


def send(deps: Deps, slot: Slot, name: str, content: bytes) -> None:
    """The same bytes sent twice for an item are kept once.

    Raises NotFound, or NotAllowed: what is wrong with the file, "item_closed", "item_moved", "fee_is_paid" or
    "too_many_files". Raises NotNow where it can't be kept just now.
    """
    media_type = checked_type(content)
    made = Document(
        reference=new_reference("D"),
        item_id=0,
        name=tidy_name(name, media_type),
        media_type=media_type,
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        # Safe on disk first: a row never speaks of a file that is not there.
        stored_as=deps.documents.keep(content),
        sent_at=deps.now(),
    )
    is_kept = False
    try:
        is_kept = _add(deps, slot, made)
    except NotNow:
        # Perhaps it was stored after all: a file without a row is tidied away later, a row without a file never heals.
        raise
    except CecsError:
        deps.documents.forget(made.stored_as)
        raise
    if not is_kept:
        deps.documents.forget(made.stored_as)


def remove(deps: Deps, who: Visitor, application: str, document: str) -> None:
    """A wrong file, while nobody looks and a right one is there. `application` is empty for a claim's.

    Raises NotFound, or NotAllowed: "item_moved" or "last_file".
    """
    with deps.database.transaction() as db:
        _sought, item = items.get_document(db, document)
        slot = Slot(who, application, item.reference)
        subject, _item = find_slot(db, slot)
        # Once more, as it stands now that nobody else changes it.
        found, item = items.get_document(db, document)
        _check_removable(db, subject, item)
        db.delete(found)
        record(db, deps, slot, subject, "document_removed", document=found.reference, kind=item.kind)
    deps.documents.set_aside(found.stored_as, deps.now())


def open_own(deps: Deps, who: Visitor, reference: str) -> Opened:
    """Raises NotFound, also for somebody else's; gateways' DocumentDamaged."""
    with deps.database.reading() as db:
        document, item = items.get_document(db, reference)
        if not _is_hers(who, _subject(db, item)):
            raise NotFound
    return _opened(deps, document)


def open_at_desk(deps: Deps, clerk: Clerk, reference: str) -> Opened:
    """Written down before it is handed out.

    Raises NotFound, or NotAllowed: "not_your_duty" or "own_application"; gateways' DocumentDamaged.
    """
    with deps.database.reading() as db:
        document, item = items.get_document(db, reference)
        subject = _subject(db, item)
        _check_desk(db, deps, clerk, subject)
    opened = _opened(deps, document)
    is_claim = isinstance(subject, Claim)
    with deps.database.transaction() as db:
        journal.record_act(
            db,
            deps,
            clerk,
            "document_opened",
            account_id=subject.account_id if isinstance(subject, Claim) else None,
            application_id=None if is_claim else subject.id,
            document=document.reference,
            kind=item.kind,
        )
    return opened


def _add(deps: Deps, slot: Slot, made: Document) -> bool:
    """False where these bytes are there already."""
    with deps.database.transaction() as db:
        subject, item = find_slot(db, slot)
        if made.sha256 in {one.sha256 for one in _files_of(db, item)}:
            return False
        _check_room(db, subject, item)
        made.item_id = item.id or 0
        db.add(made)
        if item.status != ItemStatus.RECEIVED:
            set_status(deps, item, ItemStatus.RECEIVED)
        record(db, deps, slot, subject, "document_received", document=made.reference, kind=item.kind)
        answered(db, deps, slot, subject)
        return True


def _check_room(db: Session, subject: Application | Claim, item: RequestedItem) -> None:
    check_takes_files(subject, item)
    if len(_files_of(db, item)) >= MOST_FILES:
        raise NotAllowed("too_many_files", most=MOST_FILES)


def _check_removable(db: Session, subject: Application | Claim, item: RequestedItem) -> None:
    is_open = subject.open_key if isinstance(subject, Claim) else subject.status in CAN_REMOVE
    if not is_open or item.status != ItemStatus.RECEIVED:
        raise NotAllowed("item_moved")
    if len(_files_of(db, item)) == 1:
        raise NotAllowed("last_file")


def _files_of(db: Session, item: RequestedItem) -> list[Document]:
    """The oldest first."""
    return items.documents_of(db, [item.id or 0])[item.id or 0]


def _subject(db: Session, item: RequestedItem) -> Application | Claim:
    if item.claim_id is not None:
        return db.get_one(Claim, item.claim_id)
    return db.get_one(Application, item.application_id)


def _is_hers(who: Visitor, subject: Application | Claim) -> bool:
    if isinstance(subject, Claim):
        return who.stage >= Stage.SIGNED_IN and subject.account_id == who.account_id
    return who.stage >= Stage.ACKNOWLEDGED and subject.educator_id == who.educator_id


def _check_desk(db: Session, deps: Deps, clerk: Clerk, subject: Application | Claim) -> None:
    is_claim = isinstance(subject, Claim)
    if not clerk.may(Duty.SETTLE_CLAIMS if is_claim else Duty.READ_CASES):
        raise NotAllowed("not_your_duty")
    if isinstance(subject, Application):
        check_not_own(db, clerk, subject.educator_id)
    else:
        read_claim(db, deps, clerk, subject.reference)


def _opened(deps: Deps, document: Document) -> Opened:
    return Opened(document.name, MediaType(document.media_type), deps.documents.read(document.stored_as))
