"""/applications/<reference>/pay/result: where every way back from the card page ends.

What became of the payment is asked of the card company, never told by the address. Each outcome says what happened
to the money and what to do.
"""

import asyncio
from typing import Any

import reflex as rx

from cecs_app import wiring
from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.payments.settle import Outcome, Settled, find_known, settle
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.guards import visit, watch
from cecs_app.ui.pay.cards import card_lists
from cecs_app.ui.pay.fee_words import Ways, ways
from cecs_app.ui.visiting import Screen, call, go, path, route_text
from cecs_app.words.formats import money_words
from cecs_app.words.outcomes import OutcomeWords, checking_words, ended_words, open_words, unreached_words

PAUSES = (1, 2, 2, 3, 4, 4, *(10,) * 90)
"""Seconds between two looks: a quarter of an hour in all."""
LONG = 3
"""From this look on the screen no longer says that it takes a moment."""
UNKNOWN = {Outcome.CHECKING, Outcome.OPEN}
"""Looked at again: another tab or another device may pay the open page."""
GLANCE_SECONDS, PATIENCE_SECONDS = 2, 8


async def _ask(who: Visitor, reference: str) -> Settled:
    """The card company may take its time; meanwhile a webhook may have brought the answer."""
    asking = asyncio.ensure_future(call(settle, who.educator_id, reference))
    for _glance in range(PATIENCE_SECONDS // GLANCE_SECONDS):
        done, _pending = await asyncio.wait({asking}, timeout=GLANCE_SECONDS)
        if done:
            return asking.result()
        if known := await call(find_known, who.educator_id, reference):
            return known
    return Settled(Outcome.CHECKING)


class PayResultState(Screen, rx.State):
    outcome: str = Outcome.CHECKING
    words: OutcomeWords = OutcomeWords()
    card_page: str = ""
    pay_address: str = ""
    ways: Ways = Ways()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> Any:
        reference, deps = route_text(self, "reference"), wiring.deps()
        self.pay_address = path(f"/applications/{reference}/pay")
        self.ways = ways(deps.card_policy, deps.mail_policy)
        known = await call(find_known, who.educator_id, reference)
        if known:
            return self._show(known, 0)
        self._show(Settled(Outcome.CHECKING), 0)
        return PayResultState.look

    @watch(Stage.ACKNOWLEDGED, "/pay/result", _ask, PAUSES)
    async def look(self, settled: Settled, looks: int) -> Any:
        event = self._show(settled, looks)
        return event, settled.outcome not in UNKNOWN

    def _show(self, settled: Settled, looks: int) -> Any:
        """The event that leads on; None where this screen is the place to be."""
        reference = route_text(self, "reference")
        if settled.outcome is Outcome.PAID:
            return go(f"/applications/{reference}/receipt", replace=True)
        if settled.outcome is Outcome.NONE:
            return go(f"/applications/{reference}/pay", replace=True)
        self.outcome, self.card_page, self.words = settled.outcome, settled.page, _words(settled, looks)
        return None


def _words(settled: Settled, looks: int) -> OutcomeWords:
    match settled.outcome:
        case Outcome.ENDED:
            return ended_words(settled.refusal)
        case Outcome.OPEN:
            return open_words(settled.refusal, money_words(settled.cents))
        case Outcome.UNREACHED:
            return unreached_words()
    return checking_words(is_long=looks >= LONG)


def result_page() -> rx.Component:
    state = PayResultState
    return page(
        rx.cond(state.words.title != "", state.words.title, _("Your card payment")),
        loaded(
            rx.el.div(
                rx.cond(state.outcome == Outcome.CHECKING.value, _spinner()),
                rx.el.p(rx.el.strong(state.words.money)),
                rx.el.p(state.words.advice),
                class_name=rx.match(
                    state.outcome,
                    (Outcome.CHECKING.value, "notice checking"),
                    (Outcome.OPEN.value, "notice"),
                    "notice warn",
                ),
                role="status",
                aria_live="polite",
            ),
            rx.match(
                state.outcome,
                (Outcome.CHECKING.value, _while_checking(state)),
                (Outcome.OPEN.value, _back_to_card_page(state)),
                _choose_again(state),
            ),
        ),
        back="/applications",
    )


def _spinner() -> rx.Component:
    return rx.el.span(class_name="spinner", aria_hidden="true")


def _while_checking(state: Any) -> rx.Component:
    return rx.el.div(
        rx.el.button(_("Look again now"), on_click=state.load, type="button", class_name="button secondary"),
        rx.el.a(_("See your applications"), href=path("/applications")),
        class_name="actions",
    )


def _back_to_card_page(state: Any) -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.a(
                _("Go back to the card page"),
                href=state.card_page,
                class_name="button",
                custom_attrs={"reloadDocument": True},
            ),
            _to_pay(state, "button secondary"),
            class_name="actions",
        ),
        _cards(state),
    )


def _choose_again(state: Any) -> rx.Component:
    return rx.fragment(
        rx.el.p(_("Your application is kept as it is.")),
        rx.el.div(_to_pay(state, "button"), class_name="actions"),
        _cards(state),
    )


def _cards(state: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Which cards can be used")),
        card_lists(state.ways.accepted_cards, state.ways.refused_cards),
    )


def _to_pay(state: Any, look: str) -> rx.Component:
    return rx.el.a(_("Choose how to pay"), href=state.pay_address, class_name=look)
