"""Facts as label and value."""

from typing import Any

import reflex as rx


def row(label: str, *value: Any) -> rx.Component:
    """One line of a list with the class "summary"."""
    return rx.el.div(rx.el.dt(label), rx.el.dd(*value))
