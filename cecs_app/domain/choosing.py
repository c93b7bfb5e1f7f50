"""Which of a certificate's actions "Choose" stands for, and which stand quietly beneath it.

The main one carries the certificate on; where nothing does, advancing is what is left. Nothing here names a
kind of certificate: the rulebook's rows decide.
"""

from collections.abc import Sequence

from cecs_app.domain.actions import Action
from cecs_app.domain.certificate import ApplicationKind, Service

CARRY_ON = (ApplicationKind.RENEWAL, ApplicationKind.CONTINUATION, ApplicationKind.EXTENSION)


def main_action(actions: Sequence[Action]) -> Action:
    """Open now, else opening later or over, else advancement where it exists, else the reason against renewal."""
    carrying = [one for one in actions if one.application in CARRY_ON]
    advancing = [one for one in actions if one.application is ApplicationKind.ADVANCEMENT]
    ranked = (
        [one for one in carrying if one.allowed],
        [one for one in carrying if _is_offered(one)],
        [one for one in advancing if _is_offered(one)],
        carrying,
    )
    return next(group[0] for group in ranked if group)


def other_actions(actions: Sequence[Action]) -> tuple[Action, ...]:
    """The rest that this kind offers: what it never offers is no news."""
    main = main_action(actions)
    return tuple(one for one in actions if one is not main and _is_offered(one) and not _answers_alike(one, main))


def counterpart(actions: Sequence[Action], stated: Service) -> Action | None:
    """The action that is for those who say this of their service."""
    return next((one for one in actions if one.requires_service is stated), None)


def _is_offered(action: Action) -> bool:
    return action.opens_on is not None


def _answers_alike(one: Action, main: Action) -> bool:
    # The service statement tells the two apart later on: one "Choose" is enough for both.
    both_carry_on = one.application in CARRY_ON and main.application in CARRY_ON
    return both_carry_on and one.requires_service is not None
