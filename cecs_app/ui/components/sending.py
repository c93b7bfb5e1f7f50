"""What the Bureau asked for, item by item, each with its ways to answer: for an application and for a claim."""

from typing import Any

import reflex as rx

from cecs_app import wiring
from cecs_app.domain.credentials import MOST_FILES
from cecs_app.domain.documents import LARGEST_MEGABYTES
from cecs_app.language import _, current
from cecs_app.services.applications.missing import FileLine, ItemLine
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import native_form

TAKES = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
"""The types by name as well: with them, telephones offer the camera."""


def answers(state: Any, to: Any, application: Any = None) -> rx.Component:
    """`to` is where its documents go, up to the item's reference; `application` the path of an application's screens.

    The state has a MissingView and the handlers by_post and remove.
    """
    view = state.view
    return rx.fragment(
        fields.error_summary(state),
        rx.cond(view.to_send.length() > 0, _call(view), _thanks()),
        rx.el.p(_("Your place in the queue is kept.")) if application is not None else rx.fragment(),
        _listed(_("To send"), state, view.to_send, to, application),
        _listed(_("Answered"), state, view.answered, to, application),
    )


def _listed(title: str, state: Any, items: Any, to: Any, application: Any) -> rx.Component:
    return rx.cond(
        items.length() > 0,
        rx.el.section(rx.el.h2(title), rx.foreach(items, lambda one: _item(state, one, to, application))),
    )


def document_link(reference: Any, name: Any, *, is_desk: bool = False) -> rx.Component:
    start = wiring.deps().settings.endpoints.rstrip("/") + "/documents/"
    end = "?desk=1" if is_desk else ""
    # A document load: the router knows nothing of endpoints.
    return rx.el.a(name, href=start + reference + end, custom_attrs={"reloadDocument": True})


def _call(view: Any) -> rx.Component:
    return rx.el.p(_("Please answer by {day}.").format(day=view.due), class_name="lead")


def _thanks() -> rx.Component:
    return rx.el.p(_("Thank you. Nothing waits for you here now."), class_name="notice good")


def _item(state: Any, one: rx.Var[ItemLine], to: Any, application: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h3(one.name),
        rx.el.p(rx.el.span(one.state, class_name="badge wrap " + one.tone)),
        rx.cond(one.detail != "", rx.el.p(one.detail, class_name="as-typed")),
        rx.cond(one.files.length() > 0, _files(state, one)),
        rx.cond(one.is_by_post, _address(state.view, one, application)),
        rx.cond(one.is_asked, _ways(state, one, to, application), _more(state, one, to)),
        class_name="card item",
    )


def _ways(state: Any, one: Any, to: Any, application: Any) -> rx.Component:
    """Asked for: a file, or by post; a balance is paid instead."""
    by_post = rx.el.button(
        _("It comes by post"),
        rx.el.span(": ", one.name, class_name="visually-hidden"),
        type="button",
        on_click=state.by_post(one.reference).throttle(fields.DOUBLE_PRESS_MS),
        class_name="button secondary",
        aria_disabled=state.busy,
    )
    file = _upload(state, one, to)
    how = file if application is None else rx.cond(one.is_fee, _pay(state.view, application), file)
    return rx.fragment(how, rx.el.p(_("Or mail it:"), " ", by_post, class_name="or-by-post"))


def _more(state: Any, one: Any, to: Any) -> rx.Component:
    """Answered, and not judged yet: another page may follow, or a file instead of the envelope."""
    words = rx.cond(one.is_by_post, _("Send a file instead"), _("Add another page or file"))
    # Open while something is wrong with it: what the summary leads to must not be hidden.
    is_open = state.errors.contains(one.reference)
    return rx.cond(
        one.can_send, rx.el.details(rx.el.summary(words), _upload(state, one, to), open=is_open, class_name="more")
    )


def _upload(state: Any, one: Any, to: Any) -> rx.Component:
    """Posted by the browser itself: it works without scripts, and no file passes through the socket."""
    reference = one.reference
    hint = _("PDF, JPEG or PNG, up to {size} MB; up to {count} files. On a phone you can photograph it.")
    return native_form(
        to + reference + f"?language={current()}",
        rx.el.div(
            rx.el.label(_("Your file"), rx.el.span(": ", one.name, class_name="visually-hidden"), html_for=reference),
            rx.el.p(hint.format(size=LARGEST_MEGABYTES, count=MOST_FILES), id=f"{reference}-hint", class_name="hint"),
            fields.field_error(state, reference),
            rx.el.input(
                type="file",
                name="file",
                id=reference,
                accept=TAKES,
                aria_describedby=f"{reference}-hint {reference}-error",
                aria_invalid=state.errors.contains(reference),
            ),
            class_name=rx.cond(state.errors.contains(reference), "field invalid", "field"),
        ),
        rx.el.button(_("Send this file"), type="submit", class_name="button"),
        enc_type="multipart/form-data",
        class_name="form upload",
    )


def _pay(view: Any, application: Any) -> rx.Component:
    owed = rx.el.p(_("Still to pay: {owed}").format(owed=view.owed))
    return rx.fragment(owed, rx.el.p(rx.el.a(_("Pay the balance"), href=application + "pay", class_name="button")))


def _files(state: Any, one: Any) -> rx.Component:
    def line(file: rx.Var[FileLine]) -> rx.Component:
        take_away = rx.el.button(
            _("Take away"),
            rx.el.span(" ", file.name, class_name="visually-hidden"),
            type="button",
            on_click=state.remove(file.reference).throttle(fields.DOUBLE_PRESS_MS),
            class_name="link-button",
        )
        return rx.el.li(
            document_link(file.reference, file.name),
            rx.el.span(file.facts, class_name="hint"),
            rx.cond(file.can_remove, take_away),
        )

    return rx.el.ul(rx.foreach(one.files, line), class_name="plain-list files")


def _address(view: Any, one: Any, application: Any) -> rx.Component:
    write = rx.el.p(_("Write {reference} on every sheet, and mail it to:").format(reference=view.reference))
    slip = (
        rx.fragment()
        if application is None
        else rx.el.p(rx.el.a(_("Print the payment slip"), href=application + "slip"), " ", _("and mail it to:"))
    )
    return rx.el.div(
        rx.cond(one.is_fee, slip, write),
        rx.el.address(rx.foreach(view.address, lambda line: rx.el.span(line, class_name="address-line"))),
        class_name="by-post",
    )
