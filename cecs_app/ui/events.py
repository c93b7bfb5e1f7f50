"""Every event that a page of ours may send: the marked handlers, and the three of Reflex's own that its pages need."""

import inspect
from collections.abc import Mapping
from typing import Any, get_origin

from reflex.state import FrontendEventExceptionState, OnLoadInternalState, State
from reflex_base.event import EventHandler
from reflex_base.registry import RegistrationContext
from reflex_base.utils.format import format_event_handler

from cecs_app.web.frames import Events, IsRight, Parameter, is_form, is_number, is_text, is_texts

RULES: Mapping[Any, IsRight] = {str: is_text, int: is_number, dict: is_form}

REFLEX_OWN: Events = {
    # Sends the page what it shows, and fills it.
    format_event_handler(State.event_handlers["hydrate_and_load"]): {"hashes": Parameter(is_texts, may_lack=True)},
    # The page was opened without a new document.
    format_event_handler(OnLoadInternalState.event_handlers["on_load_internal"]): {},
    # The page broke.
    format_event_handler(FrontendEventExceptionState.event_handlers["handle_frontend_exception"]): {
        "info": Parameter(is_text),
        "component_stack": Parameter(is_text, may_lack=True),
    },
}


def known_events() -> Events:
    """By the name that is sent. To be asked once all pages are there: a page makes states of its own."""
    registered = RegistrationContext.ensure_context().event_handlers
    marked = {name: one.handler for name, one in registered.items() if hasattr(one.handler.fn, "needed")}
    return {**{name: parameters_of(handler) for name, handler in marked.items()}, **REFLEX_OWN}


def parameters_of(handler: EventHandler) -> Mapping[str, Parameter]:
    """Raises TypeError for one that takes anything else than texts, numbers and forms."""
    _self, *rest = inspect.signature(handler.fn).parameters.values()
    return {one.name: Parameter(_rule(one)) for one in rest}


def _rule(parameter: inspect.Parameter) -> IsRight:
    kind = get_origin(parameter.annotation) or parameter.annotation
    if kind in RULES:
        return RULES[kind]
    raise TypeError(f"an event can't bring {parameter}")
