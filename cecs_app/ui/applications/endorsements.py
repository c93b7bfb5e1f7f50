"""/applications/<reference>/endorsements: which ones are to be added."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.steps import Step
from cecs_app.language import _
from cecs_app.services.applications import endorsements
from cecs_app.services.applications.endorsements import FIELD, PREFIX, Choice, EndorsementsView, Family
from cecs_app.ui.applications.step_frame import step_form, step_page
from cecs_app.ui.components import fields
from cecs_app.ui.form_data import checked_names
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, route_text


class EndorsementsState(Screen, rx.State):
    view: EndorsementsView = EndorsementsView()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.view = await call(endorsements.show, who.educator_id, route_text(self, "reference"))

    @act(Stage.ACKNOWLEDGED)
    async def submit(self, who: Visitor, form: dict[str, Any]) -> Any:
        codes = checked_names(form, PREFIX)
        return go(await call(endorsements.save, who.educator_id, route_text(self, "reference"), codes))


def endorsements_page() -> rx.Component:
    state = EndorsementsState
    return step_page(
        state,
        _("Endorsements to add"),
        rx.el.p(_("The fee is {fee}.").format(fee=state.view.fee), class_name="lead"),
        rx.el.p(_("Open a group and tick what you want to add.")),
        step_form(
            state,
            Step.ENDORSEMENTS,
            rx.el.div(
                fields.field_error(state, FIELD),
                rx.foreach(state.view.families, _family),
                id=FIELD,
                tab_index=-1,
            ),
            fields.submit_button(state, _("Save and continue")),
        ),
    )


def _family(family: rx.Var[Family]) -> rx.Component:
    # Closed, so that the page is short; one that bears a tick opens by itself.
    return rx.el.details(
        rx.el.summary(family.name),
        rx.el.fieldset(
            rx.el.legend(family.name, class_name="visually-hidden"),
            rx.foreach(family.choices, _choice),
            class_name="field",
        ),
        open=family.has_chosen,
        class_name="family",
    )


def _choice(choice: rx.Var[Choice]) -> rx.Component:
    name = PREFIX + choice.code
    return rx.el.div(
        rx.el.input(type="checkbox", name=name, id=name, value="yes", default_checked=choice.is_chosen),
        rx.el.label(choice.label, html_for=name),
        class_name="choice",
    )
