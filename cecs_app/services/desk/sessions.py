"""Logins at the desk: begun, found again by the cookie, ended. Shorter than an educator's."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from cecs_app.db import staff
from cecs_app.db.desk_tables import StaffMember, StaffSession
from cecs_app.domain.access import login_ends_at
from cecs_app.domain.errors import NotNow
from cecs_app.domain.staff import Clerk, roles_of
from cecs_app.gateways.secrets import new_token, token_hash
from cecs_app.services import journal
from cecs_app.services.deps import Deps

TOUCH_EVERY = timedelta(seconds=30)


@dataclass(frozen=True)
class Begun:
    """A new login: the cookie's value, told once, and whose it is."""

    token: str
    clerk: Clerk
    device: str = ""
    """As an educator's; see services/sessions.py."""


def begin(db: Session, deps: Deps, member: StaffMember, *, is_setup: bool = False) -> Begun:
    token = new_token()
    session = StaffSession(
        token_hash=token_hash(token),
        staff_id=member.id or 0,
        is_setup=is_setup,
        created_at=deps.now(),
        seen_at=deps.now(),
    )
    db.add(session)
    db.flush()
    return Begun(token, clerk_of(member, session))


def find_clerk(deps: Deps, token: str, *, is_working: bool = True) -> Clerk | None:
    """Who holds this cookie; None when nobody does, or the login has ended, idled or grown too old.

    `is_working` is False for a screen that looks again by itself: that must not keep a login alive.
    """
    found = _find_live(deps, token)
    if found is None:
        return None
    session, member = found
    # Either way: after the clock stepped back, too.
    if is_working and abs(deps.now() - session.seen_at) > TOUCH_EVERY:
        with suppress(NotNow):  # who can't be noted as working can still read; her login ends the sooner for it
            _touch(deps, token)
    return clerk_of(member, session)


def find_end(deps: Deps, token: str) -> datetime | None:
    """When the login of this cookie ends by itself; None when there is none any more. Does not keep it alive."""
    found = _find_live(deps, token)
    return ends_at(deps, found[0]) if found else None


def ends_at(deps: Deps, session: StaffSession) -> datetime:
    """When it ends by itself if nothing is done before."""
    idle = timedelta(minutes=deps.settings.staff_idle_minutes)
    return login_ends_at(session.created_at, session.seen_at, idle, timedelta(hours=deps.settings.session_hours))


def end(deps: Deps, token: str) -> None:
    """Nothing happens when nobody's login bears this cookie. One that had run out was not ended by her."""
    with deps.database.transaction() as db:
        found = staff.find_session(db, token_hash(token))
        if found:
            is_live = deps.now() < ends_at(deps, found[0])
            name, actor = ("staff_signed_out", "staff") if is_live else ("staff_login_ran_out", "system")
            staff.end_session(db, token_hash(token), deps.now())
            journal.record(db, deps, name, actor=actor, staff_id=found[1].id)


def clerk_of(member: StaffMember, session: StaffSession | None = None) -> Clerk:
    """Without a login only where no guard is: for made-up data."""
    return Clerk(
        session_id=session.id or 0 if session else 0,
        staff_id=member.id or 0,
        username=member.username,
        name=member.name,
        roles=roles_of(member.roles),
        email_key=member.email_key,
        educator_id=member.educator_id,
        is_new=session.is_setup if session else False,
    )


def _find_live(deps: Deps, token: str) -> tuple[StaffSession, StaffMember] | None:
    with deps.database.reading() as db:
        found = staff.find_session(db, token_hash(token)) if token else None
    return found if found and deps.now() < ends_at(deps, found[0]) else None


def _touch(deps: Deps, token: str) -> None:
    with deps.database.transaction() as db:
        found = staff.find_session(db, token_hash(token))
        if found:
            found[0].seen_at = deps.now()
