"""Somebody of the Bureau's staff, and an application on her desk."""

from itertools import count

from sqlmodel import select

from cecs_app.db.desk_tables import StaffMember, StaffSession
from cecs_app.db.tables import Application
from cecs_app.domain.staff import Clerk, Role
from cecs_app.gateways.secrets import new_token, token_hash
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sessions
from tests.payable import Owing

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


def assign(deps: Deps, owed: Owing, clerk: Clerk | None) -> None:
    """Puts it on her desk, past the queue."""
    with deps.database.transaction() as db:
        row = db.exec(select(Application).where(Application.reference == owed.reference)).one()
        row.assigned_to = clerk.staff_id if clerk else None
        row.assigned_at = deps.now() if clerk else None
