"""What the staff write for each other about an application. The educator never sees it."""

from sqlmodel import Session

from cecs_app.db.desk_tables import InternalNote
from cecs_app.db.tables import Application
from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.ssn import holds_ssn
from cecs_app.domain.staff import Clerk
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import open_case

LONGEST = 4_000


def add(deps: Deps, clerk: Clerk, reference: str, text: str) -> None:
    """Raises InvalidFields, NotFound, or NotAllowed("own_application")."""
    if not text.strip():
        raise InvalidFields({"note": "required"})
    if len(text) > LONGEST:
        raise InvalidFields({"note": "too_long"})
    if holds_ssn(text):
        raise InvalidFields({"note": "reason_has_number"})
    with deps.database.transaction() as db:
        write(db, deps, clerk, open_case(db, clerk, reference), text)


def write(db: Session, deps: Deps, clerk: Clerk, application: Application, text: str) -> None:
    """In the caller's transaction."""
    db.add(InternalNote(application_id=application.id or 0, staff_id=clerk.staff_id, text=text.strip(), at=deps.now()))
    journal.record_act(db, deps, clerk, "note_added", application_id=application.id)
