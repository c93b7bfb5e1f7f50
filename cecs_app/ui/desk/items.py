"""What was asked for, as the reviewer works on it: the files, and accept, refuse, not needed, came by post."""

from typing import Any

import reflex as rx
from reflex.state import BaseState

from cecs_app.domain.asking import LONGEST_DETAIL
from cecs_app.domain.credentials import ItemStatus
from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import items
from cecs_app.services.desk.items import DocumentView, ItemsView, ItemView
from cecs_app.ui.components import fields
from cecs_app.ui.components.sending import document_link
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act
from cecs_app.ui.visiting import Screen, call, path, route_text


class ItemsState(Screen, rx.State):
    """Filled by the screen that shows it; see fill_items."""

    view: ItemsView = ItemsView()
    _of: str = ""

    @act(Duty.REVIEW)
    async def accept(self, clerk: Clerk, item: str) -> None:
        await call(items.accept, clerk, route_text(self, "reference"), str(item))
        await self._show(clerk)

    @act(Duty.REVIEW)
    async def receive(self, clerk: Clerk, item: str) -> None:
        await call(items.received_by_post, clerk, route_text(self, "reference"), str(item))
        await self._show(clerk)

    @act(Duty.REVIEW)
    async def refuse(self, clerk: Clerk, form: dict[str, Any]) -> None:
        await self._with_reason(items.refuse, clerk, form)

    @act(Duty.REVIEW)
    async def waive(self, clerk: Clerk, form: dict[str, Any]) -> None:
        await self._with_reason(items.waive, clerk, form)

    async def _with_reason(self, settle: Any, clerk: Clerk, form: object) -> None:
        reference, reason = route_text(self, "reference"), text(form, "reason", LONGEST_DETAIL + 1)
        await call(settle, clerk, reference, text(form, "item"), reason)
        await self._show(clerk)

    async def _show(self, clerk: Clerk) -> None:
        self.view = await call(items.show, clerk, route_text(self, "reference"))


async def fill_items(state: BaseState, clerk: Clerk, reference: str) -> None:
    """For the screen that places the panel, whenever it shows itself anew."""
    own = await state.get_state(ItemsState)
    if own._of != reference:
        own._of, own.errors = reference, {}
    own.view = await call(items.show, clerk, reference)


def items_panel(reference: Any, after: Any) -> rx.Component:
    """`after` is the event that shows the rest of the screen anew."""
    state = ItemsState
    ask = rx.el.a(
        rx.cond(state.view.asked.length() > 0, _("Ask for more"), _("Ask for what is missing")),
        href=path("/desk/applications/") + reference + "/ask",
        class_name="button secondary",
    )
    return rx.fragment(
        fields.error_summary(state),
        rx.cond(
            state.view.asked.length() > 0,
            rx.el.ul(rx.foreach(state.view.asked, lambda one: _item(state, one, after)), class_name="items"),
            rx.el.p(_("Nothing has been asked for."), class_name="hint"),
        ),
        rx.cond(state.view.is_hers, rx.el.p(ask)),
    )


def item_list(shown: Any) -> rx.Component:
    """Only to read: a claim's proofs."""
    return rx.el.ul(rx.foreach(shown, lambda one: rx.el.li(_facts(one))), class_name="items")


def _item(state: Any, one: rx.Var[ItemView], after: Any) -> rx.Component:
    return rx.el.li(
        _facts(one),
        rx.cond(
            state.view.is_hers,
            rx.el.div(
                rx.cond(one.can_accept, _button(state.accept(one.reference), after, _("Accept"), one, _look(one))),
                rx.cond(
                    one.can_receive,
                    _button(state.receive(one.reference), after, _("It came by post"), one, "button secondary"),
                ),
                rx.cond(one.can_refuse, _reason(state, state.refuse, after, _("Refuse"), one)),
                rx.cond(one.can_waive, _reason(state, state.waive, after, _("Not needed"), one)),
                class_name="item-acts",
            ),
        ),
    )


def _facts(one: Any) -> rx.Component:
    asked = _("Asked on {asked}, due {due}").format(asked=one.asked, due=one.due)
    return rx.fragment(
        rx.el.div(
            rx.el.strong(one.name),
            rx.el.span(one.status_words, class_name="badge " + one.tone),
            class_name="item-head",
        ),
        rx.cond(one.detail != "", rx.el.p(one.detail, class_name="as-typed")),
        rx.cond(one.reason != "", rx.el.p(_("Why: {reason}").format(reason=one.reason), class_name="as-typed")),
        rx.el.p(asked, class_name="hint"),
        rx.cond(
            one.documents.length() > 0,
            rx.el.ul(rx.foreach(one.documents, _document), class_name="plain-list files"),
        ),
    )


def _document(one: rx.Var[DocumentView]) -> rx.Component:
    return rx.el.li(
        document_link(one.reference, one.name, is_desk=True),
        rx.el.span(one.size, " · ", one.sent, class_name="hint"),
    )


def _look(one: Any) -> Any:
    """Only what has just come calls for it."""
    return rx.cond(one.status == ItemStatus.RECEIVED, "button", "button secondary")


def _button(event: Any, after: Any, words: str, one: Any, look: Any) -> rx.Component:
    return rx.el.button(
        words,
        rx.el.span(": ", one.name, class_name="visually-hidden"),
        type="button",
        on_click=[event.throttle(fields.DOUBLE_PRESS_MS), after],
        class_name=look,
    )


def _reason(state: Any, handler: Any, after: Any, words: str, one: Any) -> rx.Component:
    """Closed until wanted: a reason is asked for, since the educator reads it."""
    element_id = rx.Var.create(f"{words}-") + one.reference
    return rx.el.details(
        rx.el.summary(words, rx.el.span(": ", one.name, class_name="visually-hidden")),
        rx.el.form(
            rx.el.input(type="hidden", name="item", value=one.reference, read_only=True),
            rx.el.label(_("Why? The educator reads this."), html_for=element_id),
            rx.el.textarea(id=element_id, name="reason", rows="2", max_length=LONGEST_DETAIL),
            rx.el.button(words, type="submit", class_name="button secondary"),
            on_submit=[handler.throttle(fields.DOUBLE_PRESS_MS), after],
            no_validate=True,
            key=one.reference + one.status,
        ),
        class_name="reason",
    )
