"""Somebody of the Bureau's staff, and an application on her desk."""

from collections.abc import Callable
from itertools import count

import pytest
from sqlmodel import select

from cecs_app.db import applications
from cecs_app.db.desk_tables import StaffMember, StaffSession
from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.errors import NotAllowed
from cecs_app.domain.staff import Clerk, Role
from cecs_app.domain.steps import Step
from cecs_app.gateways.secrets import new_token, token_hash
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sessions

SESSIONS = count(1)


def hired(deps: Deps, *roles: Role, name: str = "Rita", educator_id: int | None = None) -> Clerk:
    """A clerk as a guard would hand her over; she can log in only by `cookie_of_clerk`."""
    email = f"{name.lower()}@bureau.example"
    with deps.database.transaction() as db:
        member = StaffMember(
            username=name.lower(),
            name=f"{name} Desk",
            email=email,
            email_key=email,
            roles=";".join(roles),
            educator_id=educator_id,
            created_at=deps.now(),
        )
        db.add(member)
        db.flush()
        return Clerk(
            next(SESSIONS), member.id or 0, member.username, member.name, frozenset(roles), email, educator_id
        )


def cookie_of_clerk(deps: Deps, clerk: Clerk, *, is_setup: bool = False) -> str:
    token = new_token()
    with deps.database.transaction() as db:
        db.add(
            StaffSession(
                token_hash=token_hash(token),
                staff_id=clerk.staff_id,
                is_setup=is_setup,
                created_at=deps.now(),
                seen_at=deps.now(),
            )
        )
    assert sessions.find_clerk(deps, token)
    return token


def refusal(act: Callable[[], object]) -> str:
    """The code with which it was refused."""
    with pytest.raises(NotAllowed) as caught:
        act()
    return caught.value.code


def assign(deps: Deps, reference: str, clerk: Clerk | None) -> None:
    """Puts it on her desk, past the queue."""
    with deps.database.transaction() as db:
        row = db.exec(select(Application).where(Application.reference == reference)).one()
        row.assigned_to = clerk.staff_id if clerk else None
        row.assigned_at = deps.now() if clerk else None


def taken_up(deps: Deps, reference: str, clerk: Clerk) -> str:
    """In review by her; gives the reference back."""
    assign(deps, reference, clerk)
    with deps.database.transaction() as db:
        move(db, deps, applications.get_any(db, reference), Status.IN_REVIEW, actor="staff", staff_id=clerk.staff_id)
    return reference


def answered_yes(deps: Deps, reference: str) -> str:
    """As if she had answered a conduct question with yes; gives the reference back."""
    with deps.database.transaction() as db:
        row = applications.get_any(db, reference)
        replies = {name: dict(one) for name, one in row.answers[Step.CONDUCT]["replies"].items()}
        next(iter(replies.values())).update(answer="yes", explanation="A fine in 1999.")
        row.answers = {**row.answers, Step.CONDUCT: {**row.answers[Step.CONDUCT], "replies": replies}}
    return reference
