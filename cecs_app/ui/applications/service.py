"""/applications/<reference>/service: what only the educator knows of her work, and each part only where it counts."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.certificate import Service
from cecs_app.domain.steps import Step
from cecs_app.language import _
from cecs_app.services.applications import service
from cecs_app.services.applications.service import ServiceView, Stated
from cecs_app.ui.applications.step_frame import step_form, step_page
from cecs_app.ui.components import fields
from cecs_app.ui.form_data import is_checked, text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, route_text


class ServiceState(Screen, rx.State):
    view: ServiceView = ServiceView()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.view = await call(service.show, who.educator_id, route_text(self, "reference"))

    @act(Stage.ACKNOWLEDGED)
    async def submit(self, who: Visitor, form: dict[str, Any]) -> Any:
        stated = Stated(
            served=text(form, "served"),
            has_hours=is_checked(form, "has_hours"),
            school_months=text(form, "school_months"),
            has_team=is_checked(form, "has_team"),
            has_studies=is_checked(form, "has_studies"),
        )
        return go(await call(service.save, who.educator_id, route_text(self, "reference"), stated))


def service_page() -> rx.Component:
    state = ServiceState
    view = state.view
    return step_page(
        state,
        _("Your service"),
        step_form(
            state,
            Step.SERVICE,
            rx.cond(view.asks_served, _served(state)),
            rx.cond(view.clock_hours > 0, _hours(state)),
            rx.cond(view.asks_experience, _experience(state)),
            fields.submit_button(state, _("Save and continue")),
        ),
    )


def _served(state: Any) -> rx.Component:
    return fields.radio_group(
        state,
        "served",
        _("Have you ever served under this certificate in a Connecticut public school?"),
        [(Service.SOME.value, _("Yes")), (Service.NONE.value, _("No, never"))],
        hint=_("Your answer decides which application fits, and what it costs."),
        chosen=state.view.served,
    )


def _hours(state: Any) -> rx.Component:
    words = _("I have completed at least {hours} clock hours of the required training since it was issued.")
    return fields.checkbox(
        state, "has_hours", words.format(hours=state.view.clock_hours), default_checked=state.view.has_hours
    )


def _months(state: Any, hint: str) -> rx.Component:
    return fields.text_field(
        state,
        "school_months",
        _("School months served under this certificate"),
        hint=hint,
        default_value=state.view.school_months,
        input_mode="numeric",
        max_length=3,
        class_name="size-4",
    )


def _experience(state: Any) -> rx.Component:
    view = state.view
    year = _("A school year has ten.")
    asked: Any = _("The rule asks for at least {months}.").format(months=view.least_months) + " " + year
    return rx.fragment(
        rx.cond(view.least_months > 0, _months(state, asked), _months(state, year)),
        fields.checkbox(state, "has_team", _("I have completed the TEAM program."), default_checked=view.has_team),
        fields.checkbox(
            state,
            "has_studies",
            _("I hold a master's degree, or have completed the advanced coursework."),
            default_checked=view.has_studies,
        ),
    )
