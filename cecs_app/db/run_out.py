"""What has been kept long enough: which rows, and how they go. Nothing here touches the journal or the ledger."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, cast, delete, exists, func, or_, select, update
from sqlmodel import Session, col

from cecs_app.db.desk_tables import Document, RequestedItem, StaffSession
from cecs_app.db.login_tables import (
    Acknowledgement,
    Attempt,
    EmailChange,
    KnownDevice,
    RecoveryCode,
    SignInSession,
    SignUp,
)
from cecs_app.db.tables import Application, Claim, Event, OutgoingMail
from cecs_app.domain.application import DECIDED, Status
from cecs_app.domain.retention import Kept

Due = Callable[[datetime], Select[Any]]
"""The numbers of the rows that were needed last before then."""
Erase = Callable[[Connection, Sequence[int]], list[str]]
"""Gives the names of the files that nothing speaks of any more."""
_NOTHING = "{}"
_NO_TRACE: Mapping[str, Any] = {"user_agent": "", "address": "", "challenge": None, "sealed_authenticator": None}


def count(db: Session, kind: Kept, before: datetime) -> int:
    return db.connection().execute(select(func.count()).select_from(DUE[kind](before).subquery())).scalar_one()


def erase(db: Session, kind: Kept, before: datetime, most: int) -> tuple[int, list[str]]:
    """The oldest of them: how many there were, and the names of the files that nothing speaks of any more."""
    # Held until they are gone: of two who erase at once, none counts what the other took.
    connection = db.connection()
    numbers: list[int] = list(connection.execute(DUE[kind](before).limit(most).with_for_update()).scalars())
    return len(numbers), ERASE[kind](connection, numbers) if numbers else []


def _of(table: Any, *conditions: ColumnElement[bool]) -> Select[Any]:
    return select(col(table.id)).where(*conditions).order_by(col(table.id))


def _closed_drafts(before: datetime) -> Select[Any]:
    is_closed = col(Application.status) == Status.EXPIRED_DRAFT
    has_words = or_(*[cast(column, String) != _NOTHING for column in (Application.answers, Application.typed)])
    return _of(Application, is_closed, col(Application.saved_at) < before, has_words)


def _decided_claims(before: datetime, *conditions: ColumnElement[bool]) -> Select[Any]:
    return _of(Claim, col(Claim.open_key).is_(None), col(Claim.decided_at) < before, *conditions)


def _claim_ssns(before: datetime) -> Select[Any]:
    return _decided_claims(before, col(Claim.sealed_ssn) != b"")


def _claim_documents(before: datetime) -> Select[Any]:
    return _documents(RequestedItem.claim_id, _decided_claims(before).order_by(None))


def _withdrawn_documents(before: datetime) -> Select[Any]:
    withdrawn = f"application_{Status.WITHDRAWN}"
    when = exists().where(
        col(Event.application_id) == col(Application.id), col(Event.name) == withdrawn, col(Event.at) < before
    )
    ended = select(col(Application.id)).where(col(Application.status) == Status.WITHDRAWN, when)
    return _documents(RequestedItem.application_id, ended)


def _decided_documents(before: datetime) -> Select[Any]:
    ended = select(col(Application.id)).where(
        col(Application.status).in_(DECIDED), col(Application.decided_at) < before
    )
    return _documents(RequestedItem.application_id, ended)


def _documents(owner: Any, owners: Select[Any]) -> Select[Any]:
    items = select(col(RequestedItem.id)).where(col(owner).in_(owners))
    return _of(Document, col(Document.item_id).in_(items))


def _sessions(before: datetime) -> Select[Any]:
    """Those that an acknowledgement belongs to are found while they tell where they came from."""
    has_trace = or_(*[col(getattr(SignInSession, name)) != empty for name, empty in _NO_TRACE.items()])
    return _of(SignInSession, _over(SignInSession, before), or_(has_trace, ~_is_acknowledged()))


def _is_acknowledged() -> ColumnElement[bool]:
    return exists().where(col(Acknowledgement.session_id) == col(SignInSession.id))


def _over(session: Any, before: datetime) -> ColumnElement[bool]:
    last = func.coalesce(col(session.ended_at), col(session.seen_at))
    return (col(session.created_at) < before) & (last < before)


def _mails(before: datetime) -> Select[Any]:
    is_over = col(OutgoingMail.status) != "waiting"
    return _of(OutgoingMail, is_over, func.coalesce(col(OutgoingMail.sent_at), col(OutgoingMail.due_at)) < before)


def _email_changes(before: datetime) -> Select[Any]:
    return _of(EmailChange, func.coalesce(col(EmailChange.used_at), col(EmailChange.expires_at)) < before)


def _erase_answers(connection: Connection, numbers: Sequence[int]) -> list[str]:
    connection.execute(update(Application).where(col(Application.id).in_(numbers)).values(answers={}, typed={}))
    return []


def _erase_ssns(connection: Connection, numbers: Sequence[int]) -> list[str]:
    connection.execute(update(Claim).where(col(Claim.id).in_(numbers)).values(sealed_ssn=b""))
    return []


def _erase_claims(connection: Connection, numbers: Sequence[int]) -> list[str]:
    items = select(col(RequestedItem.id)).where(col(RequestedItem.claim_id).in_(numbers))
    files = _erase_files(connection, col(Document.item_id).in_(items))
    connection.execute(delete(RequestedItem).where(col(RequestedItem.claim_id).in_(numbers)))
    connection.execute(delete(Claim).where(col(Claim.id).in_(numbers)))
    return files


def _erase_documents(connection: Connection, numbers: Sequence[int]) -> list[str]:
    return _erase_files(connection, col(Document.id).in_(numbers))


def _erase_files(connection: Connection, chosen: ColumnElement[bool]) -> list[str]:
    return list(connection.execute(delete(Document).where(chosen).returning(col(Document.stored_as))).scalars())


def _erase_sessions(connection: Connection, numbers: Sequence[int]) -> list[str]:
    chosen = col(SignInSession.id).in_(numbers)
    connection.execute(delete(SignInSession).where(chosen, ~_is_acknowledged()))
    connection.execute(update(SignInSession).where(chosen).values(**_NO_TRACE))
    return []


def _delete_from(table: Any) -> Erase:
    def erase_rows(connection: Connection, numbers: Sequence[int]) -> list[str]:
        connection.execute(delete(table).where(col(table.id).in_(numbers)))
        return []

    return erase_rows


DUE: Mapping[Kept, Due] = {
    Kept.CLOSED_DRAFTS: _closed_drafts,
    Kept.CLAIM_SSNS: _claim_ssns,
    Kept.CLAIM_DOCUMENTS: _claim_documents,
    Kept.CLAIMS: _decided_claims,
    Kept.WITHDRAWN_DOCUMENTS: _withdrawn_documents,
    Kept.DECIDED_DOCUMENTS: _decided_documents,
    Kept.SIGN_UPS: lambda before: _of(SignUp, col(SignUp.created_at) < before),
    Kept.EMAIL_CHANGES: _email_changes,
    Kept.MAILS: _mails,
    Kept.RECOVERY_CODES: lambda before: _of(RecoveryCode, col(RecoveryCode.used_at) < before),
    Kept.ATTEMPTS: lambda before: _of(Attempt, col(Attempt.at) < before),
    Kept.SESSIONS: _sessions,
    Kept.DESK_SESSIONS: lambda before: _of(StaffSession, _over(StaffSession, before)),
    Kept.DEVICES: lambda before: _of(KnownDevice, col(KnownDevice.seen_at) < before),
}
ERASE: Mapping[Kept, Erase] = {
    Kept.CLOSED_DRAFTS: _erase_answers,
    Kept.CLAIM_SSNS: _erase_ssns,
    Kept.CLAIM_DOCUMENTS: _erase_documents,
    Kept.CLAIMS: _erase_claims,
    Kept.WITHDRAWN_DOCUMENTS: _erase_documents,
    Kept.DECIDED_DOCUMENTS: _erase_documents,
    Kept.SIGN_UPS: _delete_from(SignUp),
    Kept.EMAIL_CHANGES: _delete_from(EmailChange),
    Kept.MAILS: _delete_from(OutgoingMail),
    Kept.RECOVERY_CODES: _delete_from(RecoveryCode),
    Kept.ATTEMPTS: _delete_from(Attempt),
    Kept.SESSIONS: _erase_sessions,
    Kept.DESK_SESSIONS: _delete_from(StaffSession),
    Kept.DEVICES: _delete_from(KnownDevice),
}
