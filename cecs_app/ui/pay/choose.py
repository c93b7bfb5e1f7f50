"""/applications/<reference>/pay: what is owed, and the choice between the card page and the mail."""

from typing import Any

import reflex as rx

from cecs_app import wiring
from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.dues import Part
from cecs_app.language import _
from cecs_app.services.payments.by_mail import choose_mail
from cecs_app.services.payments.card import CardPageUnavailable, PaymentUnknown, start_card_payment
from cecs_app.services.payments.fee import PAYABLE, FeeState, get_fee
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.guards import act, visit
from cecs_app.ui.pay.cards import card_lists
from cecs_app.ui.pay.fee_words import FeeWords, Ways, fee_words, ways
from cecs_app.ui.visiting import Screen, call, go, route_text


class PayState(Screen, rx.State):
    fee: FeeWords = FeeWords()
    ways: Ways = Ways()
    pays_by_mail: bool = False

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> Any:
        reference = route_text(self, "reference")
        fee = await call(get_fee, who.educator_id, reference)
        if fee.state not in PAYABLE:
            is_settled = fee.state is FeeState.SETTLED
            return go(f"/applications/{reference}/receipt" if is_settled else "/applications", replace=True)
        deps = wiring.deps()
        self.fee, self.pays_by_mail = fee_words(fee), fee.pays_by_mail
        self.ways = ways(deps.card_policy, deps.mail_policy)
        return None

    @act(Stage.ACKNOWLEDGED)
    async def pay_all(self, who: Visitor) -> Any:
        return await self._pay(who, Part.ALL)

    @act(Stage.ACKNOWLEDGED)
    async def pay_review(self, who: Visitor) -> Any:
        return await self._pay(who, Part.REVIEW)

    async def _pay(self, who: Visitor, part: Part) -> Any:
        reference = route_text(self, "reference")
        try:
            address = await call(start_card_payment, who.educator_id, reference, part)
        except (CardPageUnavailable, PaymentUnknown):
            # A screen of its own says which of the two it is, also after a reload.
            return go(f"/applications/{reference}/pay/result")
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
            fields.error_summary(state),
            _fee(state.fee),
            rx.el.div(rx.cond(state.fee.can_card, _by_card(state)), _by_mail(state), class_name="pay-choices"),
        ),
        back="/applications",
    )


def _fee(fee: Any) -> rx.Component:
    return rx.el.section(
        rx.el.p(fee.title, class_name="fee-title"),
        rx.el.p(rx.el.span(fee.what, class_name="visually-hidden"), " ", fee.owed, class_name="fee-amount"),
        rx.foreach(fee.notes, lambda words: rx.el.p(words, class_name="hint")),
        rx.el.p(_("Application"), " ", rx.el.span(fee.reference, class_name="fact"), class_name="hint"),
        class_name="fee-box",
        aria_label=fee.what,
    )


def _by_card(state: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("By card")),
        rx.el.p(state.fee.card_effect),
        card_lists(state.ways.accepted_cards, state.ways.refused_cards),
        rx.el.p(
            _(
                "You leave for the card company's page, and come back here when you have paid. "
                "We never see your card number, and nobody is charged twice."
            ),
            class_name="hint",
        ),
        rx.el.form(
            fields.submit_button(state, _("Pay {amount} by card now").format(amount=state.fee.owed)),
            on_submit=state.pay_all.throttle(fields.DOUBLE_PRESS_MS),
        ),
        rx.cond(state.fee.review_now != "", _review_alone(state)),
        class_name="card pay-choice",
    )


def _review_alone(state: Any) -> rx.Component:
    fee = state.fee
    return rx.el.form(
        rx.el.p(fee.split),
        rx.el.button(
            _("Pay only {amount} now").format(amount=fee.review_now),
            type="submit",
            class_name="button secondary",
            aria_disabled=state.busy,
        ),
        on_submit=state.pay_review.throttle(fields.DOUBLE_PRESS_MS),
        class_name="or",
    )


def _by_mail(state: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("By mail")),
        rx.el.p(state.fee.mail_effect),
        rx.el.ul(
            rx.el.li(_("A {kinds}.").format(kinds=state.ways.instruments)),
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
