"""Claims: what a reviewer or a supervisor is told to do next, for every status and whoever holds the application."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from cecs_app.domain.advice import Advice, Holder, Standpoint, Todo, advice
from cecs_app.domain.application import ENDED, Status
from cecs_app.domain.conditions import Asked, Condition, Finding, Topic
from cecs_app.domain.credentials import ItemKind, ItemStatus
from cecs_app.words.advice import detail, headline, main_way, tone

HOLDS = Condition(Topic.OFFERED, Finding.HOLDS)
LATE = Condition(Topic.IN_TIME, Finding.FAILS)
OWES = Condition(Topic.FEE, Finding.FAILS, {}, (ItemKind.FEE_BALANCE,))
UNPROVED = Condition(Topic.STUDIES, Finding.LOOK, {}, (ItemKind.TRANSCRIPT,))
ME, COLLEAGUE, NOBODY = Holder.ME, Holder.COLLEAGUE, Holder.NOBODY
KNOWN = {"owed": "$1.00", "who": "Rita", "since": "today", "until": "May 1", "due": "May 2", "verdict": "deny"}


def seen(status: Status = Status.IN_REVIEW, holder: Holder = ME, **changes: Any) -> Standpoint:
    """By a reviewer, where every condition holds."""
    usual = Standpoint(status, holder, can_review=True, can_second=False, conditions=(HOLDS,))
    return replace(usual, **changes)


def items(*statuses: ItemStatus) -> tuple[Asked, ...]:
    return tuple(Asked(ItemKind.TRANSCRIPT, one) for one in statuses)


@pytest.mark.parametrize(
    ("stands", "todo"),
    [
        (seen(Status.AWAITING_PAYMENT, NOBODY), Todo.WAIT_FOR_FEE),
        (seen(Status.SUBMITTED, NOBODY), Todo.CLAIM),
        (seen(Status.WAITING_REVIEW, NOBODY), Todo.CLAIM),
        (seen(Status.IN_REVIEW, NOBODY), Todo.CLAIM),
        (seen(Status.ON_HOLD, NOBODY), Todo.CLAIM),
        (seen(Status.MISSING_CREDENTIALS, NOBODY, items=items(ItemStatus.ASKED)), Todo.WAIT_FOR_EDUCATOR),
        (seen(Status.MISSING_CREDENTIALS, NOBODY, items=items(ItemStatus.RECEIVED)), Todo.CLAIM),
        (seen(Status.SUBMITTED, NOBODY, can_review=False, can_second=True), Todo.NOT_YOURS),
        (seen(holder=COLLEAGUE), Todo.LEAVE_TO_COLLEAGUE),
        (seen(Status.ON_HOLD, COLLEAGUE), Todo.LEAVE_TO_COLLEAGUE),
        (seen(holder=COLLEAGUE, can_review=False, can_second=True), Todo.LEAVE_TO_COLLEAGUE),
        (seen(), Todo.APPROVE),
        (seen(conditions=(HOLDS, LATE, UNPROVED, OWES)), Todo.DENY_OR_HEAL),
        (seen(conditions=(HOLDS, UNPROVED, OWES)), Todo.ASK_FOR),
        (seen(conditions=(HOLDS, OWES)), Todo.ASK_BALANCE),
        (seen(conditions=(HOLDS, LATE), items=items(ItemStatus.RECEIVED)), Todo.LOOK_AT),
        (seen(conditions=(HOLDS, LATE), items=items(ItemStatus.ASKED)), Todo.WAIT_FOR_EDUCATOR),
        (seen(items=items(ItemStatus.ASKED, ItemStatus.RECEIVED)), Todo.LOOK_AT),
        (seen(items=items(ItemStatus.BY_POST)), Todo.WAIT_FOR_EDUCATOR),
        (seen(items=items(ItemStatus.ACCEPTED)), Todo.APPROVE),
        (seen(has_yes=True), Todo.DECIDE_FOR_TWO),
        (seen(has_yes=True, conditions=(HOLDS, UNPROVED)), Todo.ASK_FOR),
        (seen(Status.ON_HOLD), Todo.RESUME),
        (seen(Status.SECOND_LOOK, COLLEAGUE, can_second=True), Todo.CONFIRM),
        (seen(Status.SECOND_LOOK, ME), Todo.WAIT_FOR_SUPERVISOR),
        (seen(Status.SECOND_LOOK, ME, can_second=True, decided_by_me=True), Todo.WAIT_FOR_SUPERVISOR),
        (seen(Status.APPEALED, NOBODY, can_second=True), Todo.ENTER_OUTCOME),
        (seen(Status.APPEALED, NOBODY), Todo.WAIT_FOR_PANEL),
        (seen(Status.APPROVED, ME), Todo.WAIT_FOR_ISSUE),
    ],
)
def test_one_thing_is_to_do_next(stands: Standpoint, todo: Todo) -> None:
    assert advice(stands).todo is todo


def test_everything_that_papers_must_prove_is_asked_for_at_once() -> None:
    team = Condition(Topic.TEAM, Finding.LOOK, {}, (ItemKind.TEAM_COMPLETION,))
    given = advice(seen(conditions=(UNPROVED, team)))
    assert given == Advice(Todo.ASK_FOR, (ItemKind.TRANSCRIPT, ItemKind.TEAM_COMPLETION), (Topic.STUDIES, Topic.TEAM))


@pytest.mark.parametrize("status", sorted(ENDED))
@pytest.mark.parametrize("holder", Holder)
def test_what_is_over_asks_for_nothing(status: Status, holder: Holder) -> None:
    assert advice(seen(status, holder, can_second=True)).todo is Todo.FINISHED


@pytest.mark.parametrize(("status", "holder"), list(product(Status, (NOBODY, COLLEAGUE))))
def test_nobody_decides_what_she_has_not_claimed(status: Status, holder: Holder) -> None:
    todo = advice(seen(status, holder)).todo
    assert todo not in {Todo.APPROVE, Todo.DECIDE_FOR_TWO, Todo.DENY_OR_HEAL, Todo.ASK_FOR, Todo.RESUME}


@pytest.mark.parametrize(("todo", "status"), list(product(Todo, (Status.ISSUED, Status.DENIED, Status.WITHDRAWN))))
def test_every_advice_has_its_sentence_and_at_most_one_button(todo: Todo, status: Status) -> None:
    given = Advice(todo, (ItemKind.TRANSCRIPT,), (Topic.IN_TIME,))
    words = headline(given, status, KNOWN)
    assert words.endswith(".")
    assert "{" not in words + detail(given)
    assert tone(given, status) in {"", "good", "warn", "bad", "quiet"}
    assert len(main_way(given)) <= 1
