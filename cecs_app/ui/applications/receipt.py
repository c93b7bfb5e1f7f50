"""/applications/<reference>/receipt: what was signed, when it was filed, and what comes next. Can be bookmarked."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.applications import receipt
from cecs_app.services.applications.receipt import ReceiptView
from cecs_app.services.payments.fee import find_receipt
from cecs_app.ui.applications.standing_parts import next_step
from cecs_app.ui.applications.step_frame import application_path
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.components.summary import row
from cecs_app.ui.guards import visit
from cecs_app.ui.pay.fee_words import PaidWords, paid_words
from cecs_app.ui.pay.receipt_part import card_payment
from cecs_app.ui.visiting import Screen, call, route_text


class ReceiptState(Screen, rx.State):
    view: ReceiptView = ReceiptView()
    paid: PaidWords = PaidWords()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        reference = route_text(self, "reference")
        self.view = await call(receipt.show, who.educator_id, reference)
        self.paid = paid_words(await call(find_receipt, who.educator_id, reference))


def receipt_page() -> rx.Component:
    view, paid = ReceiptState.view, ReceiptState.paid
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
                class_name="summary",
            ),
            card_payment(paid),
            next_step(view.standing),
            _ways_on(view.standing),
        ),
        back="/applications",
    )


def _filed(view: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h2(_("Your application is filed")),
        rx.el.p(_("Application"), " ", rx.el.span(view.standing.reference, class_name="fact big")),
        rx.el.p(_("Keep this receipt: it shows your employer that you filed, and when. We mailed you the facts too.")),
        class_name="notice good",
    )


def _waits(view: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h2(_("Signed, but not filed yet")),
        rx.el.p(_("Application"), " ", rx.el.span(view.standing.reference, class_name="fact big")),
        rx.cond(view.standing.is_payable, rx.el.p(_("It is filed when the fee is paid."))),
        class_name="notice warn",
    )


def _ways_on(standing: Any) -> rx.Component:
    pay = rx.el.a(_("Pay the fee"), href=application_path(standing.reference, "pay"), class_name="button")
    return rx.fragment(
        rx.el.div(
            rx.cond(standing.is_payable, pay),
            rx.el.a(
                _("See its status"), href=application_path(standing.reference, "status"), class_name="button secondary"
            ),
            class_name="actions",
        ),
        rx.el.p(_("To print or save it: Ctrl+P, or ⌘P on a Mac."), class_name="hint no-print"),
    )
