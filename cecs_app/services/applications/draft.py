"""A draft on the desk: opened at a step, answered, and saved. Every step of an application goes through here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from cecs_app.clock import connecticut_day
from cecs_app.db import applications, certificates
from cecs_app.db.tables import Application, Certificate
from cecs_app.domain import certificate as domain
from cecs_app.domain.actions import Action, actions
from cecs_app.domain.application import Status
from cecs_app.domain.certificate import ApplicationKind
from cecs_app.domain.errors import Elsewhere, NotAllowed
from cecs_app.domain.fees import Quote, quote
from cecs_app.domain.rulebook import Offer
from cecs_app.domain.statements import Questionnaire
from cecs_app.domain.steps import Step, first_open, is_reachable, steps_of
from cecs_app.services import journal
from cecs_app.services.deps import Deps
from cecs_app.words.rules import application_name, kind_name, reason_words


@dataclass(frozen=True)
class Head:
    """What stands above each step. `back` is the address of the step before, or of the certificates."""

    reference: str = ""
    application: str = ""
    certificate: str = ""
    position: int = 0
    count: int = 0
    back: str = "/certificates"


@dataclass(frozen=True)
class Draft:
    """An application that its owner still fills in, with what its steps depend on today.

    `offered_on` is the day whose offer and price it goes by: today, or the day it was begun where no rule offers it
    any more. Submitting refuses it then.
    """

    application: Application
    certificate: Certificate
    held: domain.Certificate
    kind: ApplicationKind
    offer: Offer
    offered_on: date
    steps: tuple[Step, ...]
    conduct: Questionnaire

    @property
    def next_step(self) -> Step:
        return first_open(self.steps, self.application.answers, self.conduct.version)

    def answer(self, step: Step) -> dict[str, Any]:
        """What was saved for the step; empty before that."""
        return dict(self.application.answers.get(step, {}))

    def typed(self, step: Step) -> dict[str, str] | None:
        """What she has typed there since, field by field, and not saved; None where there is nothing."""
        found = self.application.typed.get(step)
        return None if found is None else dict(found)


def step_path(reference: str, step: str) -> str:
    return f"/applications/{reference}/{step}"


def open_draft(
    db: Session, deps: Deps, educator_id: int | None, reference: str, step: Step, *, lock: bool = False
) -> Draft:
    """Raises NotFound, or Elsewhere when the step can't be open: something before it is left, or it was submitted."""
    draft = owned_draft(db, deps, educator_id, reference, lock=lock)
    if not is_reachable(step, draft.steps, draft.application.answers, draft.conduct.version):
        raise Elsewhere(step_path(reference, draft.next_step))
    return draft


def owned_draft(db: Session, deps: Deps, educator_id: int | None, reference: str, *, lock: bool = False) -> Draft:
    """Raises NotFound, or Elsewhere for what is no draft any more."""
    application = applications.get_owned(db, educator_id, reference, lock=lock)
    if application.status != Status.DRAFT:
        raise Elsewhere(step_path(reference, "receipt" if application.submitted_at else "status"))
    certificate = certificates.get(db, application.certificate_id)
    kind = ApplicationKind(application.kind)
    held = certificates.printed(certificate)
    offer, offered_on = _offer(deps, application, kind, held)
    asks_endorsements = deps.rulebook.endorsement_count(kind, deps.today()) is not None
    steps = steps_of(offer, asks_endorsements=asks_endorsements)
    conduct = deps.statements.conduct_questions(deps.today())
    return Draft(application, certificate, held, kind, offer, offered_on, steps, conduct)


def _offer(
    deps: Deps, application: Application, kind: ApplicationKind, held: domain.Certificate
) -> tuple[Offer, date]:
    for day in (deps.today(), connecticut_day(application.created_at)):
        rule = deps.rulebook.rule(kind, held.kind, day)
        if isinstance(rule, Offer):
            return rule, day
    raise NotAllowed("draft_not_offered", why="")


def head(draft: Draft, step: Step) -> Head:
    position = draft.steps.index(step)
    reference = draft.application.reference
    return Head(
        reference=reference,
        application=application_name(draft.kind),
        certificate=f"{kind_name(draft.held.kind)} {draft.held.number}",
        position=position + 1,
        count=len(draft.steps),
        back=step_path(reference, draft.steps[position - 1]) if position else "/certificates",
    )


def save_answer(db: Session, deps: Deps, draft: Draft, step: Step, answer: dict[str, Any]) -> str:
    """Keeps it with the draft; gives the address of the first step still open, so that a change returns to check."""
    application = draft.application
    application.answers = {**application.answers, str(step): answer}
    application.typed = {other: typed for other, typed in application.typed.items() if other != step}
    settle(deps, draft)
    journal.record(db, deps, "draft_saved", actor="educator", application_id=application.id, step=str(step))
    return step_path(application.reference, draft.next_step)


def settle(deps: Deps, draft: Draft) -> None:
    """Brings what follows from the answers up to date: the instant saved, the quote, and where to resume."""
    application = draft.application
    application.saved_at = deps.now()
    application.step = draft.next_step
    asked = quote_of(deps, draft)
    application.review_cents = asked.review_cents or 0
    application.total_cents = asked.total_cents or 0


def quote_of(deps: Deps, draft: Draft) -> Quote:
    """One endorsement is priced while none is chosen."""
    codes = draft.answer(Step.ENDORSEMENTS).get("codes", [])
    return quote(deps.rulebook, draft.kind, draft.held.kind, max(1, len(codes)), draft.offered_on)


def actions_today(db: Session, deps: Deps, certificate: Certificate) -> tuple[Action, ...]:
    """All six kinds of application for one certificate as things stand today."""
    used = applications.count_issued(db, certificate.educator_id, certificate.id, ApplicationKind.EXTENSION)
    return actions(deps.rulebook, certificates.printed(certificate), deps.today(), used)


def check_offered(db: Session, deps: Deps, certificate: Certificate, kind: ApplicationKind, code: str) -> Action:
    """Raises NotAllowed(code) with the reason's words in `why`."""
    if certificate.replaced_by:
        raise NotAllowed("certificate_replaced", number=certificate.replaced_by)
    action = next(one for one in actions_today(db, deps, certificate) if one.application is kind)
    if action.reason is not None:
        raise NotAllowed(code, why=reason_words(action.reason, action.data))
    return action
