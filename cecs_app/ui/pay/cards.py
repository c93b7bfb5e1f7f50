"""Which cards are accepted and which are not: the payment policy in words, the same on every screen."""

import reflex as rx

from cecs_app import wiring
from cecs_app.language import _
from cecs_app.words.payments import accepted_cards, refused_cards


def card_lists() -> rx.Component:
    policy = wiring.deps().payment_policy
    return rx.el.div(
        _listed(_("Accepted"), accepted_cards(policy), "card-list yes"),
        _listed(_("Not accepted"), refused_cards(policy), "card-list no"),
        class_name="card-lists",
    )


def _listed(heading: str, names: list[str], look: str) -> rx.Component:
    return rx.el.div(
        rx.el.h3(heading),
        rx.el.ul(*[rx.el.li(name) for name in names]),
        class_name=look,
    )
