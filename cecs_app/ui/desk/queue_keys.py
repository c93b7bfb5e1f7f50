"""The keys of the queue: assets/desk.js listens to them, this says what they are, and switches them off."""

from collections.abc import Iterable

import reflex as rx

from cecs_app.domain.staff import Duty
from cecs_app.language import _
from cecs_app.ui.desk.frame import if_may

HELP_ID = "desk-keys"


def keys_help() -> rx.Component:
    """Single keys must be easy to switch off: whoever dictates presses them without meaning to (WCAG 2.1.4)."""
    listed = rx.el.dl(
        _key("j", "↓", _("Next row")),
        _key("k", "↑", _("Row before")),
        _key("Enter", "", _("Open the application")),
        if_may(Duty.REVIEW, _key("n", "", _("Take the next one"))),
        _key("/", "", _("Search")),
        _key("?", "", _("This list")),
        class_name="keys",
    )
    return rx.fragment(
        _hint(),
        rx.el.div(
            rx.el.h2(_("Keys of the queue")),
            listed,
            _switch(),
            _button(_("Close"), "hide", "button secondary"),
            id=HELP_ID,
            custom_attrs={"popover": "auto"},
            class_name="keys-help",
        ),
    )


def _hint() -> rx.Component:
    """In one line, where a reviewer sees it while she needs it."""
    return rx.el.p(
        _short("jk", _("Rows")),
        _short(("Enter",), _("Open")),
        if_may(Duty.REVIEW, _short("n", _("Take next"))),
        _short("/", _("Search")),
        _button(_("All keys"), "show", "link-button", rx.el.kbd("?")),
        class_name="hint keys-line",
    )


def _short(keys: Iterable[str], words: str) -> rx.Component:
    return rx.el.span(*map(rx.el.kbd, keys), " ", words, class_name="whole")


def _button(words: str, act: str, look: str, *more: rx.Component) -> rx.Component:
    """The browser opens and closes the list by itself."""
    target = {"popoverTarget": HELP_ID, "popoverTargetAction": act}
    return rx.el.button(*more, " ", words, type="button", class_name=look, custom_attrs=target)


def _switch() -> rx.Component:
    return rx.el.div(
        rx.el.input(type="checkbox", id="desk-keys-on", default_checked=True),
        rx.el.label(_("Use these keys"), html_for="desk-keys-on"),
        class_name="choice",
    )


def _key(one: str, other: str, words: str) -> rx.Component:
    named = (rx.el.kbd(one), " ", _("or"), " ", rx.el.kbd(other)) if other else (rx.el.kbd(one),)
    return rx.el.div(rx.el.dt(*named), rx.el.dd(words))


def keys_script() -> rx.Component:
    """A file of its own, with no code in the page. React loads it once; it does nothing where there is no queue."""
    return rx.el.script(src="/desk.js", custom_attrs={"async": True})
