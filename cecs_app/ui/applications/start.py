"""/applications/<reference>/start: what it costs and what is needed, before anything is asked."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.applications import start
from cecs_app.services.applications.start import StartView
from cecs_app.ui.applications.step_frame import step_page
from cecs_app.ui.components import fields
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, route_text


class StartState(Screen, rx.State):
    view: StartView = StartView()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.view = await call(start.show, who.educator_id, route_text(self, "reference"))

    @act(Stage.ACKNOWLEDGED)
    async def submit(self, who: Visitor, _form: dict[str, Any]) -> Any:
        return go(await call(start.save, who.educator_id, route_text(self, "reference")))


def start_page() -> rx.Component:
    state = StartState
    view = state.view
    return step_page(
        state,
        _("Before you begin"),
        _fee(view),
        rx.cond(view.outcome != "", rx.el.section(rx.el.h2(_("What you get")), rx.el.p(view.outcome))),
        rx.el.section(
            rx.el.h2(_("What you need")),
            rx.el.ul(rx.foreach(view.needs, lambda words: rx.el.li(words)), class_name="needs"),
        ),
        fields.form(state, state.submit, fields.submit_button(state, _("Begin"))),
    )


def _fee(view: Any) -> rx.Component:
    part = _("{amount} of it is the review fee, which is not refunded.").format(amount=view.review_fee)
    review = rx.cond(view.fee == view.review_fee, _("All of it is the review fee, which is not refunded."), part)
    return rx.el.section(
        rx.el.p(_("Fee"), class_name="fee-title"),
        rx.el.p(view.fee, class_name="fee-amount"),
        rx.cond(
            view.review_fee != "",
            rx.el.p(review, " ", _("You pay after signing, or later by mail."), class_name="hint"),
            rx.el.p(_("You will not be asked for a payment."), class_name="hint"),
        ),
        rx.cond(view.split != "", rx.el.p(view.split, class_name="hint")),
        class_name="fee-box",
        aria_label=_("Fee"),
    )
