"""The steps of an application, which of them are answered, and where a draft goes on."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from cecs_app.domain.rulebook import NewKind, Offer


class Step(StrEnum):
    """In the order of the screens. Each is the last part of its address and the key of its answer."""

    START = "start"
    DETAILS = "details"
    ENDORSEMENTS = "endorsements"
    SERVICE = "service"
    CONDUCT = "conduct"
    CHECK = "check"
    SIGN = "sign"


UNANSWERED = frozenset({Step.CHECK, Step.SIGN})
"""Open as soon as all others are answered: they ask nothing that a draft keeps."""

ASKING = frozenset({Step.DETAILS, Step.ENDORSEMENTS, Step.SERVICE, Step.CONDUCT})
"""Those with something to fill in."""

Answers = Mapping[str, Mapping[str, object]]


def chosen_endorsements(answers: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The codes that were asked to be added, in her order."""
    return list(answers.get(Step.ENDORSEMENTS, {}).get("codes", []))


def steps_of(offer: Offer, *, asks_endorsements: bool) -> tuple[Step, ...]:
    left_out = set()
    if not asks_endorsements:
        left_out.add(Step.ENDORSEMENTS)
    if not asks_service(offer):
        left_out.add(Step.SERVICE)
    return tuple(step for step in Step if step not in left_out)


def asks_service(offer: Offer) -> bool:
    """Whether something must be stated that only the educator knows of her work."""
    return bool(offer.requires_service or offer.clock_hours or isinstance(offer.effect, NewKind))


def first_open(steps: Sequence[Step], answers: Answers, conduct_version: str) -> Step:
    """The first step not yet answered; answers to questions that have changed since don't count."""
    open_steps = (s for s in steps if s in UNANSWERED or not _is_answered(s, answers, conduct_version))
    return next(open_steps)


def is_reachable(step: Step, steps: Sequence[Step], answers: Answers, conduct_version: str) -> bool:
    """Nothing before it is left to answer."""
    if step not in steps:
        return False
    before = [s for s in steps[: steps.index(step)] if s not in UNANSWERED]
    return all(_is_answered(s, answers, conduct_version) for s in before)


def _is_answered(step: Step, answers: Answers, conduct_version: str) -> bool:
    if step not in answers:
        return False
    return step is not Step.CONDUCT or answers[step].get("version") == conduct_version
