"""What only the educator knows of her work: whether she served under it, her hours, her months and her studies.

Which of these is asked follows from the rule's row, never from a kind's name.
"""

from dataclasses import asdict, dataclass, field

from sqlmodel import Session

from cecs_app.domain.certificate import Service
from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.rulebook import NewKind
from cecs_app.domain.steps import Step
from cecs_app.services import journal
from cecs_app.services.applications.draft import Draft, Head, head, open_draft, save_answer, settle, step_path
from cecs_app.services.deps import Deps

MOST_MONTHS = 600
"""Fifty years: more is a slip of the finger."""


@dataclass(frozen=True)
class ServiceView:
    """Which questions stand on the screen, and what was answered before."""

    head: Head = field(default_factory=Head)
    asks_served: bool = False
    clock_hours: int = 0
    asks_experience: bool = False
    least_months: int = 0
    """0 where the rule tells no number."""
    served: str = ""
    has_hours: bool = False
    school_months: str = ""
    has_team: bool = False
    has_studies: bool = False


@dataclass(frozen=True)
class Stated:
    """As typed and ticked; what the screen didn't ask is left empty."""

    served: str = ""
    has_hours: bool = False
    school_months: str = ""
    has_team: bool = False
    has_studies: bool = False


def show(deps: Deps, educator_id: int | None, reference: str) -> ServiceView:
    """Raises NotFound or Elsewhere."""
    with deps.database.reading() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.SERVICE)
    stated = _stated(draft)
    return ServiceView(
        head=head(draft, Step.SERVICE),
        asks_served=draft.offer.requires_service is not None,
        clock_hours=draft.offer.clock_hours or 0,
        asks_experience=isinstance(draft.offer.effect, NewKind),
        least_months=draft.offer.school_months or 0,
        **asdict(stated),
    )


def save(deps: Deps, educator_id: int | None, reference: str, stated: Stated) -> str:
    """Gives the address to go to: the page about the other kind where the answer doesn't fit this one.

    Raises NotFound, Elsewhere or InvalidFields.
    """
    with deps.database.transaction() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.SERVICE, lock=True)
        if faults := _faults(draft, stated):
            raise InvalidFields(faults)
        if draft.offer.requires_service and stated.served != draft.offer.requires_service:
            return _misfit(db, deps, draft)
        return save_answer(db, deps, draft, Step.SERVICE, _answer(draft, stated))


def _stated(draft: Draft) -> Stated:
    """As she typed it last, or else as she saved it."""
    if (typed := draft.typed(Step.SERVICE)) is not None:
        ticked = {name: name in typed for name in ("has_hours", "has_team", "has_studies")}
        return Stated(served=typed.get("served", ""), school_months=typed.get("school_months", ""), **ticked)
    saved = draft.answer(Step.SERVICE)
    has_experience = "school_months" in saved
    return Stated(
        served=saved.get("served", ""),
        has_hours="clock_hours" in saved,
        school_months=str(saved.get("school_months", "")),
        has_team=has_experience,
        has_studies=has_experience,
    )


def answer_for(draft: Draft) -> dict[str, str | int]:
    """The answer that fits the draft's kind, for one who has just given it by changing to that kind."""
    return _answer(draft, Stated(served=draft.offer.requires_service or ""))


def _misfit(db: Session, deps: Deps, draft: Draft) -> str:
    # An earlier answer that she has just taken back must not be signed.
    application = draft.application
    application.answers = {step: one for step, one in application.answers.items() if step != Step.SERVICE}
    settle(deps, draft)
    journal.record(db, deps, "answer_dropped", actor="educator", application_id=application.id, step=str(Step.SERVICE))
    return step_path(application.reference, "change")


def _answer(draft: Draft, stated: Stated) -> dict[str, str | int]:
    answer: dict[str, str | int] = {}
    if draft.offer.requires_service:
        answer["served"] = stated.served
    if draft.offer.clock_hours:
        answer["clock_hours"] = draft.offer.clock_hours
    if isinstance(draft.offer.effect, NewKind):
        answer["school_months"] = int(stated.school_months)
    return answer


def _faults(draft: Draft, stated: Stated) -> dict[str, str]:
    faults: dict[str, str] = {}
    if draft.offer.requires_service and stated.served not in set(Service):
        faults["served"] = "choose_one"
    if draft.offer.clock_hours and not stated.has_hours:
        faults["has_hours"] = "confirm_this"
    if isinstance(draft.offer.effect, NewKind):
        faults |= _experience_faults(stated, draft.offer.school_months or 0)
    return faults


def _experience_faults(stated: Stated, least_months: int) -> dict[str, str]:
    faults: dict[str, str] = {}
    if not stated.school_months:
        faults["school_months"] = "required"
    elif not _is_months(stated.school_months):
        faults["school_months"] = "months_invalid"
    elif int(stated.school_months) < least_months:
        faults["school_months"] = "months_too_few"
    if not stated.has_team:
        faults["has_team"] = "confirm_this"
    if not stated.has_studies:
        faults["has_studies"] = "confirm_this"
    return faults


def _is_months(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) <= len(str(MOST_MONTHS)) and int(typed) <= MOST_MONTHS
