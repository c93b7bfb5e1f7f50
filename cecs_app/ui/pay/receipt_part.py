"""The part of a receipt that says what was paid by card."""

from typing import Any

import reflex as rx

from cecs_app.language import _
from cecs_app.ui.components.summary import row


def card_payment(paid: Any) -> rx.Component:
    """`paid` is a PaidWords var; shows nothing when no card was used."""
    return rx.cond(
        paid.card != "",
        rx.el.section(
            rx.el.h2(_("Payment")),
            rx.el.dl(
                row(_("Paid"), rx.el.strong(paid.amount)),
                row(_("Card"), paid.card),
                row(_("When"), paid.paid_at),
                class_name="summary",
            ),
        ),
    )
