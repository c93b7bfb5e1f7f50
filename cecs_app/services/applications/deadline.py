"""By when whoever acts next should have acted."""

from datetime import date

from sqlmodel import Session

from cecs_app.db import decisions
from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.certificate import WITHOUT_A_TERM, ApplicationKind
from cecs_app.services.applications.appeal import find_last_day
from cecs_app.services.deps import Deps


def find_deadline(db: Session, deps: Deps, application: Application) -> date | None:
    """The last day; None where nothing is due by a day, or where it is too late and waiting costs no more."""
    match Status(application.status):
        case Status.AWAITING_PAYMENT:
            return _unless_past(deps, _in_time_until(application))
        case Status.MISSING_CREDENTIALS:
            return application.answer_due_on
        case Status.ON_HOLD:
            return application.held_until
        case Status.APPEALED:
            appeal = decisions.find_open_appeal(db, application.id)
            return appeal.due_on if appeal else None
        case Status.DENIED:
            return _unless_past(deps, find_last_day(db, deps, application))
    return None


def _in_time_until(application: Application) -> date | None:
    """The certificate's last day: paid by then, the application is in time."""
    return None if ApplicationKind(application.kind) in WITHOUT_A_TERM else application.certificate_ends_on


def _unless_past(deps: Deps, day: date | None) -> date | None:
    return day if day and day >= deps.today() else None
