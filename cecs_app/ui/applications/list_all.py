"""/applications: every application with its status, what happens next, and who acts."""

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.applications import list_all
from cecs_app.services.applications.status import Standing
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
    none = rx.el.p(_("You have no applications yet. They begin on your certificates page."), class_name="notice")
    return page(
        _("Applications"),
        loaded(rx.cond(state.applications.length() > 0, rx.foreach(state.applications, _application), none)),
        rx.el.p(rx.el.a(_("Your certificates"), href=path("/certificates"))),
    )


def _application(one: rx.Var[Standing]) -> rx.Component:
    pay = rx.el.a(_("Check Status/Pay Now"), href=path("/applications/") + one.reference + "/pay", class_name="button")
    return rx.el.article(
        rx.el.h2(one.application),
        rx.el.p(one.certificate, " · ", rx.el.span(one.reference, class_name="fact")),
        rx.el.p(rx.el.span(one.status, class_name="badge " + one.tone)),
        rx.el.p(one.next),
        rx.el.p(one.actor, class_name="hint"),
        rx.cond(one.is_payable, pay),
        class_name="card",
    )
