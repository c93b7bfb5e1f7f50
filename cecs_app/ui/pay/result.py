"""/applications/<reference>/pay/result: where the card page sends her back to; says what became of it."""

import asyncio
from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.payments.settle import Outcome, settle
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.guards import visit
from cecs_app.ui.pay.cards import card_lists
from cecs_app.ui.visiting import Screen, call, go, path, route_text
from cecs_app.words.payments import refusal_words

ASK_AGAIN_SECONDS = 2
MOST_TRIES = 5


class PayResultState(Screen, rx.State):
    outcome: str = Outcome.CHECKING
    title: str = ""
    explanation: str = ""
    is_given_up: bool = False
    """No answer after several tries: the sweep goes on, and this page says so."""
    pay_address: str = ""
    _tries: int = 0

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> Any:
        self._tries, self.is_given_up = 0, False
        return await self._look(who)

    @visit(Stage.ACKNOWLEDGED)
    async def look_again(self, who: Visitor) -> Any:
        if not self.router.url.path.rstrip("/").endswith("/pay/result"):
            return None
        self._tries += 1
        await asyncio.sleep(ASK_AGAIN_SECONDS)
        return await self._look(who)

    async def _look(self, who: Visitor) -> Any:
        reference = route_text(self, "reference")
        settled = await call(settle, who.educator_id, reference)
        if settled.outcome is Outcome.PAID:
            return go(f"/applications/{reference}/receipt")
        if settled.outcome is Outcome.NONE:
            return go(f"/applications/{reference}/pay")
        self.outcome, self.pay_address = settled.outcome, path(f"/applications/{reference}/pay")
        if settled.outcome is Outcome.ENDED:
            words = refusal_words(settled.refusal)
            self.title, self.explanation = words.title, words.explanation
        if settled.outcome is Outcome.CHECKING and self._tries < MOST_TRIES:
            return PayResultState.look_again
        self.is_given_up = settled.outcome is Outcome.CHECKING
        return None


def result_page() -> rx.Component:
    state = PayResultState
    return page(
        _("Your card payment"),
        loaded(
            rx.match(
                state.outcome,
                (Outcome.ENDED.value, _ended(state)),
                (Outcome.OPEN.value, _not_paid(state)),
                rx.cond(state.is_given_up, _unknown(state), _checking()),
            ),
        ),
        back="/applications",
    )


def _ended(state: Any) -> rx.Component:
    return rx.fragment(
        _notice("notice warn", state.title, state.explanation),
        rx.el.p(_("Your application is kept. You can pay with another card, or by mail.")),
        card_lists(),
        _to_pay(state, _("Choose how to pay")),
    )


def _not_paid(state: Any) -> rx.Component:
    words = _("The card page is still open. No money was taken.")
    return rx.fragment(
        _notice("notice", _("You have not paid yet"), words),
        _to_pay(state, _("Choose how to pay")),
    )


def _checking() -> rx.Component:
    return rx.el.div(
        rx.el.span(class_name="spinner", aria_hidden="true"),
        rx.el.div(
            rx.el.p(rx.el.strong(_("We are asking the card company."))),
            rx.el.p(_("This takes a few seconds. Nothing is lost if you close the page.")),
        ),
        class_name="loading",
        role="status",
    )


def _unknown(state: Any) -> rx.Component:
    words = _("Don't pay again. We keep asking, and mail you a receipt as soon as the payment is certain.")
    return rx.fragment(
        _notice("notice warn", _("The card company doesn't answer yet"), words),
        rx.el.div(
            rx.el.button(_("Ask again"), on_click=state.load, type="button", class_name="button"),
            rx.el.a(_("See your applications"), href=path("/applications")),
            class_name="actions",
        ),
    )


def _notice(look: str, title: Any, explanation: Any) -> rx.Component:
    return rx.el.div(rx.el.h2(title), rx.el.p(explanation), class_name=look, role="status")


def _to_pay(state: Any, words: str) -> rx.Component:
    return rx.el.div(rx.el.a(words, href=state.pay_address, class_name="button"), class_name="actions")
