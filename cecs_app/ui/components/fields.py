"""Form parts: label above, hint, error beside the field, one summary on top. Inputs keep what was typed."""

import functools
import operator
from collections.abc import Sequence
from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage
from cecs_app.language import _
from cecs_app.ui.visiting import SUMMARY_ID, WHOLE_FORM

DOUBLE_PRESS_MS = 400
"""The browser drops a second press within this time: long enough for a nervous finger, too short to mend a form."""


def form(state: Any, on_submit: Any, *children: rx.Component, **props: Any) -> rx.Component:
    """The error summary, then the fields."""
    return rx.fragment(
        error_summary(state),
        rx.el.form(
            *children, on_submit=on_submit.throttle(DOUBLE_PRESS_MS), no_validate=True, class_name="form", **props
        ),
    )


def error_summary(state: Any) -> rx.Component:
    return rx.cond(
        state.errors.length() > 0,
        rx.el.div(
            rx.el.h2(_("There is a problem")),
            rx.el.ul(rx.foreach(state.errors, _summary_line)),
            id=SUMMARY_ID,
            tab_index=-1,
            role="alert",
            class_name="error-summary",
        ),
    )


def _summary_line(error: Any) -> rx.Component:
    # A plain fragment link: the browser moves the focus into the field by itself.
    link = rx.el.a(error[1], href="#" + error[0].to(str), custom_attrs={"reloadDocument": True})
    return rx.el.li(rx.cond(error[0] == WHOLE_FORM, rx.el.span(error[1]), link))


def page_title(state: Any, title: Any) -> Any:
    """The document's title, which begins with "Error: " while there are errors."""
    named = f"{title} – CECS"
    return rx.cond(state.errors.length() > 0, _("Error: {title}").format(title=named), named)


def text_field(
    state: Any, name: str, label: str, *, hint: str = "", optional: bool = False, **props: Any
) -> rx.Component:
    """`name` is the form key, the element's id and the key of its error. `props` go to the input."""
    return _field(state, name, label, _input(state, name, hint, **props), hint=hint, optional=optional)


def text_area(state: Any, name: str, label: str, *, hint: str = "", **props: Any) -> rx.Component:
    """For more than a line. `props` go to the area."""
    props.setdefault("rows", "4")
    area = rx.el.textarea(
        id=name,
        name=name,
        aria_describedby=f"{name}-hint {name}-error" if hint else f"{name}-error",
        aria_invalid=state.errors.contains(name),
        **props,
    )
    return _field(state, name, label, area, hint=hint)


def email_field(state: Any, name: str, label: str, *, hint: str = "") -> rx.Component:
    return text_field(
        state,
        name,
        label,
        hint=hint,
        type="email",
        auto_complete="email",
        auto_capitalize="none",
        spell_check=False,
        max_length=254,
    )


def password_field(state: Any, name: str, label: str, *, hint: str = "", **props: Any) -> rx.Component:
    """With a Show button of its own. Pasting works; nothing typed here ever becomes a var."""
    shown = PasswordShown.create()
    box = rx.el.div(
        _input(
            state,
            name,
            hint,
            type=rx.cond(shown.State.is_shown, "text", "password"),
            spell_check=False,
            **props,
        ),
        rx.el.button(
            rx.cond(shown.State.is_shown, _("Hide"), _("Show")),
            rx.el.span(f" {label}", class_name="visually-hidden"),
            type="button",
            on_click=shown.State.toggle,
            class_name="show-button",
        ),
        class_name="password-box",
    )
    return _field(state, name, label, box, hint=hint)


class PasswordShown(rx.ComponentState):
    """Whether one password field shows its text: nothing but that."""

    is_shown: bool = False

    def toggle(self) -> None:
        self.is_shown = not self.is_shown

    toggle.needed = Stage.ANYONE  # open to anyone: it touches nobody's data

    @classmethod
    def get_component(cls, **props: Any) -> rx.Component:
        return rx.fragment(**props)


