"""The application that fits what was said about service, offered instead of the one that doesn't."""

from dataclasses import dataclass, field

from sqlmodel import Session

from cecs_app.db import applications
from cecs_app.domain.actions import Action
from cecs_app.domain.certificate import Service
from cecs_app.domain.choosing import counterpart
from cecs_app.domain.errors import Elsewhere, NotAllowed
from cecs_app.domain.steps import Step
from cecs_app.services import journal
from cecs_app.services.applications import service
from cecs_app.services.applications.draft import (
    Draft,
    Head,
    actions_today,
    head,
    open_draft,
    owned_draft,
    save_answer,
    step_path,
)
from cecs_app.services.deps import Deps
from cecs_app.words.applications import amount_words
from cecs_app.words.rules import application_name, reason_words


@dataclass(frozen=True)
class ChangeView:
    """`other` is the fitting application and `fee` its price; `why_not` is filled when it isn't open today."""

    head: Head = field(default_factory=Head)
    is_for_served: bool = False
    other: str = ""
    fee: str = ""
    why_not: str = ""


def show(deps: Deps, educator_id: int | None, reference: str) -> ChangeView:
    """Raises NotFound or Elsewhere."""
    with deps.database.reading() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.SERVICE)
        other = _other(db, deps, draft)
    return ChangeView(
        head=head(draft, Step.SERVICE),
        is_for_served=other.requires_service is Service.SOME,
        other=application_name(other.application),
        fee=amount_words(other.total_cents or 0),
        why_not=reason_words(other.reason, other.data) if other.reason else "",
    )


def change(deps: Deps, educator_id: int | None, account_id: int, reference: str) -> str:
    """Gives the address to go to. Raises NotFound, Elsewhere, NotAllowed."""
    with deps.database.transaction() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.SERVICE, lock=True)
        other = _other(db, deps, draft)
        _check(db, draft, other)
        before = draft.application.kind
        draft.application.kind = other.application
        draft.application.open_key = applications.open_key(draft.certificate.id, other.application)
        db.flush()
        journal.record(
            db,
            deps,
            "application_kind_changed",
            actor="educator",
            account_id=account_id,
            application_id=draft.application.id,
            before=before,
            now=str(other.application),
        )
        changed = owned_draft(db, deps, educator_id, reference)
        return save_answer(db, deps, changed, Step.SERVICE, service.answer_for(changed))


def _other(db: Session, deps: Deps, draft: Draft) -> Action:
    # Answered, it fits: pressed a second time, the change must not turn her answer into its opposite.
    required = None if draft.answer(Step.SERVICE) else draft.offer.requires_service
    wanted = Service.NONE if required is Service.SOME else Service.SOME
    other = counterpart(actions_today(db, deps, draft.certificate), wanted) if required else None
    if other is None:
        raise Elsewhere(step_path(draft.application.reference, draft.next_step))
    return other


def _check(db: Session, draft: Draft, other: Action) -> None:
    if other.reason:
        raise NotAllowed("not_offered_today", why=reason_words(other.reason, other.data))
    if applications.find_open(db, [applications.open_key(draft.certificate.id, other.application)]):
        raise NotAllowed("already_open")
