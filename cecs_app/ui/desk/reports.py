"""/desk/reports and /desk/reports/money: how the work goes, and what came in, in pictures with their figures."""

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import reports
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.desk import report_pictures as pictures
from cecs_app.ui.desk.charts import Picture
from cecs_app.ui.desk.frame import desk_page, if_may
from cecs_app.ui.desk.picture_parts import csv_link, figures_table, picture_card
from cecs_app.ui.desk.ways import way, ways
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call


class ReportsState(Screen, rx.State):
    filed: Picture = Picture()
    decided: Picture = Picture()
    waiting: Picture = Picture()
    ages: Picture = Picture()
    times: Picture = Picture()
    kinds: list[tuple[str, ...]] = []

    @visit(Duty.SEE_REPORTS)
    async def load(self, _clerk: Clerk) -> None:
        cells = await call(reports.get_progress)
        self.filed, self.decided = pictures.filed_picture(cells), pictures.decided_picture(cells)
        self.waiting, self.kinds = pictures.waiting_picture(cells), list(pictures.kind_rows(cells))
        self.ages = pictures.ages_picture(await call(reports.get_ages))
        self.times = pictures.times_picture(await call(reports.get_times))


class MoneyState(Screen, rx.State):
    money: Picture = Picture()
    back: Picture = Picture()

    @visit(Duty.SEE_MONEY)
    async def load(self, _clerk: Clerk) -> None:
        weeks = await call(reports.get_money)
        self.money, self.back = pictures.money_picture(weeks), pictures.back_picture(weeks)


def reports_page() -> rx.Component:
    state, week = ReportsState, _("Week from")
    bands = (_("Kind"), _("0–30 days"), _("31–60"), _("61–90"), _("over 90"), _("In all"))
    span = (week, _("Decided"), _("25 % within"), _("50 %"), _("75 %"))
    issued, denied = ("bar one", _("Issued")), ("bar two", _("Denied"))
    quarters = (("bar two", _("The middle half of them")), ("bar median", _("Median")))
    return desk_page(
        _("Reports"),
        _lead(),
        loaded(
            rx.el.div(
                picture_card(_("Waiting"), state.waiting, (week, _("Waiting at its end")), "weeks"),
                picture_card(_("How long they have waited, in days"), state.ages, bands, "ages"),
                picture_card(_("Filed"), state.filed, (week, _("Filed")), "weeks"),
                picture_card(
                    _("Decided"), state.decided, (week, issued[1], denied[1]), "weeks", legend=(issued, denied)
                ),
                picture_card(_("Days from filing to decision"), state.times, span, "decision-times", legend=quarters),
                _kinds(state),
                class_name="pictures",
            ),
        ),
        above=_ways(),
    )


def money_page() -> rx.Component:
    state, week = MoneyState, _("Week from")
    card, mail = ("bar one", _("By card")), ("bar two", _("By mail"))
    headers = (week, card[1], mail[1], _("Gone back"), _("In all"))
    return desk_page(
        _("Money by week"),
        _lead(),
        loaded(
            rx.el.div(
                picture_card(_("Money in"), state.money, headers, "money", legend=(card, mail)),
                picture_card(
                    _("Gone back: refunds, and entries taken back"), state.back, (week, _("Gone back")), "money"
                ),
                class_name="pictures",
            ),
        ),
        above=_ways(),
    )


def _kinds(state: type[ReportsState]) -> rx.Component:
    title = _("By kind of application")
    headers = (_("Kind"), _("Filed"), _("Issued"), _("Denied"), _("Waiting"))
    return rx.el.section(
        rx.el.h2(title),
        figures_table(title, state.kinds, headers),
        csv_link("weeks", title),
        class_name="card picture-card",
    )


def _lead() -> rx.Component:
    return rx.el.p(
        _("The last thirteen weeks, from Monday to Sunday; the last week is not over yet."), class_name="hint"
    )


def _ways() -> rx.Component:
    return ways(
        _("Reports"),
        if_may(Duty.SEE_REPORTS, way(_("Applications"), "/desk/reports")),
        if_may(Duty.SEE_MONEY, way(_("Money by week"), "/desk/reports/money")),
    )
