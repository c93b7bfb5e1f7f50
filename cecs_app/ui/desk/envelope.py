"""/desk/cashier/envelope/<reference>: whose it is and what is owed, to hold against the slip; then what lies in it."""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import cashier
from cecs_app.services.desk.cashier import Envelope, Typed
from cecs_app.services.payments.movements import Movement
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.components.summary import row
from cecs_app.ui.desk.cashier import CashierState
from cecs_app.ui.desk.cashier_parts import cashier_ways
from cecs_app.ui.desk.frame import desk_page
from cecs_app.ui.form_data import is_checked, text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, path, route_text


class EnvelopeState(Screen, rx.State):
    envelope: Envelope = Envelope()

    @visit(Duty.TAKE_MAIL)
    async def load(self, clerk: Clerk) -> None:
        self.envelope = Envelope()
        self.envelope = await call(cashier.get_envelope, clerk, route_text(self, "reference"))

    @act(Duty.TAKE_MAIL)
    async def record(self, clerk: Clerk, form: dict[str, Any]) -> Any:
        kind, number, amount, received_on = (text(form, one) for one in ("kind", "number", "amount", "received_on"))
        typed = Typed(kind, number, amount, received_on, is_checked(form, "is_meant"))
        done = await call(cashier.record, clerk, route_text(self, "reference"), typed)
        (await self.get_state(CashierState))._next_recorded = done
        # Back leads to the list, not into the form again.
        return go("/desk/cashier", replace=True)


def envelope_page() -> rx.Component:
    state = EnvelopeState
    return desk_page(
        rx.cond(
            state.envelope.reference != "",
            _("Is it the same name as on the slip?"),
            _("Nothing can be recorded here"),
        ),
        loaded(
            # Without a name there is nothing to compare, and nothing to record: the error says why.
            rx.cond(
                state.envelope.reference != "",
                rx.el.div(_whose(state.envelope), _form(state), class_name="envelope"),
                fields.error_summary(state),
            )
        ),
        above=cashier_ways(),
    )


def _whose(envelope: Any) -> rx.Component:
    return rx.el.section(
        rx.el.p(envelope.name, class_name="whose"),
        rx.el.dl(
            row(_("Application"), rx.el.span(envelope.reference, class_name="fact")),
            row(_("EIN"), rx.el.span(envelope.ein, class_name="fact")),
            row(_("For"), envelope.what),
            row(_("Owed"), rx.el.strong(envelope.owed)),
            row(_("Paid so far"), envelope.paid),
            class_name="summary",
        ),
        rx.el.ul(rx.foreach(envelope.holds, rx.el.li), class_name="plain-list"),
        rx.cond(
            envelope.movements.length() > 0,
            rx.el.details(
                rx.el.summary(_("What came before")),
                rx.el.ul(rx.foreach(envelope.movements, _movement), class_name="plain-list"),
            ),
        ),
        rx.el.p(rx.el.a(_("Another name? Scan again"), href=path("/desk/cashier"))),
        class_name="card",
    )


def _movement(one: rx.Var[Movement]) -> rx.Component:
    return rx.el.li(one.what, " ", rx.el.strong(one.amount), ", ", one.how, ", ", one.when)


def _form(state: Any) -> rx.Component:
    envelope = state.envelope
    return rx.el.div(
        fields.form(
            state,
            state.record,
            _kinds(state),
            fields.text_field(state, "number", _("Number printed on it"), auto_complete="off", spell_check=False),
            fields.text_field(
                state,
                "amount",
                _("Amount in dollars"),
                hint=_("200 or 1,200.00"),
                input_mode="decimal",
                auto_complete="off",
                class_name="size-amount",
            ),
            rx.cond(state.errors.contains("is_meant"), fields.checkbox(state, "is_meant", _("The amount is right"))),
            fields.text_field(
                state,
                "received_on",
                _("Received on"),
                type="date",
                default_value=envelope.today,
                key=envelope.today,
                custom_attrs={"max": envelope.today},
                class_name="size-date",
            ),
            fields.submit_button(state, _("The name agrees: record it")),
        ),
    )


def _kinds(state: Any) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(_("What lies in the envelope")),
        fields.field_error(state, "kind"),
        rx.foreach(state.envelope.accepted, lambda one, number: _kind(one, number == 0)),
        rx.el.p(_("Not accepted: written down, and sent back"), class_name="hint choice-head"),
        rx.foreach(state.envelope.refused, lambda one, _number: _kind(one, False)),
        class_name="field",
    )


def _kind(one: Any, is_first: Any) -> rx.Component:
    # The first bears the field's id, so that the summary's link lands on the group, and takes the focus.
    element_id = rx.cond(is_first, "kind", "kind-" + one.value)
    return rx.el.div(
        rx.el.input(type="radio", name="kind", value=one.value, id=element_id, auto_focus=is_first),
        rx.el.label(one.words, html_for=element_id),
        class_name="choice",
    )
