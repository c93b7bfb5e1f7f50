"""Staff who can log in at the desk, and how they do it in the browser. Every journey hires its own."""

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import expect

from cecs_app.db.desk_tables import StaffMember
from cecs_app.domain.staff import Role
from cecs_app.gateways.authenticators import new_secret
from cecs_app.practice import names
from cecs_app.services.deps import Deps
from cecs_app.services.desk.proof import PURPOSE
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.e2e.authenticators import next_code
from tests.e2e.educator import Educator
from tests.e2e.portal import Portal

STAFF_PASSWORD = "nine lanterns along the jetty"
_numbers = itertools.count(1)


@dataclass
class Clerk:
    """Whoever logs in with these; her authenticator never shows a code twice."""

    id: int
    username: str
    name: str
    secret: str
    last_step: int = 0

    def code(self) -> str:
        """A fresh one; waits for it where she has used those of now and of the step to come."""
        return next_code(self)


@contextmanager
def deps_of(portal: Portal) -> Iterator[Deps]:
    """The portal's own database, from outside."""
    deps = build_deps(Settings(database_url=portal.database_url, public_url=portal.url))
    yield deps
    deps.database.engine.dispose()


def hired(portal: Portal, *roles: Role) -> Clerk:
    """Another person each time, set up already."""
    number = next(_numbers)
    first_name, last_name = names.pair(1000 + number)
    clerk = Clerk(0, f"clerk{number}", f"{first_name} {last_name}", new_secret())
    with deps_of(portal) as deps, deps.database.transaction() as db:
        member = _member(deps, clerk, roles)
        db.add(member)
        db.flush()
        clerk.id = member.id or 0
    return clerk


def log_in_as_staff(who: Educator, *roles: Role) -> Clerk:
    """Hires somebody and logs her in; she stands before the first screen of her work."""
    clerk = hired(who.portal, *roles)
    logs_in(who, clerk)
    return clerk


def logs_in(who: Educator, clerk: Clerk, password: str = STAFF_PASSWORD) -> None:
    who.opens("/desk/login")
    who.fills("Username", clerk.username)
    who.fills("Password", password)
    who.fills("Code", clerk.code())
    who.presses("Log in")
    expect(who.page).to_have_url(re.compile(r"/desk(/cashier)?/?$"))


def _member(deps: Deps, clerk: Clerk, roles: tuple[Role, ...]) -> StaffMember:
    email = f"{clerk.username}@bureau.example.test"
    return StaffMember(
        username=clerk.username,
        name=clerk.name,
        email=email,
        email_key=email,
        roles=";".join(roles),
        password_hash=deps.passwords.hash(STAFF_PASSWORD),
        sealed_authenticator=deps.sealer.seal(clerk.secret, PURPOSE),
        created_at=deps.now(),
    )
