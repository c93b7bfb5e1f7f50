"""/desk: the queue, in the order of filing; what narrows it, what is next, and the search."""

from typing import Any

import reflex as rx

from cecs_app.domain.queue import LONGEST_SEARCH, parse_ask
from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import assign, queue
from cecs_app.services.desk.queue import QueueView
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.desk.frame import desk_page, if_may
from cecs_app.ui.desk.queue_filters import filters, tabs
from cecs_app.ui.desk.queue_keys import keys_help, keys_script
from cecs_app.ui.desk.queue_table import pager, table
from cecs_app.ui.desk.search_form import search_form
from cecs_app.ui.form_data import is_checked, text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go

FILTERS = ("status", "kind", "waiting", "age", "assigned")


class QueueState(Screen, rx.State):
    view: QueueView = QueueView()

    @visit(Duty.READ_CASES)
    async def load(self, clerk: Clerk) -> None:
        self.view = await call(queue.show, clerk, parse_ask(self.router.url.query_parameters))

    @act(Duty.READ_CASES)
    async def narrow(self, _clerk: Clerk, form_data: dict[str, Any]) -> Any:
        given = {name: text(form_data, name) for name in FILTERS}
        overdue = "yes" if is_checked(form_data, "overdue") else ""
        return go(queue.address(parse_ask({**given, "overdue": overdue})))

    @act(Duty.READ_CASES)
    async def search(self, _clerk: Clerk, form_data: dict[str, Any]) -> Any:
        return go(queue.search_address(text(form_data, "find")))

    @act(Duty.REVIEW)
    async def take_next(self, clerk: Clerk) -> Any:
        reference: str = await call(assign.take_next, clerk)
        return go(f"/desk/applications/{reference}")


def queue_page() -> rx.Component:
    state = QueueState
    view = state.view
    return desk_page(
        _("Queue"),
        loaded(
            fields.error_summary(state),
            rx.el.div(
                if_may(Duty.REVIEW, _next(state)),
                if_may(Duty.SECOND_LOOK, _second_looks()),
                _search(state),
                class_name="desk-top",
            ),
            tabs(view),
            rx.cond(view.find == "", filters(state)),
            rx.el.div(
                rx.el.p(view.shown, role="status", class_name="hint shown"), keys_help(), class_name="section-head"
            ),
            rx.cond(view.rows.length() > 0, table(view.rows), _nothing(view)),
            rx.cond(view.has_more_found, rx.el.p(_("There are more. Type more of the name."), class_name="notice")),
            pager(view),
            keys_script(),
        ),
    )


def _next(state: Any) -> rx.Component:
    first = rx.el.p(_("First in line:"), " ", state.view.next_filed, class_name="hint")
    none = rx.el.p(_("Nothing waits to be taken up."), class_name="hint")
    return rx.el.form(
        fields.submit_button(state, _("Take the next one"), id="take-next", custom_attrs={"aria-keyshortcuts": "n"}),
        rx.cond(state.view.next_filed != "", first, none),
        on_submit=state.take_next.throttle(fields.DOUBLE_PRESS_MS),
        class_name="take-next",
    )


def _second_looks() -> rx.Component:
    """What waits for a supervisor and for nobody else."""
    appeals = _link(_("Appeals under way"), "/desk?status=appealed")
    return rx.el.div(
        rx.el.a(_("Give a second look"), href="/desk?status=second_look", class_name="button"),
        rx.el.p(appeals, ": ", _("enter what the panel decided."), class_name="hint"),
        class_name="take-next",
    )


def _search(state: Any) -> rx.Component:
    return search_form(
        state,
        _("Find by reference, EIN, or name"),
        _("For example smith jo. Finds finished ones, too."),
        longest=LONGEST_SEARCH,
        key=state.view.address,
        custom_attrs={"aria-keyshortcuts": "/"},
    )


def _nothing(view: Any) -> rx.Component:
    searched = _("No filed application fits. Check the spelling, or type less of the name.")
    moved = rx.el.p(
        _("Nothing more stands here: others were quicker."), " ", _link(_("To the first page"), view.first)
    )
    narrowed = rx.el.p(_("No application fits these filters."), " ", _link(_("Show all open"), "/desk?status=open"))
    empty = rx.el.p(_("Nothing stands here. Well done."))
    listed = rx.cond(view.first != "", moved, rx.cond(view.widened != "", narrowed, empty))
    return rx.el.div(rx.cond(view.find != "", rx.el.p(searched), listed), class_name="notice")


def _link(words: str, address: Any) -> rx.Component:
    return rx.el.a(words, href=address)
