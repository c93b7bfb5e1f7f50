"""What every page of a decision has: whose application it is, what comes of it, a form, and the way back."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from cecs_app.domain.decision import REASON_LEAST, REASON_MOST
from cecs_app.language import _
from cecs_app.services.desk.review.deciding import DecidingView
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.components.summary import row
from cecs_app.ui.desk.frame import desk_page
from cecs_app.ui.desk.review.parts import case_path
from cecs_app.ui.desk.review.work import condition_list, said_yes
from cecs_app.ui.form_data import text
from cecs_app.ui.visiting import Screen, call, route_text


class Deciding(Screen, mixin=True):
    """The state of such a page."""

    view: DecidingView = DecidingView()

    async def _open(self, service: Callable[..., DecidingView], *args: Any) -> None:
        # Nothing of the last application stays if this one may not be shown.
        self.view = DecidingView()
        self.view = await call(service, *args)

    @property
    def _reference(self) -> str:
        return route_text(self, "reference")


def reason_of(form: object) -> str:
    """One character more than may be, so that too much is told and not dropped."""
    return text(form, "reason", REASON_MOST + 1)


def decision_page(state: Any, title: Any, *children: rx.Component) -> rx.Component:
    """Empty but for the error where the application can't be decided now."""
    head = state.view.head
    return desk_page(
        title,
        loaded(
            fields.error_summary(state),
            rx.cond(
                head.reference != "",
                rx.fragment(
                    rx.el.p(
                        rx.el.strong(head.name),
                        " · ",
                        head.application,
                        " · ",
                        head.certificate,
                        " · ",
                        rx.el.span(head.reference, class_name="fact"),
                        class_name="lead",
                    ),
                    *children,
                ),
            ),
        ),
        wide=False,
        back=case_path(state.reference),
    )


def decision_form(state: Any, on_submit: Any, *children: rx.Component) -> rx.Component:
    """Without the summary of errors, which stands above everything."""
    return rx.el.form(
        *children, on_submit=on_submit.throttle(fields.DOUBLE_PRESS_MS), no_validate=True, class_name="form"
    )


def reason_field(state: Any, label: str, *, hint: str, **props: Any) -> rx.Component:
    limits = _("{least} to {most} characters.").format(least=REASON_LEAST, most=f"{REASON_MOST:,}")
    return fields.text_area(state, "reason", label, hint=f"{hint} {limits}", max_length=REASON_MOST, **props)


def act_row(state: Any, words: Any, *, look: str = "") -> rx.Component:
    """The act, and the way out beside it."""
    return rx.el.div(
        fields.submit_button(state, words, look=look),
        rx.el.a(_("Do nothing"), href=case_path(state.view.head.reference), class_name="button secondary"),
        class_name="actions",
    )


def outcome_box(then: Any) -> rx.Component:
    return rx.cond(
        then.what != "",
        rx.el.div(
            rx.el.h2(_("What is issued")),
            rx.el.p(rx.el.strong(then.what)),
            rx.el.dl(
                rx.cond(
                    then.then != "",
                    rx.fragment(row(_("Valid"), rx.el.strong(then.then)), row(_("Until now"), then.now)),
                    row(_("The dates stay"), then.now),
                ),
                class_name="summary tight",
            ),
            rx.cond(then.note != "", rx.el.p(then.note)),
            class_name="card",
        ),
    )


def open_conditions(view: Any) -> rx.Component:
    """With what she said yes to: nobody decides without having it before her eyes."""
    found = rx.el.div(rx.el.h2(_("Still open")), condition_list(view.open_conditions), class_name="notice warn")
    return rx.fragment(rx.cond(view.open_conditions.length() > 0, found), said_yes(view.said_yes))


def letter_box(letter: Any) -> rx.Component:
    return rx.cond(
        letter.subject != "",
        rx.el.article(
            rx.el.h2(letter.subject),
            rx.foreach(letter.lines, lambda line: rx.el.p(line)),
            class_name="letter",
            aria_label=_("The letter to the educator"),
        ),
    )
