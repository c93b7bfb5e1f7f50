"""What every step of an application has: where it stands, the way back, and the way out."""

from typing import Any

import reflex as rx

from cecs_app import wiring
from cecs_app.domain.steps import Step
from cecs_app.language import _
from cecs_app.ui.components import fields
from cecs_app.ui.components.filled import is_filled
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.visiting import path


def step_page(state: Any, title: Any, *children: rx.Component) -> rx.Component:
    """`state.view.head` is the step's Head."""
    head = state.view.head
    return page(title, loaded(*children, _way_out(head)), back=head.back, above=_progress(head))


def step_form(state: Any, step: Step, *children: rx.Component) -> rx.Component:
    """What is typed in it is kept with the draft at once; see services/applications/typed.py."""
    start = wiring.deps().settings.endpoints.rstrip("/") + "/applications/"
    address = start + state.view.head.reference + f"/typed/{step}"
    return fields.form(state, state.submit, *children, custom_attrs={"data-keep": address})


def application_path(reference: Any, screen: str) -> Any:
    """`reference` is a var or a text."""
    return path("/applications/") + reference + "/" + screen


def _progress(head: Any) -> rx.Component:
    here = _("Step {position} of {count}").format(position=head.position, count=head.count)
    return rx.cond(
        is_filled(),
        rx.el.div(
            rx.el.p(rx.el.strong(head.application), " · ", head.certificate),
            rx.el.p(here, class_name="hint"),
            rx.el.progress(value=head.position, max=head.count, aria_hidden="true"),
            class_name="progress",
        ),
    )


def _way_out(head: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            _("Application"),
            " ",
            rx.el.span(head.reference, class_name="fact"),
            ". ",
            _("Each step is saved. You can stop here and go on later, on any device."),
        ),
        rx.el.p(rx.el.a(_("Withdraw this application"), href=application_path(head.reference, "withdraw"))),
        class_name="way-out hint",
    )
