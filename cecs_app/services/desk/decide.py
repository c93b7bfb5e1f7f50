"""A reviewer decides: approve, deny, or put on hold. Where a conduct answer was "yes", a supervisor confirms."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from cecs_app.db import decisions, items
from cecs_app.db.desk_tables import Decision
from cecs_app.db.tables import Account, Application
from cecs_app.domain.application import Status
from cecs_app.domain.credentials import open_kinds
from cecs_app.domain.decision import DecisionOutcome, Verdict, checked_reason, needs_second_look
from cecs_app.domain.errors import InvalidFields, NotAllowed
from cecs_app.domain.staff import Clerk
from cecs_app.services import journal, letters
from cecs_app.services.deps import Deps
from cecs_app.services.desk.carry_out import carry_out
from cecs_app.services.desk.case import held_case, move_case, taken_up
from cecs_app.services.issue import check_issuable
from cecs_app.words.letter import Letter
from cecs_app.words.letters import decision as words


@dataclass(frozen=True)
class Decided:
    needs_second_look: bool
    verdict: str


def approve(deps: Deps, clerk: Clerk, reference: str) -> Decided:
    """Issues at once, or asks for the second look.

    Raises NotFound, NotOffered, or NotAllowed: "own_application", "not_claimed", "not_decidable", "items_unsettled",
    "balance_due" or "certificate_replaced".
    """
    with deps.database.transaction() as db:
        application = taken_up(db, deps, clerk, reference)
        if open_kinds((one.kind, one.status) for one in items.of_application(db, application.id or 0)):
            raise NotAllowed("items_unsettled")
        check_issuable(db, application)
        return _decide(db, deps, clerk, application, Verdict.APPROVE, "")


def deny(deps: Deps, clerk: Clerk, reference: str, reason: str) -> Decided:
    """The educator reads the reason, with how to appeal. Raises InvalidFields, and as approve."""
    reason = checked_reason(reason)
    with deps.database.transaction() as db:
        application = taken_up(db, deps, clerk, reference)
        return _decide(db, deps, clerk, application, Verdict.DENY, reason)


def hold(deps: Deps, clerk: Clerk, reference: str, reason: str, until: date) -> None:
    """The educator reads why, and until when. Raises InvalidFields, and as approve."""
    reason = checked_reason(reason)
    _check_until(deps, until)
    with deps.database.transaction() as db:
        application = taken_up(db, deps, clerk, reference)
        application.held_until = until
        move_case(db, deps, clerk, application, Status.ON_HOLD, until=until.isoformat(), reason=reason)

        def compose(account: Account) -> Letter:
            link = deps.screen(f"/applications/{application.reference}/status")
            return words.held(account.first_name, application.reference, reason, until, link)

        letters.send(db, deps, application, "on_hold", compose)


def resume(deps: Deps, clerk: Clerk, reference: str) -> None:
    """Takes it from hold back into review. Raises as approve."""
    with deps.database.transaction() as db:
        application = held_case(db, clerk, reference)
        if application.status != Status.ON_HOLD:
            raise NotAllowed("not_decidable", status=application.status)
        application.held_until = None
        move_case(db, deps, clerk, application, Status.IN_REVIEW, held=True)


def _decide(db: Session, deps: Deps, clerk: Clerk, application: Application, verdict: Verdict, reason: str) -> Decided:
    decision = Decision(
        application_id=application.id or 0,
        verdict=verdict,
        reason=reason,
        decided_by=clerk.staff_id,
        decided_at=deps.now(),
    )
    db.add(decision)
    is_shared = needs_second_look(application.answers)
    journal.record_act(
        db,
        deps,
        clerk,
        "decision_made",
        application_id=application.id,
        verdict=verdict,
        needs_second_look=is_shared,
    )
    if is_shared:
        decision.open_key = decisions.open_key(application.id)
        move_case(db, deps, clerk, application, Status.SECOND_LOOK)
    else:
        decision.outcome = DecisionOutcome.DONE
        carry_out(db, deps, application, decision, clerk)
    return Decided(is_shared, verdict)


def _check_until(deps: Deps, until: date) -> None:
    if until <= deps.today():
        raise InvalidFields({"until": "day_past"})
    if until > deps.today() + timedelta(days=deps.desk_policy.longest_hold_days):
        raise InvalidFields({"until": "hold_too_long"}, days=deps.desk_policy.longest_hold_days)
