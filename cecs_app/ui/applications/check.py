"""/applications/<reference>/check: every answer, each with its Change link, before anything is signed."""

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.applications import check
from cecs_app.services.applications.check import CheckView, Section
from cecs_app.ui.applications.step_frame import application_path, step_page
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call, path, route_text
from cecs_app.words.applications import Line


class CheckState(Screen, rx.State):
    view: CheckView = CheckView()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.view = await call(check.show, who.educator_id, who.account_id, route_text(self, "reference"))


def check_page() -> rx.Component:
    view = CheckState.view
    return step_page(
        CheckState,
        _("Check your answers"),
        rx.foreach(view.sections, _section),
        rx.el.section(rx.el.h2(_("Fee")), rx.el.p(rx.el.strong(view.fee))),
        rx.el.div(
            rx.el.a(_("Continue to sign"), href=application_path(view.head.reference, "sign"), class_name="button"),
            class_name="actions",
        ),
    )


def _section(section: rx.Var[Section]) -> rx.Component:
    change = rx.el.a(
        _("Change"), rx.el.span(" ", section.title, class_name="visually-hidden"), href=path("") + section.change
    )
    return rx.el.section(
        rx.el.div(rx.el.h2(section.title), change, class_name="section-head"),
        rx.el.dl(rx.foreach(section.lines, _line), class_name="summary"),
    )


def _line(line: rx.Var[Line]) -> rx.Component:
    return rx.el.div(rx.el.dt(line.label), rx.el.dd(line.value, class_name="as-typed"))