def date_fields(state: Any, name: str, label: str, *, hint: str = "") -> rx.Component:
    """Month, day and year as three inputs, named `<name>_month` and so on; errors may name one part or all."""
    parts = [
        ("month", _("Month"), 2, "bday-month"),
        ("day", _("Day"), 2, "bday-day"),
        ("year", _("Year"), 4, "bday-year"),
    ]
    hint_id = f"{name}-hint"
    has_error = functools.reduce(operator.or_, (state.errors.contains(f"{name}_{part[0]}") for part in parts))
    return rx.el.fieldset(
        rx.el.legend(label),
        rx.el.p(hint, id=hint_id, class_name="hint") if hint else rx.fragment(),
        *[field_error(state, f"{name}_{part}") for part, *_rest in parts],
        rx.el.div(
            *[_date_part(state, f"{name}_{part}", words, size, fill) for part, words, size, fill in parts],
            class_name="date-parts",
        ),
        class_name=rx.cond(has_error, "field invalid", "field"),
        aria_describedby=hint_id if hint else None,
    )


def _date_part(state: Any, name: str, label: str, size: int, autocomplete: str) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=name),
        _input(state, name, "", input_mode="numeric", max_length=size, auto_complete=autocomplete),
        class_name=f"date-part size-{size}",
    )


def radio_group(
    state: Any, name: str, label: Any, options: Sequence[tuple[str, str]], *, hint: str = "", chosen: Any = ""
) -> rx.Component:
    """`options` are value and words. `chosen` is the saved answer, which is marked when the page opens."""
    return rx.el.fieldset(
        rx.el.legend(label),
        rx.el.p(hint, class_name="hint", id=f"{name}-hint") if hint else rx.fragment(),
        field_error(state, name),
        *[_radio(name, value, words, chosen, is_first=i == 0) for i, (value, words) in enumerate(options)],
        class_name="field",
    )


def _radio(name: str, value: str, words: str, chosen: Any, *, is_first: bool) -> rx.Component:
    # The first one bears the field's id, so that the summary's link lands on the group. As a var: Reflex would put
    # the value of an element whose plain id is a form key in the place of the choice.
    element_id = rx.Var.create(name if is_first else f"{name}-{value}")
    return rx.el.div(
        rx.el.input(type="radio", name=name, value=value, id=element_id, default_checked=chosen == value),
        rx.el.label(words, html_for=element_id),
        class_name="choice",
    )


def checkbox(state: Any, name: str, label: Any, **props: Any) -> rx.Component:
    return rx.el.div(
        field_error(state, name),
        rx.el.div(
            rx.el.input(type="checkbox", name=name, value="yes", id=name, aria_describedby=f"{name}-error", **props),
            rx.el.label(label, html_for=name),
            class_name="choice",
        ),
        class_name="field",
    )


def submit_button(state: Any, words: Any, *, look: str = "", **props: Any) -> rx.Component:
    """Says that it is at work and can't be pressed again meanwhile. It stays focusable, so the focus isn't lost."""
    return rx.el.button(
        words,
        rx.cond(state.busy, rx.el.span(class_name="spinner", aria_hidden="true")),
        type="submit",
        class_name=f"button {look}".strip(),
        aria_disabled=state.busy,
        aria_busy=state.busy,
        **props,
    )


def field_error(state: Any, name: str) -> rx.Component:
    return rx.cond(
        state.errors.contains(name),
        rx.el.p(
            rx.el.span(_("Error:") + " ", class_name="visually-hidden"),
            state.errors[name],
            id=f"{name}-error",
            class_name="field-error",
        ),
    )


def _field(
    state: Any, name: str, label: str, control: rx.Component, *, hint: str = "", optional: bool = False
) -> rx.Component:
    mark = rx.el.span(" " + _("(optional)"), class_name="optional") if optional else rx.fragment()
    return rx.el.div(
        rx.el.label(label, mark, html_for=name),
        rx.el.p(hint, id=f"{name}-hint", class_name="hint") if hint else rx.fragment(),
        field_error(state, name),
        control,
        class_name=rx.cond(state.errors.contains(name), "field invalid", "field"),
    )


def _input(state: Any, name: str, hint: str, **props: Any) -> rx.Component:
    described = f"{name}-hint {name}-error" if hint else f"{name}-error"
    props.setdefault("max_length", 200)
    return rx.el.input(
        id=name,
        name=name,
        aria_describedby=described,
        aria_invalid=state.errors.contains(name),
        **props,
    )
