"""The narrow column of the review screen: who she is, what was paid, what was said and done."""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Duty
from cecs_app.language import _
from cecs_app.services.desk.notes import LONGEST
from cecs_app.ui.components import fields
from cecs_app.ui.components.summary import row
from cecs_app.ui.desk.frame import if_may
from cecs_app.ui.desk.review.parts import case_path


def record(view: Any) -> rx.Component:
    found = view.record
    show_ssn = rx.el.a(_("Show SSN …"), href=case_path(view.head.reference, "ssn"))
    return rx.el.section(
        rx.el.h2(_("The educator")),
        rx.el.dl(
            row(_("Name"), rx.el.strong(found.name)),
            _if_known(_("Formerly"), found.former_names),
            _if_known(_("Account says"), found.account_name),
            row(_("Born"), found.born),
            row(_("EIN"), rx.el.span(found.ein, class_name="fact")),
            _if_known(_("Email"), found.email),
            _if_known(_("Phone"), found.phone),
            _if_known(_("Address"), found.address),
            class_name="summary tight",
        ),
        if_may(Duty.SHOW_SSN, rx.el.p(show_ssn)),
        rx.el.h3(_("Certificates and permits")),
        rx.el.ul(rx.foreach(found.certificates, _certificate), class_name="plain-list held"),
        id="record",
        class_name="panel",
    )


def _if_known(label: str, value: Any) -> rx.Component:
    return rx.cond(value != "", row(label, value))


def _certificate(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.strong(one.kind),
            " ",
            rx.el.span(one.number, class_name="fact"),
            " ",
            rx.el.span(one.state, class_name="badge " + one.tone),
        ),
        rx.el.div(one.term),
        rx.el.div(rx.foreach(one.endorsements, lambda words: rx.el.span(words, class_name="tag"))),
        rx.cond(one.note != "", rx.el.div(one.note, class_name="hint")),
        class_name=rx.cond(one.is_meant, "meant", ""),
    )


def payments(found: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Payments")),
        rx.el.dl(
            row(_("Fee"), found.fee),
            _if_known(_("Paid"), found.paid),
            rx.cond(found.owed != "", row(_("Still to pay"), rx.el.strong(found.owed, class_name="owed"))),
            _if_known(_("Paid too much"), found.overpaid),
            class_name="summary tight",
        ),
        rx.cond(
            found.movements.length() > 0,
            rx.el.ul(rx.foreach(found.movements, _movement), class_name="plain-list small"),
        ),
        id="payments",
        class_name="panel",
    )


def _movement(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.strong(one.amount), " ", one.what, rx.cond(one.how != "", rx.el.span(" · ", one.how)), " · ", one.when
    )


def notes(state: Any) -> rx.Component:
    written = state.view.past.notes
    return rx.el.section(
        rx.el.h2(_("Notes")),
        rx.el.p(_("For the staff only. The educator never sees them."), class_name="hint"),
        rx.el.ul(rx.foreach(written, _note), class_name="plain-list notes"),
        rx.el.form(
            fields.text_area(state, "note", _("New note"), max_length=LONGEST),
            fields.submit_button(state, _("Write the note"), look="secondary"),
            on_submit=state.add_note.throttle(fields.DOUBLE_PRESS_MS),
            # A new form once the note is written, so that it is empty; what failed stays as it was typed.
            key=written.length().to_string(),
        ),
        id="notes",
        class_name="panel",
    )


def _note(one: Any) -> rx.Component:
    return rx.el.li(rx.el.p(one.text, class_name="as-typed"), rx.el.p(one.who, " · ", one.at, class_name="hint small"))


def timeline(past: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Timeline")),
        rx.el.ol(rx.foreach(past.recent, _happened), class_name="timeline"),
        rx.cond(
            past.earlier.length() > 0,
            rx.el.details(
                rx.el.summary(_("What happened before")),
                rx.el.ol(rx.foreach(past.earlier, _happened), class_name="timeline"),
            ),
        ),
        id="timeline",
        class_name="panel",
    )


def _happened(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.strong(one.what),
        rx.cond(one.why != "", rx.el.div(one.why, class_name="as-typed small")),
        rx.el.div(one.who, " · ", one.at, class_name="hint small"),
    )
