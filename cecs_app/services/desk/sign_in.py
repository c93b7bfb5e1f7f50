"""Login to the desk: username, password and a code of the authenticator."""

from cecs_app.db import staff
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from cecs_app.services.desk import proof, sessions
from cecs_app.services.desk.proof import WrongProof
from cecs_app.services.desk.sessions import Begun


def sign_in(deps: Deps, username: str, password: str, code: str, address: str) -> Begun:
    """Raises WrongProof or TooManyTries; the answer takes as long for unknown usernames."""
    username = username.strip().lower()
    proof.spend(deps, username, address)
    found = proof.find(deps, username, password, code)
    with deps.database.transaction() as db:
        if found and proof.use(db, found):
            journal.record(db, deps, "staff_signed_in", actor="staff", staff_id=found.staff_id)
            return sessions.begin(db, deps, staff.get(db, found.staff_id))
        # Written for unknown names as well, which takes as long; the name itself may be a mistyped password.
        member = staff.find_by_username(db, username)
        journal.record(db, deps, "staff_login_refused", actor="system", member=member.id if member else None)
    raise WrongProof
