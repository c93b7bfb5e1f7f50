"""/applications: every application with its status, what happens next, and who acts."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.applications import list_all
from cecs_app.services.applications.status import Standing
from cecs_app.ui.applications.standing_parts import about, badge, overpaid, who_acts
from cecs_app.ui.applications.step_frame import application_path
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call, path


class ApplicationsState(Screen, rx.State):
    applications: list[Standing] = []

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.applications = list(await call(list_all.list_all, who.educator_id))


def applications_page() -> rx.Component:
    state = ApplicationsState
    return page(
        _("Applications"),
        loaded(rx.cond(state.applications.length() > 0, rx.foreach(state.applications, _application), _none())),
    )


def _application(one: rx.Var[Standing]) -> rx.Component:
    return rx.el.article(
        rx.el.div(rx.el.h2(one.application), badge(one), class_name="section-head"),
        rx.el.p(about(one), " · ", one.touched, class_name="hint"),
        rx.el.p(one.next),
        rx.cond(one.place != "", rx.el.p(one.place)),
        overpaid(one),
        rx.el.p(who_acts(one)),
        _way_on(one),
        class_name="card",
    )


def _way_on(one: Any) -> rx.Component:
    about = rx.el.span(" ", one.application, " ", one.reference, class_name="visually-hidden")
    check = rx.el.a(
        rx.cond(one.is_payable, _("Check Status/Pay Now"), _("Check Status")),
        about,
        href=application_path(one.reference, "status"),
        class_name=rx.cond(one.is_payable, "button", "button secondary"),
    )
    resume = rx.el.a(_("Continue"), about, href=path("") + one.resume, class_name="button")
    return rx.el.div(rx.cond(one.resume != "", resume), check, class_name="actions")


def _none() -> rx.Component:
    return rx.el.div(
        rx.el.p(_("You have no applications yet.")),
        rx.el.p(rx.el.a(_("Choose a certificate to renew or update"), href=path("/certificates"))),
        class_name="notice",
    )
