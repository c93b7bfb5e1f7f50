"""What every page of a decision has: whose application it is, what comes of it, a form, and the way back."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from cecs_app.language import _
from cecs_app.services.desk.review.deciding import DecidingView
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.desk.acting import act_or_leave
from cecs_app.ui.desk.frame import desk_page
from cecs_app.ui.desk.review.parts import case_path
from cecs_app.ui.desk.review.work import condition_list, outcome_facts, said_yes
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


def act_row(state: Any, words: Any, *, look: str = "") -> rx.Component:
    return act_or_leave(state, words, case_path(state.view.head.reference), look=look)


def outcome_box(then: Any) -> rx.Component:
    return rx.cond(
        then.what != "",
        rx.el.div(
            rx.el.h2(_("What is issued")),
            outcome_facts(then),
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
