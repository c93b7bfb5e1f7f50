"""The one mover: nothing else changes the status of an application."""

from sqlmodel import Session

from cecs_app.db import applications, certificates
from cecs_app.db.tables import Application
from cecs_app.domain.application import ENDED, Status, check_move
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.domain.errors import NotAllowed
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from cecs_app.services.nudges import nudge


def move(
    db: Session,
    deps: Deps,
    application: Application,
    wanted: Status,
    *,
    actor: str,
    account_id: int | None = None,
    staff_id: int | None = None,
    **data: object,
) -> None:
    """In the caller's transaction, with its event `application_<status>`, and a mail where nobody writes a letter.

    Raises NotAllowed("status_moved") for a move that the table does not have, or that another tab made first, and
    NotAllowed("another_open") when one that was finished can't be opened again: she has begun a new one since.
    """
    present = Status(application.status)
    check_move(present, wanted)
    if not applications.change_status(db, application, present, wanted):
        raise NotAllowed("status_moved", present=present, wanted=wanted)
    application.status = wanted
    application.typed = {}  # only a draft has any
    if wanted in ENDED:
        application.open_key = application.assigned_to = application.assigned_at = None
    elif present in ENDED:
        _open_again(db, application)
    journal.record(
        db,
        deps,
        f"application_{wanted}",
        actor=actor,
        account_id=account_id,
        application_id=application.id,
        staff_id=staff_id,
        **data,
    )
    nudge(db, deps, application, present, wanted, staff_id)


def _open_again(db: Session, application: Application) -> None:
    # Nothing new is begun for the certificate while we look.
    certificate, kind = certificates.get_locked(db, application.certificate_id), ApplicationKind(application.kind)
    other = applications.find_open(db, applications.keys_in_the_way(certificate.id, kind))
    if other is not None:
        raise NotAllowed("another_open", reference=other.reference)
    application.open_key = applications.open_key(certificate.id, kind)
