"""The search box of the queue and of the claims. What is looked for stands in the address of what is found."""

from typing import Any

import reflex as rx

from cecs_app.language import _
from cecs_app.ui.components import fields


def search_form(
    state: Any, label: str, hint: str, *above: rx.Component, longest: int, key: Any, look: str = "search", **props: Any
) -> rx.Component:
    """`state` has a handler `search` and a `view.find`; another `key`, another page, and so another form."""
    box = rx.el.input(
        id="find",
        name="find",
        type="search",
        default_value=state.view.find,
        max_length=longest,
        auto_complete="off",
        spell_check=False,
        aria_invalid=state.errors.contains("find"),
        aria_describedby="find-hint find-error",
        **props,
    )
    button = rx.el.button(_("Search"), type="submit", class_name="button secondary")
    return rx.el.form(
        *above,
        rx.el.label(label, html_for="find"),
        fields.field_error(state, "find"),
        rx.el.div(box, button, class_name="search-box"),
        rx.el.p(hint, id="find-hint", class_name="hint"),
        on_submit=state.search,
        key=key,
        role="search",
        class_name=look,
    )
