"""Queries on what the Bureau asked for, and on the documents that came for it."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import Session, col, select

from cecs_app.db.desk_tables import Document, RequestedItem
from cecs_app.db.tables import Application, Claim
from cecs_app.domain.application import Status
from cecs_app.domain.credentials import ItemStatus
from cecs_app.domain.errors import NotFound


def of_application(db: Session, application_id: int) -> list[RequestedItem]:
    """The oldest first."""
    statement = select(RequestedItem).where(RequestedItem.application_id == application_id)
    return list(db.exec(statement.order_by(col(RequestedItem.id))).all())


def of_claim(db: Session, claim_id: int) -> list[RequestedItem]:
    """The oldest first."""
    statement = select(RequestedItem).where(RequestedItem.claim_id == claim_id)
    return list(db.exec(statement.order_by(col(RequestedItem.id))).all())


def get(db: Session, application_id: int, reference: str) -> RequestedItem:
    """Raises NotFound."""
    statement = select(RequestedItem).where(
        RequestedItem.application_id == application_id, RequestedItem.reference == reference.upper()
    )
    return _found(db.exec(statement).first())


def get_proof(db: Session, claim_id: int, reference: str) -> RequestedItem:
    """Raises NotFound."""
    statement = select(RequestedItem).where(
        RequestedItem.claim_id == claim_id, RequestedItem.reference == reference.upper()
    )
    return _found(db.exec(statement).first())


def claim_of_proof(db: Session, account_id: int, reference: str, *, lock: bool = False) -> Claim:
    """The claim of that account for which the item was asked. Raises NotFound."""
    statement = (
        select(Claim)
        .join(RequestedItem, col(RequestedItem.claim_id) == col(Claim.id))
        .where(Claim.account_id == account_id, RequestedItem.reference == reference.upper())
    )
    found = db.exec(statement.with_for_update(of=Claim) if lock else statement).first()
    if found is None:
        raise NotFound
    return found


def documents_of(db: Session, item_ids: Collection[int]) -> dict[int, list[Document]]:
    """By item, the oldest first."""
    statement = select(Document).where(col(Document.item_id).in_(item_ids)).order_by(col(Document.id))
    found: dict[int, list[Document]] = {one: [] for one in item_ids}
    for document in db.exec(statement).all():
        found[document.item_id].append(document)
    return found


def get_document(db: Session, reference: str) -> tuple[Document, RequestedItem]:
    """Whoever's it is, as it stands now. Raises NotFound."""
    statement = (
        select(Document, RequestedItem)
        .join(RequestedItem, col(RequestedItem.id) == col(Document.item_id))
        .where(Document.reference == reference.upper())
    )
    found = db.exec(statement.execution_options(populate_existing=True)).first()
    if found is None:
        raise NotFound
    return found


def known_names(db: Session, stored_as: Sequence[str]) -> set[str]:
    """Which of these files belong to a document."""
    return set(db.exec(select(Document.stored_as).where(col(Document.stored_as).in_(stored_as))).all())


def files_after(db: Session, document_id: int, most: int) -> list[tuple[int, str, str]]:
    """Number, name of the file and hash of its content, of the documents that follow."""
    columns = select(Document.id, Document.stored_as, Document.sha256).where(col(Document.id) > document_id)
    return [
        (number or 0, name, sha256) for number, name, sha256 in db.exec(columns.order_by(col(Document.id)).limit(most))
    ]


def applications_to_remind(db: Session, due_on: date, told_before: date, most: int) -> list[int]:
    """That wait for an answer due on that day, whose educator was last told of it before the other."""
    statement = (
        select(Application.id)
        .join(RequestedItem, col(RequestedItem.application_id) == col(Application.id))
        .where(
            RequestedItem.due_on == due_on,
            RequestedItem.status == ItemStatus.ASKED,
            col(RequestedItem.reminded_on) < told_before,
            Application.status == Status.MISSING_CREDENTIALS,
        )
    )
    return [one or 0 for one in db.exec(statement.distinct().limit(most)).all()]


def claims_to_remind(db: Session, due_on: date, told_before: date, most: int) -> list[int]:
    """The same for claims that are open."""
    statement = (
        select(Claim.id)
        .join(RequestedItem, col(RequestedItem.claim_id) == col(Claim.id))
        .where(
            RequestedItem.due_on == due_on,
            RequestedItem.status == ItemStatus.ASKED,
            col(RequestedItem.reminded_on) < told_before,
            col(Claim.open_key).is_not(None),
        )
    )
    return [one or 0 for one in db.exec(statement.distinct().limit(most)).all()]


def _found(item: RequestedItem | None) -> RequestedItem:
    if item is None:
        raise NotFound
    return item
