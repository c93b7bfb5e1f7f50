"""Lets handlers see the parts of the address that vary, as `app.add_page` does where there is an app."""

import re

import reflex as rx
from reflex_base.constants import RouteArgType

from cecs_app.ui.routes import PAGES


def know_the_routes() -> None:
    """Once a process; without it `reference` is empty for every handler, whoever's it is."""
    names = {name for page in PAGES for name in re.findall(r"\[(\w+)\]", page.route)}
    rx.State.setup_dynamic_args(dict.fromkeys(sorted(names), RouteArgType.SINGLE))
