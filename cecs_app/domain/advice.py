"""What somebody of the staff does next with an application: one thing, told by where it stands."""

from dataclasses import dataclass
from enum import StrEnum

from cecs_app.domain.application import ENDED, Status
from cecs_app.domain.conditions import Asked, Condition, Finding, Topic
from cecs_app.domain.credentials import ItemKind, ItemStatus


class Todo(StrEnum):
    WAIT_FOR_FEE = "wait_for_fee"
    """Signed, but not filed."""
    CLAIM = "claim"
    LEAVE_TO_COLLEAGUE = "leave_to_colleague"
    NOT_YOURS = "not_yours"
    """Nobody has it, and reviewing is not this clerk's duty."""
    LOOK_AT = "look_at"
    """Something arrived."""
    ASK_FOR = "ask_for"
    ASK_BALANCE = "ask_balance"
    WAIT_FOR_EDUCATOR = "wait_for_educator"
    DENY_OR_HEAL = "deny_or_heal"
    """A condition fails that no paper mends."""
    DECIDE_FOR_TWO = "decide_for_two"
    """Everything is there; a supervisor has to confirm the decision."""
    APPROVE = "approve"
    RESUME = "resume"
    CONFIRM = "confirm"
    """For a supervisor who did not decide it herself."""
    WAIT_FOR_SUPERVISOR = "wait_for_supervisor"
    ENTER_OUTCOME = "enter_outcome"
    WAIT_FOR_PANEL = "wait_for_panel"
    WAIT_FOR_ISSUE = "wait_for_issue"
    FINISHED = "finished"


class Holder(StrEnum):
    NOBODY = "nobody"
    ME = "me"
    COLLEAGUE = "colleague"


@dataclass(frozen=True)
class Standpoint:
    """Who looks, and at what. `decided_by_me`: she made the decision that waits for a second look."""

    status: Status
    holder: Holder
    can_review: bool
    can_second: bool
    conditions: tuple[Condition, ...] = ()
    items: tuple[Asked, ...] = ()
    has_yes: bool = False
    decided_by_me: bool = False


@dataclass(frozen=True)
class Advice:
    """`kinds` are the items meant, `topics` the conditions."""

    todo: Todo
    kinds: tuple[ItemKind, ...] = ()
    topics: tuple[Topic, ...] = ()


_WITH_SUPERVISORS = {
    Status.SECOND_LOOK: (Todo.CONFIRM, Todo.WAIT_FOR_SUPERVISOR),
    Status.APPEALED: (Todo.ENTER_OUTCOME, Todo.WAIT_FOR_PANEL),
}


def advice(seen: Standpoint) -> Advice:
    """The first thing that is to do; what only others can do is said as such."""
    if seen.status in ENDED:
        return Advice(Todo.FINISHED)
    if seen.status is Status.AWAITING_PAYMENT:
        return Advice(Todo.WAIT_FOR_FEE)
    if seen.status is Status.APPROVED:
        return Advice(Todo.WAIT_FOR_ISSUE)
    if seen.status in _WITH_SUPERVISORS:
        hers, others = _WITH_SUPERVISORS[seen.status]
        return Advice(hers if seen.can_second and not seen.decided_by_me else others)
    if seen.holder is Holder.COLLEAGUE:
        return Advice(Todo.LEAVE_TO_COLLEAGUE)
    if not seen.can_review:
        return Advice(Todo.NOT_YOURS)
    return _for_reviewer(seen)


def _for_reviewer(seen: Standpoint) -> Advice:
    arrived = _kinds(seen, ItemStatus.RECEIVED)
    if seen.holder is Holder.NOBODY:
        # What the educator has not answered yet is not to be taken up, unless something of it arrived.
        waits = seen.status is Status.MISSING_CREDENTIALS and not arrived
        if waits:
            return Advice(Todo.WAIT_FOR_EDUCATOR, _open_kinds(seen))
        return Advice(Todo.CLAIM, arrived)
    if seen.status is Status.ON_HOLD:
        return Advice(Todo.RESUME)
    if arrived:
        return Advice(Todo.LOOK_AT, arrived)
    if waiting := _open_kinds(seen):
        return Advice(Todo.WAIT_FOR_EDUCATOR, waiting)
    return _by_conditions(seen)


def _by_conditions(seen: Standpoint) -> Advice:
    broken = [one.topic for one in seen.conditions if one.finding is Finding.FAILS and not one.ask_for]
    if broken:
        return Advice(Todo.DENY_OR_HEAL, topics=tuple(broken))
    unproved = [one for one in seen.conditions if one.finding is Finding.LOOK and one.ask_for]
    if unproved:
        papers = dict.fromkeys(kind for one in unproved for kind in one.ask_for)
        return Advice(Todo.ASK_FOR, tuple(papers), tuple(one.topic for one in unproved))
    if any(one.topic is Topic.FEE and one.finding is Finding.FAILS for one in seen.conditions):
        return Advice(Todo.ASK_BALANCE, (ItemKind.FEE_BALANCE,))
    return Advice(Todo.DECIDE_FOR_TWO if seen.has_yes else Todo.APPROVE)


def _kinds(seen: Standpoint, *statuses: ItemStatus) -> tuple[ItemKind, ...]:
    return tuple(one.kind for one in seen.items if one.status in statuses)


def _open_kinds(seen: Standpoint) -> tuple[ItemKind, ...]:
    return _kinds(seen, ItemStatus.ASKED, ItemStatus.BY_POST)
