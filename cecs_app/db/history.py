"""The journal as the support staff read it: with the names of those who acted and of what it was about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from cecs_app.db.desk_tables import AuditLink, StaffMember
from cecs_app.db.tables import Account, Application, Event

BATCH = 500


@dataclass(frozen=True)
class Entry:
    """`position` is its place in the chain; `staff` and `account` are usernames, `application` a reference."""

    position: int | None
    event: int
    at: datetime
    name: str
    actor: str
    staff: str | None
    account: str | None
    application: str | None
    data: dict[str, Any]


def entries(db: Session, *, application_id: int | None, staff_id: int | None) -> Iterator[Entry]:
    """Those of the application, of the clerk, or of both together; a few at a time, the oldest first."""
    chosen = [
        col(column) == wanted
        for column, wanted in ((Event.application_id, application_id), (Event.staff_id, staff_id))
        if wanted is not None
    ]
    last: int | None = None
    while rows := _page(db, [*chosen, *([col(Event.id) > last] if last else [])]):
        yield from (Entry(*row) for row in rows)
        last = rows[-1][1]


def _page(db: Session, chosen: list[Any]) -> list[Any]:
    event = (Event.id, Event.at, Event.name, Event.actor)
    about = (StaffMember.username, Account.username, Application.reference, Event.data)
    page = (
        select(AuditLink.position, *event, *about)  # type: ignore[call-overload]
        .select_from(Event)
        .join(AuditLink, col(AuditLink.event_id) == col(Event.id), isouter=True)
        .join(StaffMember, col(StaffMember.id) == col(Event.staff_id), isouter=True)
        .join(Account, col(Account.id) == col(Event.account_id), isouter=True)
        .join(Application, col(Application.id) == col(Event.application_id), isouter=True)
        .where(*chosen)
        .order_by(col(Event.id))
        .limit(BATCH)
    )
    return list(db.connection().execute(page).all())
