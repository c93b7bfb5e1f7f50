"""/applications/<reference>/details: name and contact details, confirmed for this application."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.steps import Step
from cecs_app.language import _
from cecs_app.services.applications import details
from cecs_app.services.applications.details import DetailsView
from cecs_app.ui.applications.step_frame import step_form, step_page
from cecs_app.ui.components import fields
from cecs_app.ui.components.contact import contact_fields, typed_contact
from cecs_app.ui.components.summary import row
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, path, route_text


class DetailsState(Screen, rx.State):
    view: DetailsView = DetailsView()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.view = await call(details.show, who.educator_id, who.account_id, route_text(self, "reference"))

    @act(Stage.ACKNOWLEDGED)
    async def submit(self, who: Visitor, form: dict[str, Any]) -> Any:
        return go(await call(details.save, who.educator_id, route_text(self, "reference"), typed_contact(form)))


def details_page() -> rx.Component:
    state = DetailsState
    return step_page(
        state,
        _("Your details"),
        _on_record(state.view),
        rx.el.h2(_("Where can we reach you?")),
        step_form(
            state,
            Step.DETAILS,
            *contact_fields(state, state.view.contact, optional=False),
            fields.submit_button(state, _("Save and continue")),
        ),
    )


def _on_record(view: Any) -> rx.Component:
    return rx.fragment(
        rx.el.dl(
            row(_("Name"), view.name),
            row(_("EIN"), rx.el.span(view.ein, class_name="fact")),
            row(_("Email Address"), view.email),
            class_name="summary",
        ),
        rx.el.p(
            _("Name or email changed?"),
            " ",
            rx.el.a(_("Change them in your profile"), href=path("/profile")),
            _(", then come back: this application waits."),
            class_name="hint",
        ),
    )
