"""Reminders of what was asked for: three before the day and one after it, each once, whoever mails."""

import asyncio
from datetime import timedelta

import pytest

from cecs_app import background, wiring
from cecs_app.domain.application import Status
from cecs_app.services import remind as module
from cecs_app.services.answering import say_by_post
from cecs_app.services.deps import Deps
from cecs_app.services.remind import remind
from tests.applying import at_once
from tests.asked import COURT, TRANSCRIPT, Case, asked, sent, slot, states
from tests.fakes import TestClock, posted
from tests.payable import events_of, set_status, status_of


@pytest.fixture
def case(deps: Deps) -> Case:
    return asked(deps, TRANSCRIPT, COURT)


def days_of_mail(deps: Deps, clock: TestClock, days: int, per_day: int = 3) -> list[int]:
    """On which days from now something was mailed, with the work done several times a day."""
    found = []
    for day in range(days):
        count = sum(remind(deps) for _ in range(per_day))
        found += [day] * count
        clock.forward(days=1)
    return found


def test_she_is_reminded_21_7_and_1_day_before_and_once_after(deps: Deps, case: Case, clock: TestClock) -> None:
    assert days_of_mail(deps, clock, 120) == [39, 53, 59, 61]
    assert status_of(deps, case.owed) is Status.MISSING_CREDENTIALS
    assert events_of(deps, case.owed).count("reminder_sent") == 4


def test_a_reminder_names_what_is_missing_still_and_nothing_that_came(
    deps: Deps, case: Case, clock: TestClock
) -> None:
    sent(deps, case, 0)
    clock.forward(days=39)
    assert remind(deps) == 1
    mail = posted(deps)[-1]
    assert "Court papers" in mail.text and "March 16, 2027" in mail.text and "/missing" in mail.text
    assert "transcript" not in mail.text


def test_after_the_day_it_says_that_nothing_is_decided_by_that(deps: Deps, case: Case, clock: TestClock) -> None:
    clock.forward(days=61)
    assert remind(deps) == 1
    assert "Nothing is decided by that alone" in posted(deps)[-1].text


def test_a_portal_that_was_down_on_the_day_makes_good_for_it_once(deps: Deps, case: Case, clock: TestClock) -> None:
    clock.forward(days=45)
    assert days_of_mail(deps, clock, 3) == [0]


def test_who_has_answered_is_left_alone(deps: Deps, case: Case, clock: TestClock) -> None:
    sent(deps, case, 0)
    say_by_post(deps, slot(deps, case, 1))
    assert days_of_mail(deps, clock, 120, 1) == []


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.WITHDRAWN, Status.DENIED])
def test_what_does_not_wait_for_her_reminds_her_of_nothing(
    deps: Deps, case: Case, clock: TestClock, status: Status
) -> None:
    set_status(deps, case.owed, status)
    assert days_of_mail(deps, clock, 120, 1) == []
    assert states(deps, case) == ["asked", "asked"]


def test_a_short_time_to_answer_is_not_begun_with_a_reminder(deps: Deps, clock: TestClock) -> None:
    asked(deps, days=5)
    assert days_of_mail(deps, clock, 10) == [4, 6]


def test_two_workers_at_once_mail_once(deps: Deps, case: Case, clock: TestClock) -> None:
    clock.forward(days=39)
    before = len(posted(deps))
    assert sum(int(str(one)) for one in at_once(4, lambda: remind(deps))) == 1
    assert len(posted(deps)) == before + 1


def test_the_day_is_connecticuts(deps: Deps, case: Case, clock: TestClock) -> None:
    clock.forward(days=38, hours=11, minutes=59)
    assert remind(deps) == 0
    clock.forward(minutes=1)
    assert remind(deps) == 1


def test_many_are_mailed_in_small_rounds(deps: Deps, clock: TestClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 2)
    first = asked(deps, name="Ada")
    for name in ("Beth", "Clara", "Dora", "Edna"):
        asked(deps, name=name, clerk=first.rita)
    clock.forward(days=39)
    assert remind(deps) == 5


def test_the_background_does_it_by_itself(
    deps: Deps, case: Case, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "deps", lambda: deps)
    clock.now += timedelta(days=39)
    before = len(posted(deps))
    asyncio.run(background._remind())
    assert len(posted(deps)) == before + 1
