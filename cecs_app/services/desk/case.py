"""An application on the Bureau's desk. Every act of the staff on one goes through here: never on her own."""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session

from cecs_app.db import accounts, applications
from cecs_app.db.desk_tables import StaffMember
from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.errors import NotAllowed, NotFound
from cecs_app.domain.staff import Clerk
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps

DECIDABLE = (Status.IN_REVIEW, Status.WAITING_REVIEW, Status.MISSING_CREDENTIALS)
"""What the reviewer who claimed it may ask more for, put on hold, approve or deny."""


def read_case(db: Session, clerk: Clerk, reference: str) -> Application:
    """Raises NotFound, also for what was never filed, or NotAllowed("own_application")."""
    return _checked(db, clerk, applications.get_by_reference(db, reference))


def open_case(db: Session, clerk: Clerk, reference: str) -> Application:
    """Held until the transaction ends. Raises as read_case."""
    return _checked(db, clerk, applications.get_any(db, reference))


def held_case(db: Session, clerk: Clerk, reference: str) -> Application:
    """One that this clerk has claimed. Raises as read_case, and NotAllowed("not_claimed") for anybody else's."""
    return _hers(clerk, open_case(db, clerk, reference))


def read_held_case(db: Session, clerk: Clerk, reference: str) -> Application:
    """The same to look at only."""
    return _hers(clerk, read_case(db, clerk, reference))


def taken_up(db: Session, deps: Deps, clerk: Clerk, reference: str) -> Application:
    """Claimed by this clerk and in review, also where what was missing has arrived since, or never did.

    Raises as held_case, and NotAllowed("not_decidable").
    """
    application = held_case(db, clerk, reference)
    check_decidable(application)
    if application.status != Status.IN_REVIEW:
        move_case(db, deps, clerk, application, Status.IN_REVIEW)
    return application


def check_decidable(application: Application, statuses: Collection[Status] = DECIDABLE) -> None:
    """Raises NotAllowed("not_decidable")."""
    if application.status not in statuses:
        raise NotAllowed("not_decidable", status=application.status)


def move_case(db: Session, deps: Deps, clerk: Clerk, application: Application, wanted: Status, **data: Any) -> None:
    """As this clerk's act, in the transaction that opened it. Raises as move."""
    move(db, deps, application, wanted, actor="staff", staff_id=clerk.staff_id, **data)


def check_not_own(db: Session, clerk: Clerk, educator_id: int) -> None:
    """Raises NotAllowed("own_application"): by her record, or by her account where she named no record."""
    if educator_id in own_records(db, clerk):
        raise NotAllowed("own_application")


def own_records(db: Session, who: Clerk | StaffMember) -> frozenset[int]:
    """The educators that somebody of the staff is herself: the record she named, and that of her own account."""
    account = accounts.find_by_email(db, who.email_key)
    return frozenset(one for one in (who.educator_id, account and account.educator_id) if one)


def _hers(clerk: Clerk, application: Application) -> Application:
    if application.assigned_to != clerk.staff_id:
        raise NotAllowed("not_claimed")
    return application


def _checked(db: Session, clerk: Clerk, application: Application) -> Application:
    if application.filed_at is None and application.status != Status.AWAITING_PAYMENT:
        raise NotFound
    check_not_own(db, clerk, application.educator_id)
    return application
