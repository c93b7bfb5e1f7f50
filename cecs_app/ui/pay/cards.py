"""Which cards are accepted and which are not: today's policy in words, the same on every screen."""

from typing import Any

import reflex as rx

from cecs_app.language import _


def card_lists(accepted: Any, refused: Any) -> rx.Component:
    """Both are vars: lists of the names of kinds of card."""
    return rx.el.div(
        _listed(_("Accepted"), accepted, "card-list yes"),
        _listed(_("Not accepted"), refused, "card-list no"),
        class_name="card-lists",
    )


def _listed(heading: str, names: Any, look: str) -> rx.Component:
    return rx.el.div(
        rx.el.h3(heading),
        rx.el.ul(rx.foreach(names, rx.el.li)),
        class_name=look,
    )
