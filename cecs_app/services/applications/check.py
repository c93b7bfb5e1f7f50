"""Everything that was answered, on one screen, before it is signed."""

from dataclasses import dataclass, field

from sqlmodel import Session

from cecs_app.db import accounts
from cecs_app.domain.steps import UNANSWERED, Step
from cecs_app.services.applications.draft import Draft, Head, head, open_draft, quote_of, step_path
from cecs_app.services.deps import Deps
from cecs_app.words.applications import Line, answer_lines, fee_words, step_name


@dataclass(frozen=True)
class Section:
    title: str
    change: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class CheckView:
    head: Head = field(default_factory=Head)
    fee: str = ""
    sections: tuple[Section, ...] = ()


def show(deps: Deps, educator_id: int | None, account_id: int, reference: str) -> CheckView:
    """Raises NotFound or Elsewhere."""
    with deps.database.reading() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.CHECK)
        who = _who(db, account_id)
    asked = [step for step in draft.steps if step not in UNANSWERED and step is not Step.START]
    sections = tuple(_section(draft, step, who) for step in asked)
    return CheckView(head(draft, Step.CHECK), fee_words(quote_of(deps, draft)).fee, sections)


def _who(db: Session, account_id: int) -> tuple[str, str]:
    account = accounts.get(db, account_id)
    return f"{account.first_name} {account.last_name}", account.email


def _section(draft: Draft, step: Step, who: tuple[str, str]) -> Section:
    lines = answer_lines(step, draft.answer(step), draft.conduct, who)
    return Section(step_name(step), step_path(draft.application.reference, step), lines)
