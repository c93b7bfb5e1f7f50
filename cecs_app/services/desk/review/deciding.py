"""What stands on the page of a decision: once more what comes of it, before anything happens."""

from dataclasses import dataclass, field

from sqlmodel import Session

from cecs_app.db import accounts, decisions
from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.conditions import Finding
from cecs_app.domain.decision import Verdict, checked_reason, needs_second_look
from cecs_app.domain.staff import Clerk
from cecs_app.services.deps import Deps
from cecs_app.services.desk.carry_out import denial_letter
from cecs_app.services.desk.case import DECIDABLE, check_decidable, read_case, read_held_case
from cecs_app.services.desk.review.answers import ConductAnswer, answers
from cecs_app.services.desk.review.facts import facts_of
from cecs_app.services.desk.review.outcome import OutcomeView, outcome
from cecs_app.services.desk.review.show import condition_views
from cecs_app.services.desk.review.standing import head
from cecs_app.services.desk.review.views import ConditionView, Head
from cecs_app.words.formats import date_words
from cecs_app.words.letter import as_lines, signature


@dataclass(frozen=True)
class DecidingView:
    """`open_conditions` are those that do not hold, or must be looked at."""

    head: Head = field(default_factory=Head)
    outcome: OutcomeView = field(default_factory=OutcomeView)
    open_conditions: tuple[ConditionView, ...] = ()
    said_yes: tuple[ConductAnswer, ...] = ()
    needs_second_look: bool = False
    longest_hold: str = ""
    held_until: str = ""


@dataclass(frozen=True)
class LetterPreview:
    subject: str = ""
    lines: tuple[str, ...] = ()


def show(deps: Deps, clerk: Clerk, reference: str, statuses: tuple[Status, ...] = DECIDABLE) -> DecidingView:
    """For her who has claimed it. Raises NotFound, NotAllowed: "own_application", "not_claimed", "not_decidable"."""
    with deps.database.reading() as db:
        application = read_held_case(db, clerk, reference)
        check_decidable(application, statuses)
        return _view(db, deps, clerk, application)


def show_any(deps: Deps, clerk: Clerk, reference: str) -> DecidingView:
    """For a supervisor, whoever has claimed it. Raises NotFound or NotAllowed("own_application")."""
    with deps.database.reading() as db:
        return _view(db, deps, clerk, read_case(db, clerk, reference))


def _view(db: Session, deps: Deps, clerk: Clerk, application: Application) -> DecidingView:
    facts = facts_of(db, deps, application)
    return DecidingView(
        head=head(db, deps, clerk, facts),
        outcome=outcome(deps, facts),
        open_conditions=tuple(one for one in condition_views(facts) if one.finding != Finding.HOLDS),
        said_yes=tuple(one for one in answers(deps, application).conduct if one.is_yes),
        needs_second_look=needs_second_look(application.answers),
        longest_hold=str(deps.desk_policy.longest_hold_days),
        held_until=date_words(application.held_until) if application.held_until else "",
    )


def preview_denial(deps: Deps, clerk: Clerk, reference: str, reason: str) -> LetterPreview:
    """The letter as the educator would get it today. Raises InvalidFields, and as show."""
    reason = checked_reason(reason)
    with deps.database.reading() as db:
        application = read_held_case(db, clerk, reference)
        check_decidable(application)
        return _preview(db, deps, application, reason)


def preview_waiting(deps: Deps, clerk: Clerk, reference: str) -> LetterPreview:
    """The denial that waits for a second look; empty for an approval. Raises as show_any."""
    with deps.database.reading() as db:
        application = read_case(db, clerk, reference)
        waiting = decisions.find_waiting(db, application.id)
        if waiting is None or waiting.verdict != Verdict.DENY:
            return LetterPreview()
        return _preview(db, deps, application, waiting.reason)


def _preview(db: Session, deps: Deps, application: Application, reason: str) -> LetterPreview:
    account = accounts.find_by_educator(db, application.educator_id)
    whose = account or accounts.get_educator(db, application.educator_id)
    letter = denial_letter(db, deps, application, reason, whose.first_name)
    return LetterPreview(letter.subject, (*as_lines(letter), signature()))
