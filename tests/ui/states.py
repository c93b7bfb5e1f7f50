"""Calls a State's handler as Reflex would, without a browser. Reflex's private construction is kept to this file."""

import inspect
from typing import Any

import reflex as rx
from reflex_base.registry import RegistrationContext

from cecs_app import wiring
from cecs_app.web import cookies
from cecs_app.web.state_cookies import sealed_cookies


def registered_handlers() -> dict[str, Any]:
    """Every function of ours that a browser can name over the socket, by that name."""
    registry = RegistrationContext.ensure_context()
    return {
        name: one.handler.fn
        for name, one in registry.event_handlers.items()
        if not one.states or not one.states[0].__module__.startswith("reflex")
    }


def state_classes() -> list[type[rx.State]]:
    registry = RegistrationContext.ensure_context()
    return [state for state in registry.base_states.values() if not state.__module__.startswith("reflex")]


def fresh(state_class: type[rx.State], *, token: str = "", path: str = "/", **route: str) -> Any:
    """An instance in a tree of its own, whose socket carried this session cookie; `route` is the path's arguments."""
    root = rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]
    deps = wiring.deps()
    cookie = sealed_cookies(f"{cookies.session_name(deps.settings)}={token}", deps) if token else ""
    router_data = {
        "pathname": path,
        "asPath": path,
        "query": route,
        "headers": {"cookie": cookie, "origin": "http://localhost:3000"},
        "token": "test",
    }
    root._update_router_vars(router_data, {})
    root.router_data = router_data
    return root.get_substate(state_class.get_full_name().split("."))


async def run(state: Any, handler: str, *args: Any) -> list[Any]:
    """Everything the handler yields: redirects and focus moves, without the Nones."""
    outcome = state.event_handlers[handler].fn(state, *args)
    if inspect.isasyncgen(outcome):
        return [event async for event in outcome if event is not None]
    result = await outcome if inspect.isawaitable(outcome) else outcome
    return [result] if result is not None else []


def redirects(events: list[Any]) -> list[str]:
    """Where the browser was sent."""
    arguments = [argument for event in events for argument in getattr(event, "args", ())]
    return [str(value._var_value) for name, value in arguments if str(name) == "path"]
