"""/desk/cashier/take-back/<reference>: one entry that bounced or never was; asks once, and says what follows."""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import mail_day
from cecs_app.services.desk.mail_day import REASONS, Entry
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.components.summary import row
from cecs_app.ui.desk.cashier import MailDayState
from cecs_app.ui.desk.cashier_parts import cashier_ways
from cecs_app.ui.desk.frame import desk_page
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, path, route_text


class TakeBackState(Screen, rx.State):
    entry: Entry = Entry()

    @visit(Duty.TAKE_MAIL)
    async def load(self, clerk: Clerk) -> None:
        self.entry = Entry()
        self.entry = await call(mail_day.get_entry, clerk, route_text(self, "reference"))

    @act(Duty.TAKE_MAIL)
    async def take_back(self, clerk: Clerk, form: dict[str, Any]) -> Any:
        reference, reason, remark = route_text(self, "reference"), text(form, "reason"), text(form, "remark")
        day = await call(mail_day.take_back, clerk, reference, reason, remark)
        words = _("{reference} was taken back. The educator has been told by mail.")
        (await self.get_state(MailDayState))._next_notice = words.format(reference=reference)
        return go(f"/desk/cashier/day/{day}", replace=True)


def take_back_page() -> rx.Component:
    state = TakeBackState
    entry = state.entry
    return desk_page(
        _("Take this entry back?"),
        loaded(rx.cond(entry.reference != "", _asked(state, entry), fields.error_summary(state))),
        above=cashier_ways(),
        wide=False,
    )


def _asked(state: Any, entry: Any) -> rx.Component:
    facts = rx.el.dl(
        row(_("Receipt"), rx.el.span(entry.reference, class_name="fact")),
        row(_("Instrument"), entry.kind, " ", rx.el.span(entry.number, class_name="fact")),
        row(_("Amount"), rx.el.strong(entry.amount)),
        row(_("Name"), entry.name),
        row(_("Application"), rx.el.span(entry.application, class_name="fact")),
        row(_("Received"), entry.received),
        row(_("Entered"), entry.recorded, ", ", entry.by),
        class_name="summary",
    )
    done = rx.el.p(_("It was taken back:"), " ", entry.taken_back, class_name="notice warn")
    return rx.fragment(facts, rx.cond(entry.taken_back != "", done, _form(state)))


def _form(state: Any) -> rx.Component:
    keep = rx.el.a(_("Keep it"), href=path("/desk/cashier"), class_name="button secondary")
    return rx.fragment(
        rx.el.ul(
            rx.el.li(_("The amount counts as paid no longer, and the educator is told by mail.")),
            rx.el.li(_("If it filed the application, that does not count as filed any more.")),
        ),
        fields.form(
            state,
            state.take_back,
            fields.radio_group(state, "reason", _("Why?"), [(value, _(words)) for value, words in REASONS.items()]),
            fields.text_field(
                state,
                "remark",
                _("Remark"),
                hint=_("The educator reads it."),
                optional=True,
                auto_complete="off",
                max_length=mail_day.LONGEST_REMARK,
            ),
            rx.el.div(fields.submit_button(state, _("Take it back"), look="danger"), keep, class_name="actions"),
        ),
    )
