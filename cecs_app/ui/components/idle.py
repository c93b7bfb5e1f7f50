"""The watch of every page for whoever is logged in, an educator or one of the staff; assets/signed-in.js keeps it.

The server is asked about once in a quarter of an hour a tab: no tab has a task of its own there.
"""

from collections.abc import Callable
from typing import Any

import reflex as rx

from cecs_app import wiring
from cecs_app.language import _


def idle_watch(is_signed_in: Any, log_out: Callable[..., rx.Component]) -> rx.Component:
    """`log_out` makes the native form that logs out on this side of the portal."""
    # A file of its own, with no code in the page. React loads it once, and only for whoever is logged in.
    script = rx.el.script(src="/signed-in.js", custom_attrs={"async": True})
    return rx.cond(is_signed_in, rx.fragment(_warning(log_out), script))


def _warning(log_out: Callable[..., rx.Component]) -> rx.Component:
    """The browser keeps the focus in it and gives it back afterwards; Escape counts as the first button."""
    settings = wiring.deps().settings
    endpoints = settings.endpoints.rstrip("/")
    idle = _("Nothing was done here for a while. You will be logged out in {time}.")
    last = _("After {hours} hours every login ends. Save what you have begun: you will be logged out in {time}.")
    out = rx.el.button(_("Log out now"), type="submit", class_name="button secondary")
    return rx.el.dialog(
        rx.el.h2(
            rx.el.span(_("Are you still there?"), class_name="unless-last"),
            rx.el.span(_("Your login ends soon"), class_name="if-last"),
            id="idle-title",
        ),
        rx.el.div(
            _timed(idle, "unless-last"),
            _timed(last.replace("{hours}", str(settings.session_hours)), "if-last"),
            id="idle-words",
        ),
        rx.el.p(role="status", class_name="visually-hidden", custom_attrs={"data-said": ""}),
        rx.el.div(
            _button(_("Stay logged in"), "idle-stay", "unless-last"),
            _button(_("Go on"), "idle-go-on", "if-last"),
            log_out(out),
            class_name="actions",
        ),
        id="idle-warning",
        role="alertdialog",
        aria_labelledby="idle-title",
        aria_describedby="idle-words",
        class_name="idle-warning",
        custom_attrs={
            "data-left": f"{endpoints}/session/left",
            "data-stay": f"{endpoints}/session/stay",
            "data-said": _("You will be logged out in {time}."),
        },
    )


def _timed(words: str, shown: str) -> rx.Component:
    """The script counts down where {time} stands."""
    before, _time, after = words.partition("{time}")
    return rx.el.p(before, rx.el.strong(role="timer", custom_attrs={"data-time": ""}), after, class_name=shown)


def _button(words: str, button_id: str, shown: str) -> rx.Component:
    return rx.el.button(words, type="button", id=button_id, class_name=f"button {shown}")
