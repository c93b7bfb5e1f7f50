"""What the review screen and the pages of a decision share."""

from typing import Any

import reflex as rx

from cecs_app.language import _
from cecs_app.ui.components.summary import row


def case_path(reference: Any, screen: str = "") -> Any:
    """`reference` is a var or a text. The desk has one language, so its addresses have no prefix."""
    return "/desk/applications/" + reference + (f"/{screen}" if screen else "")


def head_line(head: Any) -> rx.Component:
    """Whose it is, what it asks for, and where it stands."""
    waits = rx.cond(head.waits != "", rx.el.span(" · ", head.waits, class_name="hint"))
    return rx.el.div(
        rx.el.p(
            rx.el.strong(head.application),
            " · ",
            head.certificate,
            " ",
            rx.el.span(head.status, class_name="badge " + head.tone),
            rx.cond(head.alarm != "", rx.el.span(head.alarm, class_name="badge bad")),
            class_name="case-what",
        ),
        rx.el.dl(
            row(_("Reference"), rx.el.span(head.reference, class_name="fact")),
            row(_("EIN"), rx.el.span(head.ein, class_name="fact")),
            row(_("Filed"), head.filed, waits),
            rx.cond(head.place != "", row(_("Place"), head.place)),
            rx.cond(head.holder != "", row(_("Works on it"), head.holder)),
            class_name="case-facts",
        ),
        class_name="case-head",
    )
