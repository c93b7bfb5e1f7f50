"""/not-found, /something-went-wrong, and Reflex's own 404 page: what happened, what is safe, what to do."""

import reflex as rx

from cecs_app.language import _
from cecs_app.ui.components.frame import page
from cecs_app.ui.visiting import Portal, path


def not_found_page() -> rx.Component:
    return page(
        _("We can't find this page"),
        rx.el.p(
            _("The address may be mistyped or out of date, or it leads to something of another account."),
            class_name="lead",
        ),
        rx.el.p(_("Nothing of yours is lost: drafts, applications and payments are kept.")),
        _ways_on(),
    )


def something_went_wrong_page() -> rx.Component:
    return page(
        _("Something went wrong"),
        rx.el.p(
            _("The fault is ours, not yours, and it has been noted for the people who mend it."), class_name="lead"
        ),
        rx.el.ul(
            rx.el.li(_("What you saved before is kept. Go back and try once more in a minute.")),
            rx.el.li(
                _("If you were paying, look at your application first: it says whether the payment came through.")
            ),
            rx.el.li(_("If it happens again, write to the Bureau of Educator Standards and Certification.")),
        ),
        _ways_on(),
    )


def document_damaged_page() -> rx.Component:
    return page(
        _("This document can't be opened"),
        rx.el.p(_("What lies in our archive is not what was sent, so we show none of it."), class_name="lead"),
        rx.el.p(_("The fault is ours, and it has been noted for the people who mend it. Please send the file again.")),
        _ways_on(),
    )


def _ways_on() -> rx.Component:
    return rx.el.div(
        rx.cond(
            Portal.signed_in,
            rx.fragment(
                rx.el.a(_("Go to your certificates"), href=path("/certificates"), class_name="button"),
                rx.el.a(_("Go to your applications"), href=path("/applications"), class_name="button secondary"),
            ),
            rx.fragment(
                rx.el.a(_("Go to the first page"), href=path("/"), class_name="button"),
                rx.el.a(_("Login to the CECS"), href=path("/login"), class_name="button secondary"),
            ),
        ),
        class_name="actions",
    )
