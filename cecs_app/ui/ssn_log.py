"""/profile/ssn-log: who of the Bureau has looked at her SSN, when and why."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import showings
from cecs_app.services.showings import LogView, ShowingView
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call, path


class SsnLogState(Screen, rx.State):
    log: LogView = LogView([], 0)
    is_newest: bool = True

    @visit(Stage.SIGNED_IN)
    async def load(self, who: Visitor) -> None:
        asked = str(self.router.url.query_parameters.get("before", ""))
        before = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else None
        self.is_newest = before is None
        self.log = await call(showings.get_log, who.account_id, before)


def ssn_log_page() -> rx.Component:
    log = SsnLogState.log
    newest = rx.el.a(_("Back to the newest"), href=path("/profile/ssn-log"))
    return page(
        _("Who has looked at your Social Security Number"),
        loaded(
            rx.el.p(
                _("Bureau staff work with your EIN. When one of them has your number shown, it is written down here "),
                _("before seeing it."),
                class_name="lead",
            ),
            rx.cond(log.showings.length() > 0, _table(log), _nobody()),
            rx.cond(SsnLogState.is_newest, rx.fragment(), rx.el.p(newest)),
            rx.el.p(rx.el.a(_("How we protect your SSN"), href=path("/privacy")), class_name="aside"),
        ),
        back="/profile",
        wide=True,
    )


def _nobody() -> rx.Component:
    words = rx.cond(SsnLogState.is_newest, _("Nobody has looked at it."), _("There is nothing older."))
    return rx.el.p(words, class_name="notice good")


def _table(log: Any) -> rx.Component:
    head = [_("When"), _("Who"), _("Why"), _("About")]
    older = rx.el.a(_("Older"), href=path("/profile/ssn-log") + "?before=" + log.older.to_string())
    return rx.fragment(
        rx.el.table(
            rx.el.thead(rx.el.tr(*[rx.el.th(one, scope="col") for one in head])),
            rx.el.tbody(rx.foreach(log.showings, _row)),
            class_name="table",
        ),
        rx.cond(log.older > 0, rx.el.p(older, class_name="actions")),
    )


def _row(one: rx.Var[ShowingView]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(one.at, custom_attrs={"data-label": _("When")}),
        rx.el.td(one.who, custom_attrs={"data-label": _("Who")}),
        rx.el.td(one.reason, custom_attrs={"data-label": _("Why")}),
        rx.el.td(rx.el.span(one.about, class_name="fact whole"), custom_attrs={"data-label": _("About")}),
    )
