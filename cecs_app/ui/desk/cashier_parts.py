"""What the cashier's pages share: the ways between them, and the list of a day."""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Duty
from cecs_app.language import _
from cecs_app.ui.desk.frame import if_may
from cecs_app.ui.desk.picture_parts import csv_link
from cecs_app.ui.desk.ways import way, ways
from cecs_app.ui.visiting import path


def cashier_ways() -> rx.Component:
    return ways(
        _("Payments"),
        way(_("Today"), "/desk/cashier"),
        way(_("Compared with the card company"), "/desk/cashier/differences"),
        way(_("Money by week"), "/desk/reports/money"),
    )


def day_list(mail: Any) -> rx.Component:
    """`mail` is a MailDay var."""
    return rx.el.section(
        rx.cond(mail.listed.length() > 0, rx.fragment(_deposit(mail), _table(mail)), rx.el.p(_nothing(mail))),
        rx.cond(mail.listed.length() > 0, csv_link("mail-day", mail.words, "?day=" + mail.day)),
    )


def day_ways(mail: Any) -> rx.Component:
    start = path("/desk/cashier/day/")
    return ways(
        _("Days"),
        rx.cond(mail.earlier != "", rx.el.a("‹ ", _("The day before"), href=start + mail.earlier)),
        rx.cond(mail.later != "", rx.el.a(_("The day after"), " ›", href=start + mail.later)),
    )


def _nothing(mail: Any) -> Any:
    return rx.cond(mail.is_today, _("Nothing has been recorded today yet."), _("Nothing was recorded on this day."))


def _deposit(mail: Any) -> rx.Component:
    total = rx.el.tr(
        rx.el.th(_("In all"), scope="row"), rx.el.td(mail.count), rx.el.td(mail.total), class_name="total"
    )
    return rx.el.div(
        rx.el.table(
            rx.el.caption(_("For the deposit slip")),
            rx.el.thead(
                rx.el.tr(
                    rx.el.th(_("Kind"), scope="col"),
                    rx.el.th(_("How many"), scope="col"),
                    rx.el.th(_("Amount"), scope="col"),
                )
            ),
            rx.el.tbody(rx.foreach(mail.totals, _total)),
            rx.el.tfoot(total),
            class_name="figures deposit",
        ),
        rx.cond(
            mail.taken_back > 0,
            rx.el.p(_("Entries that were taken back are not in it:"), " ", mail.taken_back, class_name="hint"),
        ),
    )


def _total(one: Any) -> rx.Component:
    return rx.el.tr(rx.el.th(one.kind, scope="row"), rx.el.td(one.count), rx.el.td(one.amount))


def _table(mail: Any) -> rx.Component:
    headers = (_("Instrument"), _("Amount"), _("Application"), _("Came and entered"), _("Receipt"))
    return rx.el.table(
        rx.el.caption(_("Each entry, in the order of recording")),
        rx.el.thead(rx.el.tr(*[rx.el.th(one, scope="col") for one in headers])),
        rx.el.tbody(rx.foreach(mail.listed, _entry)),
        class_name="table mail-list",
    )


def _entry(one: Any) -> rx.Component:
    return rx.el.tr(
        rx.el.td(
            one.kind, rx.el.span(one.number, class_name="fact sub"), custom_attrs={"data-label": _("Instrument")}
        ),
        rx.el.td(rx.el.span(one.amount, class_name="money"), custom_attrs={"data-label": _("Amount")}),
        rx.el.td(
            one.name, rx.el.span(one.application, class_name="fact sub"), custom_attrs={"data-label": _("Application")}
        ),
        rx.el.td(
            one.received,
            rx.el.span(_("entered at"), " ", one.time, ", ", one.by, class_name="hint sub"),
            custom_attrs={"data-label": _("Came and entered")},
        ),
        rx.el.td(rx.el.span(one.reference, class_name="fact"), _back(one), custom_attrs={"data-label": _("Receipt")}),
        class_name=rx.cond(one.taken_back != "", "taken-back", ""),
    )


def _back(one: Any) -> rx.Component:
    link = rx.el.a(
        _("Take back"),
        rx.el.span(" ", one.reference, class_name="visually-hidden"),
        href=path("/desk/cashier/take-back/") + one.reference,
        class_name="sub no-print",
    )
    said = rx.el.span(rx.el.span(_("Taken back"), class_name="badge warn"), " ", one.taken_back, class_name="sub")
    return rx.cond(one.taken_back != "", said, if_may(Duty.TAKE_MAIL, link))
