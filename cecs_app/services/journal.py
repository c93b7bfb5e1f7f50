"""Writes what happened, in the transaction that did it."""

import structlog
from sqlalchemy import event
from sqlmodel import Session

from cecs_app.db.tables import Event
from cecs_app.domain.security_events import JOURNALLED
from cecs_app.domain.staff import Clerk
from cecs_app.services.deps import Deps

log = structlog.get_logger()
_TO_TELL = "to_tell"


def record(
    db: Session,
    deps: Deps,
    name: str,
    *,
    actor: str,
    account_id: int | None = None,
    application_id: int | None = None,
    staff_id: int | None = None,
    **data: object,
) -> None:
    """`actor` is "educator", "staff", "system" or "gateway"; `staff_id` says who of the staff.

    Never pass an SSN, a password or a card number.
    """
    db.add(
        Event(
            at=deps.now(),
            name=name,
            actor=actor,
            staff_id=staff_id,
            account_id=account_id,
            application_id=application_id,
            data=data,
        )
    )
    if name in JOURNALLED:
        who = {"account": account_id, "application": application_id, "staff": staff_id}
        told = {what: number for what, number in who.items() if number is not None}
        db.info.setdefault(_TO_TELL, []).append((name, {"actor": actor, **told}))


@event.listens_for(Session, "after_commit")
def _tell(db: Session) -> None:
    """In the log, too: only numbers, and only what did happen."""
    if db.in_nested_transaction():
        return
    for name, told in db.info.pop(_TO_TELL, ()):
        log.info(name, **told)


def record_act(
    db: Session,
    deps: Deps,
    clerk: Clerk,
    name: str,
    *,
    account_id: int | None = None,
    application_id: int | None = None,
    **data: object,
) -> None:
    """What somebody of the staff did at the desk. Never pass an SSN or a password."""
    record(
        db,
        deps,
        name,
        actor="staff",
        staff_id=clerk.staff_id,
        account_id=account_id,
        application_id=application_id,
        **data,
    )
