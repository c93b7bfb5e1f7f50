"""An educator appeals a denial: once, within the days the policy gives."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import applications, certificates, decisions
from cecs_app.db.desk_tables import Appeal
from cecs_app.db.tables import Account, Application
from cecs_app.domain.application import Status
from cecs_app.domain.certificate import CertificateKind
from cecs_app.domain.decision import checked_reason
from cecs_app.domain.errors import Elsewhere, NotAllowed
from cecs_app.services import letters
from cecs_app.services.applications.draft import step_path
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps
from cecs_app.words.letter import Letter
from cecs_app.words.letters import decision as words


@dataclass(frozen=True)
class AppealForm:
    """`reason` is why it was denied; `until` the last day to ask; `panel_days` how long the panel may take."""

    reference: str
    reason: str
    until: date
    panel_days: int


def find_last_day(db: Session, deps: Deps, application: Application) -> date | None:
    """Until when it may be appealed; None where it may not: not denied, final, or appealed before."""
    if application.status != Status.DENIED or application.decided_at is None:
        return None
    if decisions.find_appeal(db, application.id, application.decided_at):
        return None
    kind = CertificateKind(certificates.get(db, application.certificate_id).kind)
    return deps.desk_policy.appeal_until(connecticut_day(application.decided_at), kind)


def show(deps: Deps, educator_id: int | None, reference: str) -> AppealForm:
    """Raises NotFound, Elsewhere for what is not denied, or NotAllowed("appeal_closed")."""
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        until = _checked_until(db, deps, application)
        denial = decisions.find_last(db, application.id)
        return AppealForm(application.reference, denial.reason if denial else "", until, deps.desk_policy.panel_days)


def ask(deps: Deps, educator_id: int | None, account_id: int, reference: str, statement: str) -> str:
    """Gives the address to go to. Raises InvalidFields, NotAllowed("another_open"), and as show."""
    statement = checked_reason(statement, "statement")
    with deps.database.transaction() as db:
        application = applications.get_owned(db, educator_id, reference, lock=True)
        _checked_until(db, deps, application)
        due = deps.today() + timedelta(days=deps.desk_policy.panel_days)
        db.add(Appeal(application_id=application.id or 0, statement=statement, asked_at=deps.now(), due_on=due))
        move(db, deps, application, Status.APPEALED, actor="educator", account_id=account_id, due=due.isoformat())

        def compose(account: Account) -> Letter:
            link = deps.screen(step_path(application.reference, "status"))
            return words.appeal_received(account.first_name, application.reference, due, link)

        letters.send(db, deps, application, "appeal_received", compose)
        return step_path(application.reference, "status")


def _checked_until(db: Session, deps: Deps, application: Application) -> date:
    if application.status != Status.DENIED:
        raise Elsewhere(step_path(application.reference, "status"))
    until = find_last_day(db, deps, application)
    if until is None or deps.today() > until:
        raise NotAllowed("appeal_closed")
    return until
