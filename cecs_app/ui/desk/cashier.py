"""/desk/cashier and /desk/cashier/day/<day>: the next envelope by its slip, and what was entered on a day."""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import cashier, mail_day
from cecs_app.services.desk.cashier import Recorded
from cecs_app.services.desk.mail_day import MailDay
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.desk.cashier_parts import cashier_ways, day_list, day_ways
from cecs_app.ui.desk.frame import desk_page, if_may
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, path, route_text

LONGEST_SCAN = 500
"""A whole address fits."""


class CashierState(Screen, rx.State):
    mail: MailDay = MailDay()
    recorded: Recorded = Recorded()
    _next_recorded: Recorded = Recorded()

    @visit(Duty.SEE_MONEY)
    async def load(self, _clerk: Clerk) -> None:
        self.recorded, self._next_recorded = self._next_recorded, Recorded()
        self.mail = await call(mail_day.get_mail_day)

    @act(Duty.TAKE_MAIL)
    async def look_up(self, clerk: Clerk, form: dict[str, Any]) -> Any:
        reference = await call(cashier.find_application, clerk, text(form, "reference", LONGEST_SCAN))
        return go(f"/desk/cashier/envelope/{reference}")


class MailDayState(Screen, rx.State):
    mail: MailDay = MailDay()
    notice: str = ""
    _next_notice: str = ""

    @visit(Duty.SEE_MONEY)
    async def load(self, _clerk: Clerk) -> None:
        self.notice, self._next_notice = self._next_notice, ""
        self.mail = await call(mail_day.get_mail_day, route_text(self, "mail_day"))


def cashier_page() -> rx.Component:
    state = CashierState
    return desk_page(
        _("Mailed payments"),
        # There from the start, so that it is read out when it fills.
        rx.el.div(rx.cond(state.recorded.application != "", _recorded(state.recorded)), role="status"),
        loaded(
            if_may(Duty.TAKE_MAIL, _next_envelope(state)),
            rx.el.div(
                rx.el.h2(_("Today")), rx.el.span(state.mail.words, class_name="hint"), class_name="section-head"
            ),
            day_list(state.mail),
            day_ways(state.mail),
        ),
        above=cashier_ways(),
    )


def mail_day_page() -> rx.Component:
    state = MailDayState
    return desk_page(
        _("Mailed payments of one day"),
        rx.el.div(rx.cond(state.notice != "", rx.el.p(state.notice, class_name="notice good")), role="status"),
        loaded(rx.el.h2(state.mail.words), day_ways(state.mail), day_list(state.mail)),
        above=cashier_ways(),
    )


def _next_envelope(state: Any) -> rx.Component:
    return rx.el.div(
        fields.form(
            state,
            state.look_up,
            fields.text_field(
                state,
                "reference",
                _("Application number"),
                hint=_("Scan the code on the slip, or type it, such as A-2345-6789."),
                auto_focus=True,
                auto_complete="off",
                auto_capitalize="characters",
                spell_check=False,
                max_length=LONGEST_SCAN,
            ),
            fields.submit_button(state, _("Show whose it is")),
        ),
        class_name="card next-envelope no-print",
    )


def _recorded(recorded: Any) -> rx.Component:
    return rx.cond(recorded.receipt != "", _taken(recorded), _returned(recorded))


def _taken(recorded: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h2(_("Recorded:"), " ", recorded.amount, ", ", recorded.name),
        rx.el.ul(rx.foreach(recorded.holds, rx.el.li), class_name="plain-list"),
        rx.el.p(
            recorded.kind,
            " · ",
            rx.el.span(recorded.application, class_name="fact"),
            " · ",
            _("receipt"),
            " ",
            rx.el.span(recorded.receipt, class_name="fact"),
            " · ",
            rx.el.a(_("Wrong? Take it back"), href=path("/desk/cashier/take-back/") + recorded.receipt),
        ),
        class_name="notice good",
    )


def _returned(recorded: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h2(_("Send it back:"), " ", recorded.amount, ", ", recorded.name),
        rx.el.p(_("That kind is not accepted. Nothing was paid. The educator has been told by mail.")),
        rx.el.p(recorded.kind, " · ", rx.el.span(recorded.application, class_name="fact")),
        class_name="notice warn",
    )
