"""The result screen, opened and looking, without a browser and without waiting."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cecs_app.ui.pay.result import PayResultState
from tests.ui import states

SCREEN = "/applications/CT-ADA/pay/result"


@dataclass
class Waiting:
    """Nobody waits here: instead of each pause something may happen."""

    pauses: list[float] = field(default_factory=list)
    happens: dict[int, Callable[[], object]] = field(default_factory=dict)
    """By how many pauses went before."""

    async def __call__(self, seconds: float) -> None:
        number = len(self.pauses)
        self.pauses.append(seconds)
        if number in self.happens:
            await asyncio.to_thread(self.happens[number])


def screen(token: str, path: str = SCREEN, reference: str = "CT-ADA") -> Any:
    return states.fresh(PayResultState, token=token, path=path, reference=reference)


def run(state: Any, handler: str) -> list[Any]:
    return asyncio.run(states.run(state, handler))


def opened(token: str) -> tuple[Any, list[str]]:
    """The page opens, and looks when it must: the screen, and where the browser was sent."""
    state = screen(token)
    events = run(state, "load")
    sent = states.redirects(events)
    if any(getattr(event, "fn", None) is PayResultState.look.fn for event in events):
        sent += states.redirects(run(state, "look"))
    return state, sent


def away(path: str) -> list[str]:
    return [f"/applications/CT-ADA/{path}"]
