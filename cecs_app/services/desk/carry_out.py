"""A decision takes effect, once everybody who must has said yes to it."""

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import certificates
from cecs_app.db.desk_tables import Decision
from cecs_app.db.tables import Account, Application
from cecs_app.domain.application import Status
from cecs_app.domain.certificate import CertificateKind
from cecs_app.domain.decision import Verdict
from cecs_app.domain.staff import Clerk
from cecs_app.services import letters
from cecs_app.services.deps import Deps
from cecs_app.services.desk.case import move_case
from cecs_app.services.issue import issue, snapshot
from cecs_app.words.letter import Letter
from cecs_app.words.letters import decision as words


def carry_out(db: Session, deps: Deps, application: Application, decision: Decision, clerk: Clerk) -> None:
    """Issues, or denies with its letter. What the certificate was is kept with the decision, for an undo."""
    if decision.verdict == Verdict.APPROVE:
        certificate = certificates.get_locked(db, application.certificate_id)
        before = snapshot(certificate)
        issued = issue(db, deps, application, staff_id=clerk.staff_id)
        decision.before = {"certificate": before, "after": snapshot(certificate), "number": issued.number}
    else:
        _deny(db, deps, application, decision.reason, clerk)


def _deny(db: Session, deps: Deps, application: Application, reason: str, clerk: Clerk) -> None:
    application.decided_at = deps.now()
    move_case(db, deps, clerk, application, Status.DENIED)

    def compose(account: Account) -> Letter:
        return denial_letter(db, deps, application, reason, account.first_name)

    letters.send(db, deps, application, "denied", compose)


def denial_letter(db: Session, deps: Deps, application: Application, reason: str, first_name: str) -> Letter:
    """Of a denial today, in the language of the moment."""
    kind = CertificateKind(certificates.get(db, application.certificate_id).kind)
    until = deps.desk_policy.appeal_until(connecticut_day(deps.now()), kind)
    return words.denied(
        first_name,
        application.reference,
        reason,
        until=until,
        panel_days=deps.desk_policy.panel_days,
        link=deps.screen(f"/applications/{application.reference}/{'appeal' if until else 'status'}"),
    )
