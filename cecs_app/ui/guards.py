"""Every handler is a `visit` (a page opens), an `act` (a form, a button) or a `watch` (a page looks again).

Each names who may: a stage that an educator has reached, or a duty of the staff.

The guard asks the database who holds the cookie, and hands that visitor or clerk to the handler as its second
argument; nothing the event carries can stand in for it. A handler without a mark
fails tests/ui/test_access.py.
"""

import asyncio
import functools
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.errors import CecsError, Elsewhere, NotFound
from cecs_app.domain.staff import Clerk, Duty
from cecs_app.ui.visiting import clerk_of, go, route_text, visitor_of

Needed = Stage | Duty
Handler = Callable[..., Awaitable[Any]]
Guarded = Callable[..., AsyncIterator[Any]]

WAY_UP = {
    Stage.ANYONE: "/login",
    Stage.PROVING: "/login/second-step",
    Stage.TEMPORARY: "/new-password",
    Stage.SIGNED_IN: "/register",
    Stage.REGISTERED: "/acknowledge",
}
"""Where somebody at a stage goes to reach the next one."""
DESK_LOGIN, DESK_SETUP, NOT_YOUR_DUTY = "/desk/login", "/desk/setup", "/desk/not-your-duty"


def visit(needed: Needed) -> Callable[[Handler], Any]:
    """For on_load: fills the screen from the database."""

    def mark(handler: Handler) -> Guarded:
        @functools.wraps(handler)
        async def guarded(self: Any, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
            who, refusal = await _admit(self, needed, replace=True)
            self.errors, self.busy = {}, False
            yield refusal or await _outcome(self, handler(self, who, *args, **kwargs), replace=True)

        return _marked(guarded, handler, needed)

    return mark


def act(needed: Needed) -> Callable[[Handler], Any]:
    """For forms and buttons: clears the last errors, shows that it is at work, and shows what went wrong."""

    def mark(handler: Handler) -> Guarded:
        @functools.wraps(handler)
        async def guarded(self: Any, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
            who, refusal = await _admit(self, needed)
            if refusal:
                yield refusal
                return
            self.errors, self.busy = {}, True
            yield None
            try:
                result = await _outcome(self, handler(self, who, *args, **kwargs))
            finally:
                self.busy = False
            yield result

        return _marked(guarded, handler, needed)

    return mark


def watch(
    needed: Needed, screen: str, ask: Callable[[Any, str], Awaitable[Any]], pauses: Sequence[float]
) -> Callable[[Handler], Any]:
    """For a screen that looks again by itself, for as long as its address ends in `screen`.

    `ask` takes the visitor and the reference, and may be slow: the page's other events don't wait for it. The
    handler takes what it answered and how often was asked before; it gives the event that leads on, and whether
    that was the last look. Who is there is asked each time.
    """

    def mark(handler: Handler) -> Guarded:
        async def guarded(self: Any) -> AsyncIterator[Any]:
            async with self:
                self._watching += 1
                turn = self._watching
            for looks, pause in enumerate(pauses):
                async with self:
                    place, refusal = await _place(self, needed, turn)
                if refusal or not place.path.endswith(screen):
                    yield refusal
                    return
                answer = await _answered(ask(place.who, place.reference))
                async with self:
                    # Gone elsewhere, logged out, or looking anew meanwhile: then the answer is for nobody here.
                    is_here = (await _place(self, needed, turn))[0] == place
                    event, is_last = await _shown(self, handler, answer, looks) if is_here else (None, True)
                yield event
                if is_last:
                    return
                await asyncio.sleep(pause)

        guarded.__name__, guarded.__qualname__ = handler.__name__, handler.__qualname__
        guarded.__module__ = handler.__module__
        marked = rx.event(background=True)(guarded)
        marked.needed = needed
        return marked

    return mark


@dataclass(frozen=True)
class Place:
    """Who looks at which address; `path` is empty once somebody looks anew."""

    who: Visitor | Clerk | None
    path: str
    reference: str


async def _place(state: Any, needed: Needed, turn: int) -> tuple[Place, Any]:
    """With where to go instead, if she may not be there."""
    who, refusal = await _admit(state, needed, replace=True, is_working=False)
    path = state.router.url.path.rstrip("/") if state._watching == turn else ""
    return Place(who, path, route_text(state, "reference")), refusal


async def _answered(asking: Awaitable[Any]) -> Any:
    try:
        return await asking
    except CecsError as error:
        return error


async def _shown(state: Any, handler: Handler, answer: Any, looks: int) -> tuple[Any, bool]:
    if isinstance(answer, CecsError):
        return go("/not-found", replace=True), True
    shown: tuple[Any, bool] = await handler(state, answer, looks)
    return shown


async def _admit(
    state: Any, needed: Needed, *, replace: bool = False, is_working: bool = True
) -> tuple[Visitor | Clerk | None, Any]:
    """Who is there, and where to send her instead if she may not."""
    if isinstance(needed, Duty):
        clerk = await clerk_of(state, is_working=is_working)
        return clerk, None if clerk and clerk.may(needed) else go(_desk_way(clerk), replace=replace)
    who = await visitor_of(state)
    reached = who.stage if who else Stage.ANYONE
    return who, None if reached >= needed else go(WAY_UP[reached], replace=replace)


def _desk_way(clerk: Clerk | None) -> str:
    if clerk is None:
        return DESK_LOGIN
    return DESK_SETUP if clerk.is_new else NOT_YOUR_DUTY


async def _outcome(state: Any, handling: Awaitable[Any], *, replace: bool = False) -> Any:
    try:
        return await handling
    except NotFound:
        return go("/not-found", replace=replace)
    except Elsewhere as elsewhere:
        return go(elsewhere.path, replace=replace)
    except CecsError as error:
        return state._fail(error)


def _marked(guarded: Any, handler: Handler, needed: Needed) -> Guarded:
    """Reflex reads the signature to learn an event's arguments: the visitor is not one of them."""
    signature = inspect.signature(handler)
    own, _visitor, *rest = signature.parameters.values()
    guarded.__signature__ = signature.replace(parameters=[own, *rest])
    guarded.__annotations__ = {p.name: p.annotation for p in rest}
    del guarded.__wrapped__
    guarded.needed = needed
    return guarded
