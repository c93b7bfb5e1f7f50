"""Anybody can send any event over the socket. So every handler names its stage, and lets nobody below it in.

What Reflex registers besides, the gate before the socket does not let through (web/socket_gate.py), but for three.
"""

import asyncio
import inspect
from typing import Any

import pytest
from reflex.istate.shared import SharedState
from reflex.state import (
    EventHandlerSetVar,
    FrontendEventExceptionState,
    OnLoadInternalState,
    State,
    UpdateVarsInternalState,
)
from reflex_base.event import EventHandler
from reflex_base.registry import RegistrationContext

from cecs_app.domain.access import Stage
from cecs_app.services.deps import Deps
from cecs_app.ui.events import REFLEX_OWN, known_events, parameters_of
from cecs_app.ui.guards import WAY_UP
from tests.ui import states
from tests.ui.visitors import cookie_of

SHUT_OUT: dict[Any, str] = {
    EventHandlerSetVar.setvar: "on every state; sets whatever has a setter: nothing of ours has",
    State.hydrate.fn: "sends the whole state again; our pages ask by hydrate_and_load",
    State.set_is_hydrated.fn: "tells a page that it is filled; only the server may know",
    OnLoadInternalState.set_is_hydrated.fn: "the same",
    UpdateVarsInternalState.update_vars_internal.fn: "sets what a browser stores for us: nothing",
}
"""What Reflex registers and no page of ours sends, with why nobody misses it."""
LET_IN: dict[Any, str] = {
    State.hydrate_and_load.fn: "gives a tab its own state, which binding.py empties once another is there; then loads",
    OnLoadInternalState.on_load_internal.fn: "runs the loads of the page that she says she is on: all marked",
    FrontendEventExceptionState.handle_frontend_exception.fn: "is noted, cut short, once in a while",
}
"""Of Reflex's own, what our pages need, and why it does no harm."""
HOSTILE: tuple[Any, ...] = (None, 7, -1.5, True, "", "x" * 100_000, [], ["a"], {}, {"a": {"b": []}}, {"reference": 3})


def guarded() -> dict[str, Any]:
    return {name: fn for name, fn in states.registered_handlers().items() if fn is not EventHandlerSetVar.setvar}


def state_and_handler(name: str) -> tuple[Any, str]:
    state_name, _, handler = name.rpartition(".")
    found = [one for one in states.state_classes() if one.get_full_name() == state_name]
    return found[0], handler


def call(name: str, token: str, argument: Any) -> list[Any]:
    state_class, handler = state_and_handler(name)
    state = states.fresh(state_class, token=token, reference="A-0000-0000", number="none")
    count = len(inspect.signature(state.event_handlers[handler].fn).parameters) - 1
    return asyncio.run(states.run(state, handler, *[argument] * count))


def registered() -> dict[str, Any]:
    """All that a browser can name over the socket, whoever made it."""
    return {name: one.handler.fn for name, one in RegistrationContext.ensure_context().event_handlers.items()}


def test_whatever_can_be_named_over_the_socket_is_marked_or_known_to_be_harmless() -> None:
    unknown = [name for name, fn in registered().items() if not hasattr(fn, "needed") and fn not in SHUT_OUT | LET_IN]
    assert unknown == []


def test_the_gate_lets_through_what_is_marked_and_three_of_reflexs_own() -> None:
    marked = {name for name, fn in registered().items() if hasattr(fn, "needed")}
    assert known_events().keys() == marked | REFLEX_OWN.keys()
    assert {registered()[name] for name in REFLEX_OWN} == LET_IN.keys()
    assert marked.isdisjoint(REFLEX_OWN)


def test_a_handler_that_takes_what_the_gate_cannot_check_does_not_get_by() -> None:
    def handler(_self: Any, anything: list[Any]) -> None:
        raise AssertionError(anything)

    with pytest.raises(TypeError):
        parameters_of(EventHandler(fn=handler))


def test_every_public_method_of_a_state_is_a_handler_of_its_own() -> None:
    """One that Reflex did not make an event of would be reachable some other way, or by mistake."""
    loose = [
        f"{state.__name__}.{name}"
        for state in states.state_classes()
        for kind in state.__mro__
        if kind.__module__.startswith("cecs_app")
        for name, value in vars(kind).items()
        if inspect.isfunction(value) and not name.startswith("_") and name not in state.event_handlers
    ]
    assert loose == []


def test_no_private_method_is_reachable() -> None:
    assert [name for name in registered() if name.rpartition(".")[2].startswith("_")] == []


def test_no_browser_stores_a_var_for_us_and_no_state_is_shared() -> None:
    stored = [
        f"{state.__name__}.{name}"
        for state in states.state_classes()
        for name in state.vars
        if state._is_client_storage(name)
    ]
    assert stored == []
    assert [state.__name__ for state in states.state_classes() if issubclass(state, SharedState)] == []


def test_no_handler_takes_an_upload() -> None:
    """Files come through web/documents.py, where who sends them is known before a byte is read."""
    assert [name for name, one in guarded().items() if "UploadFile" in str(inspect.signature(one))] == []


def test_every_handler_names_its_stage() -> None:
    assert [name for name, fn in guarded().items() if not hasattr(fn, "needed")] == []


def test_no_var_can_be_set_from_the_browser() -> None:
    setters = [
        f"{state.__name__}.{name}"
        for state in states.state_classes()
        for name in state.event_handlers
        if name.startswith("set_")
    ]
    assert setters == []


@pytest.mark.parametrize("reached", [stage for stage in Stage if stage < Stage.ACKNOWLEDGED])
def test_a_handler_sends_whoever_stands_below_its_stage_to_the_next_step(deps: Deps, reached: Stage) -> None:
    token = cookie_of(deps, reached)
    higher = [name for name, fn in guarded().items() if isinstance(fn.needed, Stage) and fn.needed > reached]
    assert higher
    for name in higher:
        assert states.redirects(call(name, token, {})) == [WAY_UP[reached]], name


def test_an_ended_or_invented_cookie_is_nobody(deps: Deps) -> None:
    name = next(name for name, fn in guarded().items() if fn.needed == Stage.ACKNOWLEDGED)
    assert states.redirects(call(name, "invented", {})) == ["/login"]


@pytest.mark.parametrize("argument", HOSTILE, ids=lambda value: f"{type(value).__name__}-{str(value)[:12]}")
def test_arguments_of_any_type_are_answered_and_never_raise(deps: Deps, argument: Any) -> None:
    token = cookie_of(deps, Stage.ACKNOWLEDGED)
    for name in guarded():
        call(name, token, argument)
