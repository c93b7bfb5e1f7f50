"""A supervisor looks at a decision that two people must share: she confirms it, or sends it back."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from cecs_app.db import decisions, staff
from cecs_app.db.desk_tables import Decision
from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.decision import DecisionOutcome, checked_reason
from cecs_app.domain.errors import NotAllowed
from cecs_app.domain.staff import Clerk
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from cecs_app.services.desk import notes
from cecs_app.services.desk.carry_out import carry_out
from cecs_app.services.desk.case import move_case, open_case, read_case


@dataclass(frozen=True)
class SecondLookView:
    """`is_own` for her who decided first: somebody else has to look."""

    verdict: str
    reason: str
    decided_by: str
    decided_at: datetime
    is_own: bool


def show(deps: Deps, clerk: Clerk, reference: str) -> SecondLookView:
    """Raises NotFound, or NotAllowed("own_application" or "nothing_waits")."""
    with deps.database.reading() as db:
        application = read_case(db, clerk, reference)
        decision = _waiting(db, application)
        by = staff.get(db, decision.decided_by)
        is_own = decision.decided_by == clerk.staff_id
        return SecondLookView(decision.verdict, decision.reason, by.name, decision.decided_at, is_own)


def confirm(deps: Deps, clerk: Clerk, reference: str) -> str:
    """The decision takes effect; gives its verdict.

    Raises as show, NotAllowed("second_look_own") for her who decided first, and as approving does.
    """
    with deps.database.transaction() as db:
        application = open_case(db, clerk, reference)
        decision = _looked_at(db, deps, clerk, application, DecisionOutcome.DONE)
        journal.record_act(db, deps, clerk, "decision_confirmed", application_id=application.id)
        carry_out(db, deps, application, decision, clerk)
        return decision.verdict


def send_back(deps: Deps, clerk: Clerk, reference: str, reason: str) -> None:
    """To the reviewer, who reads why in the notes. Raises InvalidFields, and as confirm."""
    reason = checked_reason(reason)
    with deps.database.transaction() as db:
        application = open_case(db, clerk, reference)
        _looked_at(db, deps, clerk, application, DecisionOutcome.SENT_BACK)
        journal.record_act(db, deps, clerk, "decision_sent_back", application_id=application.id)
        notes.write(db, deps, clerk, application, reason)
        move_case(db, deps, clerk, application, Status.IN_REVIEW)


def _waiting(db: Session, application: Application) -> Decision:
    decision = decisions.find_waiting(db, application.id)
    if application.status != Status.SECOND_LOOK or decision is None:
        raise NotAllowed("nothing_waits")
    return decision


def _looked_at(db: Session, deps: Deps, clerk: Clerk, application: Application, outcome: DecisionOutcome) -> Decision:
    decision = _waiting(db, application)
    if decision.decided_by == clerk.staff_id:
        raise NotAllowed("second_look_own")
    decision.seconded_by, decision.seconded_at = clerk.staff_id, deps.now()
    decision.outcome, decision.open_key = outcome, None
    return decision
