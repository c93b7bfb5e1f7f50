"""The questions about conduct: each is answered yes or no, and a yes is explained."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cecs_app.domain.errors import InvalidFields, NotAllowed
from cecs_app.domain.ssn import holds_ssn
from cecs_app.domain.statements import Questionnaire
from cecs_app.domain.steps import Step
from cecs_app.language import _
from cecs_app.services.applications.draft import Draft, Head, head, open_draft, save_answer
from cecs_app.services.deps import Deps

YES, NO = "yes", "no"
LONGEST_EXPLANATION = 2_000


@dataclass(frozen=True)
class QuestionView:
    id: str
    text: str
    answer: str
    explanation: str


@dataclass(frozen=True)
class ConductView:
    head: Head = field(default_factory=Head)
    version: str = ""
    questions: tuple[QuestionView, ...] = ()


@dataclass(frozen=True)
class Reply:
    answer: str
    explanation: str


def show(deps: Deps, educator_id: int | None, reference: str) -> ConductView:
    """Raises NotFound or Elsewhere."""
    with deps.database.reading() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.CONDUCT)
    replies = _replies(draft)
    questions = (_question(one.id, one.text, replies.get(one.id, {})) for one in draft.conduct.questions)
    return ConductView(head(draft, Step.CONDUCT), draft.conduct.version, tuple(questions))


def save(deps: Deps, educator_id: int | None, reference: str, version: str, replies: Mapping[str, Reply]) -> str:
    """Gives the address to go to. Raises NotFound, Elsewhere, InvalidFields, NotAllowed("questions_changed")."""
    with deps.database.transaction() as db:
        draft = open_draft(db, deps, educator_id, reference, Step.CONDUCT, lock=True)
        if version != draft.conduct.version:
            raise NotAllowed("questions_changed")
        if faults := _faults(draft.conduct, replies):
            raise InvalidFields(faults)
        return save_answer(
            db, deps, draft, Step.CONDUCT, {"version": version, "replies": _kept(draft.conduct, replies)}
        )


def _replies(draft: Draft) -> dict[str, dict[str, str]]:
    """As she typed them last, or else as she saved them."""
    if (typed := draft.typed(Step.CONDUCT)) is not None:
        return {
            one.id: {"answer": typed.get(one.id, ""), "explanation": typed.get(f"{one.id}_explanation", "")}
            for one in draft.conduct.questions
        }
    return dict(draft.answer(Step.CONDUCT).get("replies", {}))


def _question(question_id: str, text: str, saved: Mapping[str, str]) -> QuestionView:
    return QuestionView(question_id, _(text), saved.get("answer", ""), saved.get("explanation", ""))


def _kept(questionnaire: Questionnaire, replies: Mapping[str, Reply]) -> dict[str, dict[str, str]]:
    kept = {}
    for question in questionnaire.questions:
        reply = replies[question.id]
        # What was typed before a yes became a no is none of the Bureau's business.
        kept[question.id] = {"answer": reply.answer, "explanation": reply.explanation if reply.answer == YES else ""}
    return kept


def _faults(questionnaire: Questionnaire, replies: Mapping[str, Reply]) -> dict[str, str]:
    faults: dict[str, str] = {}
    for question in questionnaire.questions:
        reply = replies.get(question.id, Reply("", ""))
        if reply.answer not in (YES, NO):
            faults[question.id] = "choose_one"
        elif reply.answer == YES and not reply.explanation:
            faults[f"{question.id}_explanation"] = "explain_yes"
        elif reply.answer == YES and len(reply.explanation) > LONGEST_EXPLANATION:
            faults[f"{question.id}_explanation"] = "too_long"
        elif reply.answer == YES and holds_ssn(reply.explanation):
            faults[f"{question.id}_explanation"] = "reason_has_number"
    return faults
