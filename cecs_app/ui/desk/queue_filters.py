"""The tabs of the queue, with how many stand behind each, and its filters."""

from typing import Any

import reflex as rx

from cecs_app.language import _


def tabs(view: Any) -> rx.Component:
    return rx.el.nav(
        rx.el.ul(rx.foreach(view.views, _tab), class_name="tabs"),
        rx.el.ul(rx.foreach(view.statuses, _tab), class_name="tabs small"),
        aria_label=_("What the queue shows"),
    )


def _tab(one: Any) -> rx.Component:
    count = rx.cond(one.count != "", rx.el.span(" ", one.count, class_name="count"))
    current = {"aria-current": rx.cond(one.is_current, "page", "false")}
    return rx.el.li(rx.el.a(one.words, count, href=one.address, custom_attrs=current))


def filters(state: Any) -> rx.Component:
    chosen = state.view.choices
    overdue = rx.el.div(
        rx.el.input(type="checkbox", name="overdue", value="yes", id="overdue", default_checked=chosen.is_overdue),
        rx.el.label(_("Answer overdue"), html_for="overdue"),
        class_name="choice",
    )
    return rx.el.form(
        rx.el.input(type="hidden", name="status", value=chosen.status, read_only=True),
        _select("kind", _("Kind"), chosen.kinds, chosen.kind),
        _select("waiting", _("Waiting on"), chosen.waitings, chosen.waiting),
        _select("age", _("Filed"), chosen.ages, chosen.age),
        _select("assigned", _("Works on it"), chosen.people, chosen.assigned),
        overdue,
        rx.el.button(_("Filter"), type="submit", class_name="button secondary"),
        rx.cond(state.view.widened != "", rx.el.a(_("No filters"), href=state.view.widened)),
        on_submit=state.narrow,
        # Another page of the queue, another form: each select shows what its address says.
        key=state.view.address,
        aria_label=_("Filters"),
        class_name="filters",
    )


def _select(name: str, label: str, choices: Any, chosen: Any) -> rx.Component:
    options = rx.foreach(choices, lambda one: rx.el.option(one.words, value=one.value))
    return rx.el.div(
        rx.el.label(label, html_for=name),
        rx.el.select(options, id=name, name=name, default_value=chosen),
    )
