"""What can be called on the running portal: every handler of ours, asked of the same registry that it is served by."""

import inspect
from pathlib import Path
from typing import get_origin

from reflex_base.registry import RegistrationContext
from reflex_base.utils.format import format_event_handler

from cecs_app.ui.applications.details import DetailsState
from cecs_app.ui.routes import PAGES
from tests.fuzz.run import Target
from tests.fuzz.spite import Handler
from tests.ui.routed import know_the_routes


def target(url: str, process: int, log: Path, *, has_pages: bool) -> Target:
    know_the_routes()
    for page in PAGES:
        page.build()
    registered = RegistrationContext.ensure_context().event_handlers
    marked = {name: one.handler.fn for name, one in registered.items() if hasattr(one.handler.fn, "needed")}
    handlers = [Handler(name, fn.needed, _parameters(fn)) for name, fn in sorted(marked.items())]
    details = format_event_handler(DetailsState.event_handlers["submit"])
    return Target(url, process, log, handlers, details, has_pages)


def _parameters(fn: object) -> dict[str, type]:
    _self, *rest = inspect.signature(fn).parameters.values()  # type: ignore[arg-type]
    return {one.name: get_origin(one.annotation) or one.annotation for one in rest}
