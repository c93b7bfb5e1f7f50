"""Login to the desk: username, password and a code of the authenticator."""

from dataclasses import replace

from cecs_app.db import staff
from cecs_app.domain.access import Browser
from cecs_app.services import devices, journal
from cecs_app.services.deps import Deps
from cecs_app.services.desk import proof, sessions
from cecs_app.services.desk.proof import WrongProof
from cecs_app.services.desk.sessions import Begun


def sign_in(deps: Deps, username: str, password: str, code: str, browser: Browser) -> Begun:
    """Raises WrongProof or TooManyTries; the answer takes as long for unknown usernames."""
    username = username.strip().lower()
    counted = proof.spend(deps, username, browser)
    found = proof.find(deps, username, password, code)
    renewed = deps.passwords.renewed(password, found.password_hash) if found else None
    with deps.database.transaction() as db:
        if found and proof.use(db, found, counted):
            journal.record(db, deps, "staff_signed_in", actor="staff", staff_id=found.staff_id)
            hers = staff.get(db, found.staff_id)
            hers.password_hash = renewed or hers.password_hash
            begun = sessions.begin(db, deps, hers)
            return replace(begun, device=devices.arrive_at_desk(db, deps, found.staff_id, browser))
        # Written for unknown names as well, which takes as long; the name itself may be a mistyped password.
        member = staff.find_by_username(db, username)
        journal.record(db, deps, "staff_login_refused", actor="system", member=member.id if member else None)
    raise WrongProof
