"""/applications/<reference>/receipt: what was signed, when it was filed, and what comes next. Can be bookmarked."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.applications import receipt
from cecs_app.services.applications.receipt import ReceiptView
from cecs_app.services.payments.movements import Movement
from cecs_app.ui.applications.standing_parts import next_step
from cecs_app.ui.applications.step_frame import application_path
from cecs_app.ui.components.downloads import downloads
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.components.summary import row
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call, route_text


class ReceiptState(Screen, rx.State):
    view: ReceiptView = ReceiptView()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.view = await call(receipt.show, who.educator_id, route_text(self, "reference"))


def receipt_page() -> rx.Component:
    view = ReceiptState.view
    return page(
        rx.cond(view.filed != "", _("Your receipt"), _("What you signed")),
        loaded(
            rx.cond(view.filed != "", _filed(view), _waits(view)),
            rx.el.dl(
                row(_("Application"), view.standing.application),
                row(_("Certificate or permit"), view.standing.certificate),
                row(_("Name"), view.name),
                row(_("EIN"), rx.el.span(view.ein, class_name="fact")),
                row(_("Signed by"), view.signed_name),
                row(_("Signed on"), view.signed),
                rx.cond(view.filed != "", row(_("Filed on"), rx.el.strong(view.filed))),
                row(_("Fee"), view.standing.fee),
                rx.cond(view.movements.length() > 0, row(_("Paid in all"), rx.el.strong(view.paid))),
                class_name="summary",
            ),
            _payments(view),
            next_step(view.standing),
            _ways_on(view),
        ),
        back="/applications",
    )


def _filed(view: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h2(_("Your application is filed")),
        rx.el.p(_("Application"), " ", rx.el.span(view.standing.reference, class_name="fact big")),
        rx.cond(view.timely != "", rx.el.p(rx.el.strong(view.timely))),
        rx.el.p(_("Keep this receipt: it shows your employer that you filed, and when. We mailed you the facts too.")),
        class_name="notice good",
    )


def _waits(view: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h2(_("Signed, but not filed yet")),
        rx.el.p(_("Application"), " ", rx.el.span(view.standing.reference, class_name="fact big")),
        rx.foreach(view.filing, rx.el.p),
        class_name="notice warn",
    )


def _payments(view: Any) -> rx.Component:
    return rx.fragment(
        rx.cond(
            view.movements.length() > 0,
            rx.el.section(rx.el.h2(_("Payments")), rx.foreach(view.movements, _movement)),
        ),
        rx.cond(
            view.owed != "",
            rx.el.p(rx.el.strong(_("Still to pay: {amount}").format(amount=view.owed)), class_name="notice warn"),
        ),
    )


def _movement(one: rx.Var[Movement]) -> rx.Component:
    return rx.el.dl(
        row(one.what, rx.el.strong(one.amount)),
        row(_("How"), one.how),
        row(_("When"), one.when),
        row(_("Reference"), rx.el.span(one.reference, class_name="fact")),
        class_name="summary",
    )


def _ways_on(view: Any) -> rx.Component:
    standing = view.standing
    words = rx.cond(view.filed != "", _("Pay the balance"), _("Pay the fee"))
    look = rx.cond(standing.pays_by_mail, "button secondary", "button")
    pay = rx.el.a(words, href=application_path(standing.reference, "pay"), class_name=look)
    slip = rx.el.a(_("See the payment slip"), href=application_path(standing.reference, "slip"), class_name="button")
    status = application_path(standing.reference, "status")
    return rx.fragment(
        rx.el.div(
            rx.cond(standing.pays_by_mail, slip),
            rx.cond(view.owed != "", pay),
            rx.el.a(_("See its status"), href=status, class_name="button secondary"),
            class_name="actions",
        ),
        downloads(standing.reference, "receipt", _("Download it (PDF)")),
    )
