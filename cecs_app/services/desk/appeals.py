"""What the panel of three decided on an appeal, entered by a supervisor."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from cecs_app.db import decisions
from cecs_app.db.desk_tables import Appeal
from cecs_app.db.tables import Account, Application
from cecs_app.domain.application import Status
from cecs_app.domain.decision import AppealOutcome, reason_fault
from cecs_app.domain.errors import InvalidFields, NotAllowed
from cecs_app.domain.staff import Clerk
from cecs_app.services import letters
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import move_case, open_case, read_case
from cecs_app.words.letter import Letter
from cecs_app.words.letters import decision as words


@dataclass(frozen=True)
class AppealView:
    statement: str
    asked_at: datetime
    due_on: date


def show(deps: Deps, clerk: Clerk, reference: str) -> AppealView:
    """Raises NotFound, or NotAllowed("own_application" or "nothing_waits")."""
    with deps.database.reading() as db:
        appeal = _open(db, read_case(db, clerk, reference))
        return AppealView(appeal.statement, appeal.asked_at, appeal.due_on)


def settle(deps: Deps, clerk: Clerk, reference: str, outcome: str, reason: str) -> None:
    """`outcome` is "upheld": the denial stands; or "granted": it is reviewed again. Raises InvalidFields, as show."""
    _check(outcome, reason)
    with deps.database.transaction() as db:
        application = open_case(db, clerk, reference)
        appeal = _open(db, application)
        appeal.outcome, appeal.reason = outcome, reason.strip()
        appeal.entered_by, appeal.decided_at = clerk.staff_id, deps.now()
        if outcome == AppealOutcome.GRANTED:
            application.decided_at = None
        wanted = Status.IN_REVIEW if outcome == AppealOutcome.GRANTED else Status.DENIED
        move_case(db, deps, clerk, application, wanted, appeal=outcome)
        _mail(db, deps, application, appeal)


def _open(db: Session, application: Application) -> Appeal:
    appeal = decisions.find_open_appeal(db, application.id)
    if application.status != Status.APPEALED or appeal is None:
        raise NotAllowed("nothing_waits")
    return appeal


def _check(outcome: str, reason: str) -> None:
    faults: dict[str, str] = {}
    if outcome not in (AppealOutcome.UPHELD, AppealOutcome.GRANTED):
        faults["outcome"] = "choose_one"
    if fault := reason_fault(reason):
        faults["reason"] = fault
    if faults:
        raise InvalidFields(faults)


def _mail(db: Session, deps: Deps, application: Application, appeal: Appeal) -> None:
    def compose(account: Account) -> Letter:
        link = deps.screen(f"/applications/{application.reference}/status")
        is_granted = appeal.outcome == AppealOutcome.GRANTED
        return words.appeal_decided(
            account.first_name, application.reference, appeal.reason, is_granted=is_granted, link=link
        )

    letters.send(db, deps, application, f"appeal_{appeal.outcome}", compose)
