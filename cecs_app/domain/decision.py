"""What the Bureau decides on an application, and when one person alone may not."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.ssn import holds_ssn
from cecs_app.domain.steps import Step

REASON_LEAST, REASON_MOST = 20, 4_000
"""Characters of what the educator reads: a word is no reason, and a letter is no book. Ours."""


class Verdict(StrEnum):
    APPROVE = "approve"
    DENY = "deny"


class DecisionOutcome(StrEnum):
    WAITS = ""
    """For the second look."""
    DONE = "done"
    SENT_BACK = "sent_back"
    WITHDRAWN = "withdrawn"
    """The educator took the application back meanwhile."""
    UNDONE = "undone"


class AppealOutcome(StrEnum):
    WAITS = ""
    UPHELD = "upheld"
    """The denial stands, finally."""
    GRANTED = "granted"
    """The Bureau reviews it again."""


def needs_second_look(answers: Mapping[str, Mapping[str, Any]]) -> bool:
    """A conduct question was answered "yes": a reviewer and a supervisor decide together."""
    return bool(yes_answers(answers))


def yes_answers(answers: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """The ids of the conduct questions that were answered "yes"."""
    replies = answers.get(Step.CONDUCT, {}).get("replies", {})
    return tuple(name for name, reply in replies.items() if reply.get("answer") == "yes")


def checked_reason(typed: str, field: str = "reason") -> str:
    """Without the blanks around it. Raises InvalidFields."""
    if fault := reason_fault(typed):
        raise InvalidFields({field: fault})
    return typed.strip()


def reason_fault(reason: str) -> str | None:
    """The code of what is wrong with a reason that somebody else will read."""
    length = len(reason.strip())
    if length == 0:
        return "required"
    if length < REASON_LEAST:
        return "reason_too_short"
    if holds_ssn(reason):
        return "reason_has_number"
    return "too_long" if length > REASON_MOST else None
