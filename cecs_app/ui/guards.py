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
from cecs_app.domain.errors import CecsError, Elsewhere, NotFound, NotNow
from cecs_app.domain.staff import Clerk, Duty
from cecs_app.ui.visiting import Portal, clerk_of, go, route_text, visitor_of

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
    """For on_load: fills the screen from the database. A page that is opened keeps a login alive."""

    def mark(handler: Handler) -> Guarded:
        @functools.wraps(handler)
        async def guarded(self: Any, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
            self.errors, self.busy = {}, False
            is_working = await _is_her_doing(self)
            yield await _outcome(self, _admitted(self, needed, handler, args, kwargs, is_working), opens=True)

        return _marked(guarded, handler, needed)

    return mark


def act(needed: Needed) -> Callable[[Handler], Any]:
    """For forms and buttons: clears the last errors, shows that it is at work, and shows what went wrong."""

    def mark(handler: Handler) -> Guarded:
        @functools.wraps(handler)
        async def guarded(self: Any, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
            self.errors, self.busy = {}, True
            yield None
            try:
                result = await _outcome(self, _admitted(self, needed, handler, args, kwargs))
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
                try:
                    event, is_last = await _look(self, needed, screen, turn, ask, handler, looks)
                except NotNow:  # what she sees stays; the next look may find more
                    event, is_last = None, False
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


async def _look(
    state: Any, needed: Needed, screen: str, turn: int, ask: Callable[[Any, str], Any], handler: Handler, looks: int
) -> tuple[Any, bool]:
    """Once: the event that leads on, and whether that was the last look. Raises NotNow."""
    async with state:
        place, refusal = await _place(state, needed, turn)
    if refusal or not place.path.endswith(screen):
        return refusal, True
    answer = await _answered(ask(place.who, place.reference))
    async with state:
        # Gone elsewhere, logged out, or looking anew meanwhile: then the answer is for nobody here.
        is_here = (await _place(state, needed, turn))[0] == place
        return await _shown(state, handler, answer, looks) if is_here else (None, True)


async def _place(state: Any, needed: Needed, turn: int) -> tuple[Place, Any]:
    """With where to go instead, if she may not be there."""
    try:
        who, refusal = await _admit(state, needed, is_working=False), None
    except Elsewhere as elsewhere:
        who, refusal = None, go(elsewhere.path, replace=True)
    path = state.router.url.path.rstrip("/") if state._watching == turn else ""
    return Place(who, path, route_text(state, "reference")), refusal


async def _answered(asking: Awaitable[Any]) -> Any:
    try:
        return await asking
    except NotNow:
        raise
    except CecsError as error:
        return error


async def _shown(state: Any, handler: Handler, answer: Any, looks: int) -> tuple[Any, bool]:
    if isinstance(answer, CecsError):
        return go("/not-found", replace=True), True
    shown: tuple[Any, bool] = await handler(state, answer, looks)
    return shown


async def _admitted(
    state: Any,
    needed: Needed,
    handler: Handler,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    is_working: bool = True,
) -> Any:
    return await handler(state, await _admit(state, needed, is_working=is_working), *args, **kwargs)


async def _is_her_doing(state: Any) -> bool:
    """False while the page is filled again because the line to the portal was lost; see binding.py."""
    portal = await state.get_state(Portal)
    if portal._back_at != state.router.url.path:
        portal._back_at = ""
    return not portal._back_at


async def _admit(state: Any, needed: Needed, *, is_working: bool = True) -> Visitor | Clerk | None:
    """Who is there. Raises Elsewhere with the way there is instead if she may not."""
    if isinstance(needed, Duty):
        clerk = await clerk_of(state, is_working=is_working)
        if clerk is None or not clerk.may(needed):
            raise Elsewhere(_desk_way(clerk))
        return clerk
    who = await visitor_of(state, is_working=is_working)
    reached = who.stage if who else Stage.ANYONE
    if reached < needed:
        raise Elsewhere(WAY_UP[reached])
    return who


def _desk_way(clerk: Clerk | None) -> str:
    if clerk is None:
        return DESK_LOGIN
    return DESK_SETUP if clerk.is_new else NOT_YOUR_DUTY


async def _outcome(state: Any, handling: Awaitable[Any], *, opens: bool = False) -> Any:
    """`opens`: it fills a page that opens, so whoever is sent on must not come back to it with Back."""
    try:
        return await handling
    except NotFound:
        return go("/not-found", replace=opens)
    except Elsewhere as elsewhere:
        return go(elsewhere.path, replace=opens)
    except CecsError as error:
        if opens and isinstance(error, NotNow):
            # A page that opens again, as after a lost line, may have been half filled: it must stay.
            (await state.get_state(Portal)).is_out_of_service = True
            return None
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
