"""/applications/<reference>/sign: the declaration, the signature, and Sign and Submit."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.applications import submit
from cecs_app.services.applications.submit import Signature, SignView
from cecs_app.ui.applications.step_frame import step_page
from cecs_app.ui.components import fields
from cecs_app.ui.form_data import is_checked, text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, route_text


class SignState(Screen, rx.State):
    view: SignView = SignView()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.view = await call(submit.show, who.educator_id, route_text(self, "reference"))

    @act(Stage.ACKNOWLEDGED)
    async def submit(self, who: Visitor, form: dict[str, Any]) -> Any:
        signature = Signature(text(form, "signed_name"), is_checked(form, "agrees"), self.view.version)
        reference = route_text(self, "reference")
        return go(await call(submit.submit, who.educator_id, who.account_id, reference, signature), replace=True)


def sign_page() -> rx.Component:
    state = SignState
    return step_page(
        state,
        _("Sign and submit"),
        rx.el.p(_("By signing you declare:")),
        rx.el.ul(rx.foreach(state.view.paragraphs, lambda words: rx.el.li(words)), class_name="card declaration"),
        fields.form(
            state,
            state.submit,
            fields.checkbox(state, "agrees", _("I declare this.")),
            fields.text_field(
                state,
                "signed_name",
                _("Your first and last name, as your signature"),
                hint=_("Typing it here counts as signing by hand."),
                auto_complete="name",
            ),
            rx.el.p(_what_follows(state.view)),
            fields.submit_button(state, _("Sign and Submit")),
        ),
    )


def _what_follows(view: Any) -> rx.Component:
    due = _("Next you pay {fee}, by card or later by mail.").format(fee=view.fee)
    files = rx.cond(view.split != "", view.split, _("Your application is filed when it is paid."))
    free = _("There is no fee: it is filed the moment you submit.")
    return rx.cond(view.is_paid, rx.fragment(due, " ", files), free)
