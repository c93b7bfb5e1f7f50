"""A supervisor takes a decision back. What was done stays in the journal, and so does the undoing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from cecs_app.db import applications, certificates, decisions
from cecs_app.db.desk_tables import Decision
from cecs_app.db.tables import Account, Application, Certificate
from cecs_app.domain.application import Status
from cecs_app.domain.decision import AppealOutcome, DecisionOutcome, Verdict, checked_reason
from cecs_app.domain.errors import NotAllowed
from cecs_app.domain.staff import Clerk
from cecs_app.services import journal, letters
from cecs_app.services.deps import Deps
from cecs_app.services.desk.assign import give_back
from cecs_app.services.desk.case import move_case, open_case, read_case
from cecs_app.services.issue import snapshot
from cecs_app.words.desk import undo_words
from cecs_app.words.letter import Letter
from cecs_app.words.letters import decision as words


@dataclass(frozen=True)
class UndoView:
    what: tuple[str, ...]
    """What is put back, each in a sentence."""


def show(deps: Deps, clerk: Clerk, reference: str) -> UndoView:
    """Raises NotFound, or NotAllowed: "own_application", "nothing_to_undo", "panel_has_decided", "changed_since"."""
    with deps.database.reading() as db:
        application = read_case(db, clerk, reference)
        decision = _undoable(db, application)
        if decision.verdict == Verdict.DENY:
            return UndoView(undo_words(None, None))
        certificate = _unchanged(db, application, decision)
        number = decision.before["number"]
        return UndoView(
            undo_words(_term(decision.before["certificate"]), "" if number == certificate.number else number)
        )


def undo(deps: Deps, clerk: Clerk, reference: str, reason: str) -> None:
    """Puts the certificate back as it was, and the application back on its reviewer's desk, or in the queue where she
    reviews no more; the educator is told.

    Raises InvalidFields, as show, and NotAllowed("another_open") when she has begun a new one since.
    """
    reason = checked_reason(reason)
    with deps.database.transaction() as db:
        application = open_case(db, clerk, reference)
        decision = _undoable(db, application)
        if decision.verdict == Verdict.APPROVE:
            _put_back(db, application, decision)
        decision.outcome = DecisionOutcome.UNDONE
        application.decided_at = None
        move_case(db, deps, clerk, application, Status.IN_REVIEW, undone=decision.verdict)
        give_back(db, deps, application, decision.decided_by)
        _journal(db, deps, clerk, application, decision, reason)
        _mail(db, deps, application, reason)


def _undoable(db: Session, application: Application) -> Decision:
    decision = decisions.find_last(db, application.id)
    wanted = {Status.ISSUED: Verdict.APPROVE, Status.DENIED: Verdict.DENY}.get(Status(application.status))
    # Without one it was decided from the command line, which keeps nothing to go back to.
    if decision is None or decision.verdict != wanted:
        raise NotAllowed("nothing_to_undo")
    appeal = decisions.find_appeal(db, application.id, application.decided_at)
    if appeal and appeal.outcome == AppealOutcome.UPHELD:
        raise NotAllowed("panel_has_decided")
    return decision


def _unchanged(db: Session, application: Application, decision: Decision) -> Certificate:
    """The certificate as this decision left it. Raises NotAllowed("changed_since")."""
    certificate = certificates.get(db, application.certificate_id)
    number = decision.before["number"]
    is_used = number != certificate.number and applications.is_applied_for(db, number)
    if snapshot(certificate) != decision.before["after"] or is_used:
        raise NotAllowed("changed_since")
    return certificate


def _put_back(db: Session, application: Application, decision: Decision) -> None:
    certificate, number = certificates.get_locked(db, application.certificate_id), decision.before["number"]
    if number != certificate.number:
        # Nothing is begun for the new one while it is taken away.
        certificates.get_owned(db, application.educator_id, number, lock=True)
    _unchanged(db, application, decision)
    before = decision.before["certificate"]
    if number != certificate.number:
        certificates.remove(db, number)
    certificate.valid_from, certificate.valid_until = _term(before)
    certificate.endorsements = before["endorsements"]
    certificate.replaced_by = before["replaced_by"]
    since = before["in_force_since"]
    certificate.in_force_since = date.fromisoformat(since) if since else None


def _term(stored: dict[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(stored["valid_from"]), date.fromisoformat(stored["valid_until"])


def _journal(db: Session, deps: Deps, clerk: Clerk, application: Application, decision: Decision, reason: str) -> None:
    journal.record_act(
        db,
        deps,
        clerk,
        "decision_undone",
        application_id=application.id,
        verdict=decision.verdict,
        reason=reason,
        before=decision.before,
    )


def _mail(db: Session, deps: Deps, application: Application, reason: str) -> None:
    def compose(account: Account) -> Letter:
        link = deps.screen(f"/applications/{application.reference}/status")
        return words.undone(account.first_name, application.reference, reason, link)

    letters.send(db, deps, application, "decision_undone", compose)
