"""The accounts of the staff, as the command line makes, resets, changes and disables them."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from cecs_app.db import accounts, registry, staff, turns
from cecs_app.db.desk_tables import StaffMember
from cecs_app.domain.account import checked_email, email_fault, fold_email, name_fault, tidy_name
from cecs_app.domain.errors import InvalidFields, NotFound
from cecs_app.domain.staff import Role, as_stored
from cecs_app.gateways.secrets import new_temporary_password
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from cecs_app.services.desk.assign import is_reviewer, let_go

SETUP_LASTS = timedelta(hours=24)
_USERNAME = re.compile(r"[a-z][a-z0-9.-]{2,31}")


@dataclass(frozen=True)
class Hiring:
    """`ein` is her own record's, which she must never work on; empty for somebody who is no educator."""

    username: str
    name: str
    email: str
    roles: frozenset[Role]
    ein: str


@dataclass(frozen=True)
class SetUp:
    """The setup code is told once. It lets her make her password and her authenticator, at this address."""

    username: str
    setup_code: str
    expires_at: datetime
    address: str


@dataclass(frozen=True)
class MemberView:
    username: str
    name: str
    email: str
    roles: list[str]
    ein: str
    status: str
    """waiting (for her to set up), active or disabled."""


def add(deps: Deps, hiring: Hiring, by: str) -> SetUp:
    """Raises InvalidFields."""
    if faults := _faults(hiring):
        raise InvalidFields(faults)
    code, hashed = _new_code(deps)
    with deps.database.transaction() as db:
        member = _new_member(db, deps, hiring)
        _let_in(deps, member, hashed)
        db.add(member)
        db.flush()
        _journal(db, deps, "staff_added", member, by, roles=member.roles)
    return _set_up(deps, member, code)


def reset(deps: Deps, username: str, by: str) -> SetUp:
    """Ends her logins, password and authenticator; lets somebody disabled back in. Raises NotFound."""
    code, hashed = _new_code(deps)
    with deps.database.transaction() as db:
        member = _get(db, username)
        member.password_hash = member.sealed_authenticator = member.disabled_at = None
        _let_in(deps, member, hashed)
        staff.end_sessions(db, member.id or 0, deps.now())
        _journal(db, deps, "staff_reset", member, by)
    return _set_up(deps, member, code)


def disable(deps: Deps, username: str, by: str) -> MemberView:
    """She can't log in any more, from this moment. What she did keeps her name; what she works on goes back to the
    queue. Raises NotFound."""
    with deps.database.transaction() as db:
        member = _get(db, username)
        member.disabled_at = member.disabled_at or deps.now()
        member.setup_hash = member.setup_expires_at = None
        staff.end_sessions(db, member.id or 0, deps.now())
        let_go(db, deps, member)
        _journal(db, deps, "staff_disabled", member, by)
        return _view(db, member)


def set_roles(deps: Deps, username: str, roles: frozenset[Role], by: str) -> MemberView:
    """In place of those she had, from her next act on. Raises InvalidFields or NotFound."""
    if not roles:
        raise InvalidFields({"role": "no_role"})
    with deps.database.transaction() as db:
        member = _get(db, username)
        before, member.roles = member.roles, as_stored(roles)
        if not is_reviewer(member):
            let_go(db, deps, member)
        _journal(db, deps, "staff_roles_changed", member, by, before=before, after=member.roles)
        return _view(db, member)


def list_all(deps: Deps) -> list[MemberView]:
    with deps.database.reading() as db:
        return [_view(db, member) for member in staff.everybody(db)]


def _faults(hiring: Hiring) -> dict[str, str]:
    faults: dict[str, str] = {}
    if not _USERNAME.fullmatch(hiring.username):
        faults["username"] = "staff_username_invalid"
    if fault := name_fault(tidy_name(hiring.name)):
        faults["name"] = fault
    if fault := email_fault(hiring.email):
        faults["email"] = fault
    if not hiring.roles:
        faults["role"] = "no_role"
    return faults


def _new_member(db: Session, deps: Deps, hiring: Hiring) -> StaffMember:
    turns.take(db, "staff")
    if staff.find_by_username(db, hiring.username):
        raise InvalidFields({"username": "staff_username_taken"})
    educator = registry.find(db, hiring.ein) if hiring.ein else None
    if hiring.ein and educator is None:
        raise InvalidFields({"ein": "ein_unknown"})
    email = checked_email(hiring.email) or ""
    if staff.find_by_email(db, fold_email(email)):
        # A second login would let one person be both of the two that a decision may need.
        raise InvalidFields({"email": "staff_email_taken"})
    return StaffMember(
        username=hiring.username,
        name=tidy_name(hiring.name),
        email=email,
        email_key=fold_email(email),
        roles=as_stored(hiring.roles),
        educator_id=educator.id if educator else None,
        created_at=deps.now(),
    )


def _new_code(deps: Deps) -> tuple[str, str]:
    code = new_temporary_password()
    return code, deps.passwords.hash(code)


def _let_in(deps: Deps, member: StaffMember, hashed: str) -> None:
    member.setup_hash, member.setup_expires_at = hashed, deps.now() + SETUP_LASTS


def _set_up(deps: Deps, member: StaffMember, code: str) -> SetUp:
    return SetUp(member.username, code, deps.now() + SETUP_LASTS, deps.url("/desk/setup"))


def _get(db: Session, username: str) -> StaffMember:
    found = staff.find_by_username(db, username)
    if found is None:
        raise NotFound
    return staff.get_locked(db, found.id or 0)


def _view(db: Session, member: StaffMember) -> MemberView:
    status = "disabled" if member.disabled_at else "active" if member.password_hash else "waiting"
    ein = accounts.get_educator(db, member.educator_id).ein if member.educator_id else ""
    return MemberView(member.username, member.name, member.email, member.roles.split(";"), ein, status)


def _journal(db: Session, deps: Deps, name: str, member: StaffMember, by: str, **data: str) -> None:
    """By whoever was at the command line: no clerk, so the event names her by the login there."""
    journal.record(db, deps, name, actor="system", member=member.id, by=by, changes=data)
