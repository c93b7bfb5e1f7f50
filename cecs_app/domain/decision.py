"""What the Bureau decides on an application, and when one person alone may not."""

from collections.abc import Mapping
from enum import StrEnum

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


def needs_second_look(answers: Mapping[str, Mapping[str, object]]) -> bool:
    """A conduct question was answered "yes": a reviewer and a supervisor decide together."""
    replies = answers.get(Step.CONDUCT, {}).get("replies", {})
    return isinstance(replies, Mapping) and any(one.get("answer") == "yes" for one in replies.values())


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
