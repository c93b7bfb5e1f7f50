"""What was stated, to which version of each text, and how she signed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cecs_app.db.tables import Application
from cecs_app.domain.steps import Step
from cecs_app.language import _
from cecs_app.services.deps import Deps
from cecs_app.words.applications import Line, answer_lines
from cecs_app.words.formats import instant_words

_STATED = (Step.SERVICE, Step.ENDORSEMENTS)


@dataclass(frozen=True)
class ConductAnswer:
    question: str
    answer: str
    explanation: str
    is_yes: bool


@dataclass(frozen=True)
class AnswersView:
    lines: tuple[Line, ...] = ()
    conduct_version: str = ""
    conduct: tuple[ConductAnswer, ...] = ()
    yes_count: int = 0
    declaration_version: str = ""
    declaration: tuple[str, ...] = ()
    signed_name: str = ""
    signed: str = ""


def answers(deps: Deps, application: Application) -> AnswersView:
    given = application.answers
    conduct = _conduct(deps, given.get(Step.CONDUCT, {}))
    version = given.get("declaration", {}).get("version", "")
    return AnswersView(
        lines=_lines(deps, given),
        conduct_version=given.get(Step.CONDUCT, {}).get("version", ""),
        conduct=conduct,
        yes_count=sum(one.is_yes for one in conduct),
        declaration_version=version,
        declaration=_declaration(deps, version),
        signed_name=application.signed_name,
        signed=instant_words(application.submitted_at) if application.submitted_at else "",
    )


def _lines(deps: Deps, given: Mapping[str, Mapping[str, Any]]) -> tuple[Line, ...]:
    questions = deps.statements.conduct_questions(deps.today())
    stated = (step for step in _STATED if given.get(step))
    return tuple(line for step in stated for line in answer_lines(step, given[step], questions, ("", "")))


def _conduct(deps: Deps, given: Mapping[str, Any]) -> tuple[ConductAnswer, ...]:
    if not given:
        return ()
    asked, replies = deps.statements.conduct_version(given["version"]), given["replies"]
    return tuple(_reply(_(one.text), replies.get(one.id, {})) for one in asked.questions)


def _reply(question: str, reply: Mapping[str, str]) -> ConductAnswer:
    is_yes = reply.get("answer") == "yes"
    words = {"yes": _("Yes"), "no": _("No")}.get(reply.get("answer", ""), _("Not answered"))
    return ConductAnswer(question, words, reply.get("explanation", "") if is_yes else "", is_yes)


def _declaration(deps: Deps, version: str) -> tuple[str, ...]:
    return next((tuple(map(_, one.paragraphs)) for one in deps.statements.declarations if one.version == version), ())
