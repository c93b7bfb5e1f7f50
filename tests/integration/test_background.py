"""What the portal does by itself goes on after a failure: soon, and without hammering what is down."""

import asyncio

import pytest

from cecs_app import background


class Enough(BaseException):
    """Ends the work, which never ends by itself."""


def pauses(monkeypatch: pytest.MonkeyPatch, seconds: float, fails: list[bool]) -> list[float]:
    """How long it rested after each round that failed or not."""
    found: list[float] = []
    rounds = iter(fails)

    async def work() -> None:
        if next(rounds):
            raise OSError("away")

    async def rest(seconds: float) -> None:
        found.append(seconds)
        if len(found) == len(fails):
            raise Enough

    monkeypatch.setattr(background.asyncio, "sleep", rest)
    with pytest.raises(Enough):
        asyncio.run(background._repeat(work, seconds))
    return found


def test_what_fails_is_tried_less_and_less_often_and_as_usual_when_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pauses(monkeypatch, 1, [False, *[True] * 7, False]) == [1, 2, 4, 8, 16, 30, 30, 30, 1]


def test_what_is_done_once_an_hour_is_not_done_more_rarely_for_having_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pauses(monkeypatch, 3600, [True, True]) == [3600, 3600]
