"""What every page has that tells what an act does before it is done: a form, the act with the way out, a reason."""

from typing import Any

import reflex as rx

from cecs_app.domain.decision import REASON_LEAST, REASON_MOST
from cecs_app.language import _
from cecs_app.ui.components import fields
from cecs_app.ui.form_data import text


def act_form(on_submit: Any, *children: rx.Component) -> rx.Component:
    """Without the summary of errors: that stands above everything on the page."""
    return rx.el.form(
        *children, on_submit=on_submit.throttle(fields.DOUBLE_PRESS_MS), no_validate=True, class_name="form"
    )


def act_or_leave(state: Any, words: Any, out: Any, *, look: str = "") -> rx.Component:
    """`out` is the address of the page to go back to."""
    return rx.el.div(
        fields.submit_button(state, words, look=look),
        rx.el.a(_("Do nothing"), href=out, class_name="button secondary"),
        class_name="actions",
    )


def reason_field(state: Any, label: str, *, hint: str, **props: Any) -> rx.Component:
    limits = _("{least} to {most} characters.").format(least=REASON_LEAST, most=f"{REASON_MOST:,}")
    return fields.text_area(state, "reason", label, hint=f"{hint} {limits}", max_length=REASON_MOST, **props)


def reason_of(form: object) -> str:
    """One character more than may be, so that too much is told and not dropped."""
    return text(form, "reason", REASON_MOST + 1)
