"""However many tabs come, memory keeps the states of so many; and what a browser reports fills no log."""

import asyncio
import logging

import pytest
from reflex.istate.manager.token import BaseStateToken
from reflex.state import State
from structlog.testing import capture_logs

from cecs_app.ui import failures, few_states
from cecs_app.ui.few_states import FewStates


def token(number: int) -> BaseStateToken:
    return BaseStateToken(ident=str(number), cls=State)


@pytest.fixture
def states(monkeypatch: pytest.MonkeyPatch) -> FewStates:
    monkeypatch.setattr(few_states, "MOST_STATES", 10)
    monkeypatch.setattr(few_states, "FORGOTTEN_AT_ONCE", 3)
    return FewStates(token_expiration=3_600)


def test_beyond_the_most_those_that_rested_longest_are_forgotten(states: FewStates) -> None:
    async def go() -> None:
        for number in range(10):
            await states.get_state(token(number))
        await states.get_state(token(0))
        for number in range(10, 13):
            await states.get_state(token(number))
        await states.close()

    asyncio.run(go())
    kept = {one.partition("_")[0] for one in states.states}
    assert len(states.states) <= 10
    assert {"0", "10", "11", "12"} <= kept
    assert "1" not in kept


def test_a_state_at_which_somebody_works_is_not_forgotten(states: FewStates) -> None:
    async def go() -> int:
        async with states.modify_state(token(0)) as mine:
            for number in range(1, 40):
                await states.get_state(token(number))
            found = await states.get_state(token(0))
        await states.close()
        return int(found is mine)

    assert asyncio.run(go()) == 1
    assert len(states.states) <= 11


def test_what_a_browser_says_of_a_broken_page_is_written_once_in_a_while_cut_short_and_on_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(failures, "_reports", failures.OnceInAWhile())
    with capture_logs() as logs:
        for number in range(100):
            failures.note_page_failure(Exception(f"{number}\n\x1b[31m" + "x" * 5_000))
    (said,) = logs
    assert len(said["said"]) <= failures.LONGEST_REPORT
    assert said["said"].isprintable()


def test_reflex_says_the_same_thing_once_in_a_while() -> None:
    quiet = failures.OnceInAWhile()
    records = [
        logging.LogRecord(
            "reflex.app", logging.WARNING, "", 0, f"Attempting to send delta to disconnected client {n}", (), None
        )
        for n in range(100)
    ]
    other = logging.LogRecord("reflex.app", logging.WARNING, "", 0, "Something else", (), None)
    assert [quiet.filter(one) for one in (*records, other)].count(True) == 2
