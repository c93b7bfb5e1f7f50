"""Whoever says she is of the staff proves it by password and a fresh code: at login, and before she sees an SSN."""

from dataclasses import dataclass

from sqlmodel import Session

from cecs_app.db import staff
from cecs_app.db.desk_tables import StaffMember
from cecs_app.domain.access import Browser
from cecs_app.domain.errors import CecsError
from cecs_app.gateways import authenticators
from cecs_app.services import devices, limits
from cecs_app.services.deps import Deps
from cecs_app.services.limits import Limit

PURPOSE = "staff authenticator"
"""Bound to each sealed TOTP secret."""


class WrongProof(CecsError):
    """Never says which of the three was wrong, nor whether the username exists."""

    code = "wrong_proof"


@dataclass(frozen=True)
class Proof:
    """Right when it was looked at; counts only once `use` has taken its code."""

    staff_id: int
    step: int
    password_hash: str


Counted = tuple[Limit, str]


def spend(deps: Deps, username: str, browser: Browser) -> Counted:
    """Counts a try before anything is compared, so that many at once count too; says where. Raises TooManyTries.

    A browser on which she has logged in has a count of its own: no stranger can keep her out of it.
    """
    with deps.database.reading() as db:
        member = staff.find_by_username(db, username)
        is_known = devices.is_known(db, browser, staff_id=member.id if member else None)
    counted = _counted(username, browser, is_known)
    limits.spend_all(deps, [counted, (limits.STAFF_PROOF_FROM, browser.address)])
    return counted


def _counted(username: str, browser: Browser, is_known: bool) -> Counted:
    if is_known:
        return limits.STAFF_PROOF_PER_DEVICE, limits.of_typed(f"{username} {browser.device}")
    return limits.STAFF_PROOF, limits.of_typed(username)


def find(deps: Deps, username: str, password: str, code: str) -> Proof | None:
    """None if anything is wrong; one hash is checked whatever happens."""
    with deps.database.reading() as db:
        member = staff.find_by_username(db, username)
    hashed = member.password_hash if member and member.disabled_at is None else None
    is_right = deps.passwords.matches(password, hashed)
    step = authenticators.find_step(find_secret(deps, member), code, deps.now())
    if member is None or hashed is None or not is_right or step is None:
        return None
    return Proof(member.id or 0, step, hashed)


def use(db: Session, proof: Proof, counted: Counted) -> bool:
    """Takes the code; False when it was taken before, or when her password was changed or she was disabled since.

    Her slips before it are forgotten.
    """
    is_hers = staff.use_step(db, proof.staff_id, proof.step, proof.password_hash)
    if is_hers:
        limits.forget(db, *counted)
    return is_hers


def find_secret(deps: Deps, member: StaffMember | None) -> str | None:
    if member is None or member.sealed_authenticator is None:
        return None
    return deps.sealer.open(member.sealed_authenticator, PURPOSE)
