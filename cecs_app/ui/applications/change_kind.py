"""/applications/<reference>/change: another application fits the answer about service."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.applications import change_kind
from cecs_app.services.applications.change_kind import ChangeView
from cecs_app.ui.applications.step_frame import application_path, step_page
from cecs_app.ui.components import fields
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, route_text


class ChangeKindState(Screen, rx.State):
    view: ChangeView = ChangeView()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.view = await call(change_kind.show, who.educator_id, route_text(self, "reference"))

    @act(Stage.ACKNOWLEDGED)
    async def submit(self, who: Visitor, _form: dict[str, Any]) -> Any:
        reference = route_text(self, "reference")
        return go(await call(change_kind.change, who.educator_id, who.account_id, reference))


def change_kind_page() -> rx.Component:
    state = ChangeKindState
    view = state.view
    return step_page(
        state,
        _("Another application fits your answer"),
        rx.el.p(
            rx.cond(
                view.is_for_served,
                _("You said that you have served under this certificate."),
                _("You said that you have never served under this certificate."),
            ),
            " ",
            rx.el.strong(
                _("{kind} is for you, not {present}.").format(kind=view.other, present=view.head.application)
            ),
        ),
        rx.cond(view.why_not != "", _closed(view), _offer(state)),
        rx.el.p(rx.el.a(_("Change my answer"), href=application_path(view.head.reference, "service"))),
    )


def _offer(state: Any) -> rx.Component:
    view = state.view
    return rx.fragment(
        rx.el.p(_("What you entered is kept. The fee is: {fee}.").format(fee=view.fee)),
        fields.form(state, state.submit, fields.submit_button(state, _("Change to: {kind}").format(kind=view.other))),
    )


def _closed(view: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h2(_("It can't be begun today")),
        rx.el.p(view.why_not),
        rx.el.p(_("This draft is kept. Changed your mind? You can withdraw it below.")),
        class_name="notice warn",
    )
