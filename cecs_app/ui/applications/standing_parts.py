"""How a screen shows where an application stands."""

from typing import Any

import reflex as rx

from cecs_app.language import _


def badge(standing: Any) -> rx.Component:
    return rx.el.span(standing.status, class_name="badge " + standing.tone)


def next_step(standing: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("What happens next")),
        rx.el.p(standing.next),
        rx.el.p(_("Who acts:"), " ", rx.el.strong(standing.actor)),
    )
