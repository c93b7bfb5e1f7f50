"""/desk/cashier/differences: what the daily comparison with the card company's list found."""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk.differences import ComparedDays, Difference, get_comparisons
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.desk.cashier_parts import cashier_ways
from cecs_app.ui.desk.frame import desk_page
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call


class DifferencesState(Screen, rx.State):
    compared: list[ComparedDays] = []

    @visit(Duty.SEE_MONEY)
    async def load(self, _clerk: Clerk) -> None:
        self.compared = list(await call(get_comparisons))


def differences_page() -> rx.Component:
    state = DifferencesState
    return desk_page(
        _("Compared with the card company"),
        rx.el.p(_("Every night our ledger is held against the card company's list of what it took and gave back.")),
        loaded(
            rx.cond(
                state.compared.length() > 0,
                _table(state),
                rx.el.p(
                    _("Nothing has been compared yet. The first comparison runs in the night."), class_name="notice"
                ),
            )
        ),
        above=cashier_ways(),
    )


def _table(state: Any) -> rx.Component:
    headers = (_("Days"), _("Found"), _("On the card company's list"), _("Compared"))
    return rx.el.table(
        rx.el.caption(_("The last comparisons, the newest first")),
        rx.el.thead(rx.el.tr(*[rx.el.th(one, scope="col") for one in headers])),
        rx.el.tbody(rx.foreach(state.compared, _compared)),
        class_name="table",
    )


def _compared(one: rx.Var[ComparedDays]) -> rx.Component:
    none = rx.el.span(_("No differences"), class_name="badge good")
    found = rx.fragment(
        rx.el.span(_("Differs"), class_name="badge bad"),
        rx.el.ul(rx.foreach(one.differences, _difference), class_name="plain-list"),
    )
    return rx.el.tr(
        rx.el.td(one.days, custom_attrs={"data-label": _("Days")}),
        rx.el.td(rx.cond(one.differences.length() > 0, found, none), custom_attrs={"data-label": _("Found")}),
        rx.el.td(one.rows, custom_attrs={"data-label": _("On the card company's list")}),
        rx.el.td(one.compared, custom_attrs={"data-label": _("Compared")}),
    )


def _difference(one: rx.Var[Difference]) -> rx.Component:
    whose = rx.fragment(" ", _("Application"), " ", rx.el.span(one.application, class_name="fact"), ".")
    return rx.el.li(one.words, rx.cond(one.application != "", whose))
