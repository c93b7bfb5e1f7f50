"""The part of a receipt that says what was paid by card."""

from typing import Any

import reflex as rx

from cecs_app.language import _


def card_payment(paid: Any) -> rx.Component:
    """`paid` is a PaidWords var; shows nothing when no card was used."""
    return rx.cond(
        paid.card != "",
        rx.el.section(
            rx.el.h2(_("Payment")),
            rx.el.dl(
                rx.el.div(rx.el.dt(_("Paid")), rx.el.dd(rx.el.strong(paid.amount))),
                rx.el.div(rx.el.dt(_("Card")), rx.el.dd(paid.card)),
                rx.el.div(rx.el.dt(_("When")), rx.el.dd(paid.paid_at)),
                class_name="summary",
            ),
        ),
    )
