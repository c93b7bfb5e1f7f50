"""/applications/<reference>/pay: the fee, and the choice between the card page and the mail."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.payments.by_mail import choose_mail
from cecs_app.services.payments.card import start_card_payment
from cecs_app.services.payments.fee import FeeState, get_fee
from cecs_app.services.payments.settle import Outcome, settle
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.guards import act, visit
from cecs_app.ui.pay.cards import card_lists
from cecs_app.ui.pay.fee_words import FeeWords, fee_words
from cecs_app.ui.visiting import Screen, call, go, route_text


class PayState(Screen, rx.State):
    fee: FeeWords = FeeWords()
    pays_by_mail: bool = False
    came_back: bool = False

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> Any:
        reference = route_text(self, "reference")
        self.came_back = "back" in self.router.url.query_parameters
        if self.came_back:
            # Another tab may have paid meanwhile: "no money was taken" is said only when it is so.
            settled = await call(settle, who.educator_id, reference)
            if settled.outcome in {Outcome.PAID, Outcome.CHECKING}:
                return go(f"/applications/{reference}/pay/result")
        fee = await call(get_fee, who.educator_id, reference)
        if fee.state is not FeeState.DUE:
            return go(f"/applications/{reference}/receipt" if fee.state is FeeState.SETTLED else "/applications")
        self.fee, self.pays_by_mail = fee_words(fee), fee.pays_by_mail
        return None

    @act(Stage.ACKNOWLEDGED)
    async def pay_by_card(self, who: Visitor) -> Any:
        reference = route_text(self, "reference")
        self.came_back = False
        address = await call(start_card_payment, who.educator_id, reference)
        return rx.redirect(address) if address else go(f"/applications/{reference}/receipt")

    @act(Stage.ACKNOWLEDGED)
    async def pay_later(self, who: Visitor) -> Any:
        reference = route_text(self, "reference")
        await call(choose_mail, who.educator_id, reference)
        return go(f"/applications/{reference}/slip")


def pay_page() -> rx.Component:
    state = PayState
    return page(
        _("Pay the fee"),
        loaded(
            rx.cond(state.came_back, _came_back()),
            fields.error_summary(state),
            _fee(state.fee),
            rx.el.div(_by_card(state), _by_mail(state), class_name="pay-choices"),
        ),
        back="/applications",
    )


def _came_back() -> rx.Component:
    words = _("You came back without paying. No money was taken.")
    return rx.el.div(rx.el.p(words), class_name="notice", role="status")


def _fee(fee: Any) -> rx.Component:
    review = rx.cond(
        fee.is_all_review,
        _("All of it is the review fee, which is not refunded."),
        _("{review} of it is the review fee, which is not refunded.").format(review=fee.review),
    )
    return rx.el.section(
        rx.el.p(fee.title, class_name="fee-title"),
        rx.el.p(fee.total, class_name="fee-amount"),
        rx.el.p(review, " ", _("The State of Connecticut sets the fees."), class_name="hint"),
        rx.el.p(_("Application"), " ", rx.el.span(fee.reference, class_name="fact"), class_name="hint"),
        class_name="fee-box",
        aria_label=_("Your fee"),
    )


def _by_card(state: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("By card")),
        rx.el.p(_("Your application is filed at once.")),
        card_lists(),
        rx.el.p(
            _(
                "You leave for the card company's page, and come back here when you have paid. "
                "We never see your card number."
            ),
            class_name="hint",
        ),
        rx.el.form(
            fields.submit_button(state, _("Pay {amount} by card now").format(amount=state.fee.total)),
            on_submit=state.pay_by_card.throttle(fields.DOUBLE_PRESS_MS),
        ),
        class_name="card pay-choice",
    )


def _by_mail(state: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("By mail")),
        rx.el.p(_("Your application is kept, and filed when the Bureau has received your payment.")),
        rx.el.ul(
            rx.el.li(_("A certified bank check, a cashier's check or a money order.")),
            rx.el.li(rx.el.strong(_("Personal checks are NOT accepted.")), " ", _("No cash.")),
            rx.el.li(_("You get a payment slip to print and send with it.")),
            class_name="rules",
        ),
        rx.cond(
            state.pays_by_mail,
            rx.el.p(_("You chose this before. You can still pay by card instead."), class_name="hint"),
        ),
        rx.el.form(
            rx.el.button(
                rx.cond(state.pays_by_mail, _("See the payment slip"), _("Pay later by mail")),
                type="submit",
                class_name="button secondary",
                aria_disabled=state.busy,
            ),
            on_submit=state.pay_later.throttle(fields.DOUBLE_PRESS_MS),
        ),
        class_name="card pay-choice",
    )
