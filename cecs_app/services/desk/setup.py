"""A new member of the staff, let in once by a setup code, makes her password and her authenticator."""

from sqlmodel import Session

from cecs_app.db import staff
from cecs_app.db.desk_tables import StaffMember
from cecs_app.domain.access import Browser
from cecs_app.domain.errors import CecsError, InvalidFields
from cecs_app.domain.passwords import password_fault
from cecs_app.gateways import authenticators
from cecs_app.gateways.authenticators import Authenticator
from cecs_app.gateways.secrets import token_hash
from cecs_app.services import journal, limits
from cecs_app.services.deps import Deps
from cecs_app.services.desk import proof, sessions
from cecs_app.services.desk.sessions import Begun
from cecs_app.services.passwords import own_words


class WrongSetupCode(CecsError):
    """Never says whether the username exists, or whether the code was used or is too old."""

    code = "wrong_setup_code"


class SetupEnded(CecsError):
    """The login by setup code idled out, or the code was used, replaced or grew too old meanwhile."""

    code = "setup_ended"


def begin(deps: Deps, username: str, setup_code: str, browser: Browser) -> Begun:
    """A login that can only set up. The code is spent by `finish`. Raises WrongSetupCode or TooManyTries."""
    username, typed = username.strip().lower(), setup_code.strip().lower()
    limits.spend(deps, limits.STAFF_SETUP, limits.of_typed(username))
    limits.spend(deps, limits.STAFF_PROOF_FROM, browser.address)
    with deps.database.reading() as db:
        found = staff.find_by_username(db, username)
    hashed = found.setup_hash if found and _is_live(deps, found) else None
    if not deps.passwords.matches(typed, hashed) or found is None:
        raise WrongSetupCode
    with deps.database.transaction() as db:
        member = staff.get_locked(db, found.id or 0)
        if member.setup_hash != hashed or not _is_live(deps, member):
            raise WrongSetupCode
        # Whoever begins twice keeps what she scanned the first time.
        if member.sealed_authenticator is None:
            member.sealed_authenticator = deps.sealer.seal(authenticators.new_secret(), proof.PURPOSE)
        limits.forget(db, limits.STAFF_SETUP, limits.of_typed(username))
        journal.record(db, deps, "staff_setup_begun", actor="staff", staff_id=member.id)
        return sessions.begin(db, deps, member, is_setup=True)


def get_authenticator(deps: Deps, token: str) -> Authenticator:
    """Only while she sets up. Raises SetupEnded."""
    member = _member_of(deps, token)
    secret = proof.find_secret(deps, member) or ""
    return authenticators.shown(secret, member.username, "CECS desk")


def finish(deps: Deps, token: str, *, new: str, confirmation: str, code: str) -> Begun:
    """Spends the setup code and begins the first whole login. Raises InvalidFields, SetupEnded or TooManyTries."""
    checked = _member_of(deps, token)
    limits.spend(deps, limits.STAFF_SETUP, f"finish {checked.id}")
    step = authenticators.find_step(proof.find_secret(deps, checked), code, deps.now())
    if faults := _faults(checked, new, confirmation, step):
        raise InvalidFields(faults)
    hashed = deps.passwords.hash(new)
    with deps.database.transaction() as db:
        member = staff.get_locked(db, checked.id or 0)
        if (member.setup_hash, member.sealed_authenticator) != (checked.setup_hash, checked.sealed_authenticator):
            raise SetupEnded
        member.password_hash, member.authenticator_step = hashed, step or 0
        return _begin_work(db, deps, member)


def _begin_work(db: Session, deps: Deps, member: StaffMember) -> Begun:
    member.setup_hash = member.setup_expires_at = None
    staff.end_sessions(db, member.id or 0, deps.now())
    journal.record(db, deps, "staff_set_up", actor="staff", staff_id=member.id)
    return sessions.begin(db, deps, member)


def _member_of(deps: Deps, token: str) -> StaffMember:
    clerk = sessions.find_clerk(deps, token)
    if clerk is None or not clerk.is_new:
        raise SetupEnded
    with deps.database.reading() as db:
        found = staff.find_session(db, token_hash(token))
    if found is None or not _is_live(deps, found[1]):
        raise SetupEnded
    return found[1]


def _is_live(deps: Deps, member: StaffMember) -> bool:
    return member.setup_expires_at is not None and member.setup_expires_at > deps.now() and not member.disabled_at


def _faults(member: StaffMember, new: str, confirmation: str, step: int | None) -> dict[str, str]:
    faults: dict[str, str] = {}
    first_name, _blank, last_name = member.name.partition(" ")
    if fault := password_fault(new, own_words(first_name, last_name, member.username, member.email)):
        faults["new_password"] = fault
    if new != confirmation:
        faults["confirm_password"] = "password_mismatch"
    if step is None:
        faults["code"] = "authenticator_code_wrong"
    return faults
