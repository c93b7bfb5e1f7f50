"""The one mover: nothing else changes the status of an application."""

from sqlmodel import Session

from cecs_app.db import applications
from cecs_app.db.tables import Application
from cecs_app.domain.application import ENDED, Status, check_move
from cecs_app.domain.errors import NotAllowed
from cecs_app.services import journal
from cecs_app.services.deps import Deps


def move(
    db: Session,
    deps: Deps,
    application: Application,
    wanted: Status,
    *,
    actor: str,
    account_id: int | None = None,
    **data: object,
) -> None:
    """In the caller's transaction, with its event `application_<status>`.

    Raises NotAllowed("status_moved") for a move that the table does not have, or that another tab made first.
    """
    present = Status(application.status)
    check_move(present, wanted)
    if not applications.change_status(db, application, present, wanted):
        raise NotAllowed("status_moved", present=present, wanted=wanted)
    application.status = wanted
    if wanted in ENDED:
        application.open_key = None
    name = f"application_{wanted}"
    journal.record(db, deps, name, actor=actor, account_id=account_id, application_id=application.id, **data)
