"""The screens for what is not there and what went wrong: what happened, what is lost, what to do."""

import reflex as rx

from cecs_app.language import _
from cecs_app.ui.components.frame import page
from cecs_app.ui.visiting import path


def not_found_page() -> rx.Component:
    return page(
        _("This page can't be found"),
        rx.el.p(_("The address may be mistyped, or what it led to is not yours. Nothing is lost.")),
        _ways_on(),
    )


def something_went_wrong_page() -> rx.Component:
    return page(
        _("Something went wrong on our side"),
        rx.el.p(_("We have noted it. What you saved is safe. Go back and try again in a minute.")),
        _ways_on(),
    )


def _ways_on() -> rx.Component:
    return rx.el.ul(
        rx.el.li(rx.el.a(_("Your certificates"), href=path("/certificates"))),
        rx.el.li(rx.el.a(_("Start page"), href=path("/"))),
        class_name="plain-list",
    )
