"""Writes what happened, in the transaction that did it."""

from sqlmodel import Session

from cecs_app.db.tables import Event
from cecs_app.domain.staff import Clerk
from cecs_app.services.deps import Deps


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
