"""Anybody can send any event over the socket. So every handler names its stage, and lets nobody below it in."""

import asyncio
import inspect
from typing import Any

import pytest
from reflex.state import EventHandlerSetVar

from cecs_app.domain.access import Stage
from cecs_app.services.deps import Deps
from cecs_app.ui.guards import WAY_UP
from tests.ui import states
from tests.ui.visitors import cookie_of

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
