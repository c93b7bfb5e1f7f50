"""The rows of the queue: a table at a desk, cards on a phone. Each row's one link opens the application."""

from typing import Any

import reflex as rx

from cecs_app.language import _
from cecs_app.services.desk.queue_rows import Flag, Row


def table(rows: Any) -> rx.Component:
    heads = (_("Educator"), _("Application"), _("Filed"), _("Status"), _("Works on it"))
    return rx.el.table(
        rx.el.caption(_("Applications"), class_name="visually-hidden"),
        rx.el.thead(rx.el.tr(*[rx.el.th(words, scope="col") for words in heads])),
        rx.el.tbody(rx.foreach(rows, _row)),
        class_name="table queue",
        custom_attrs={"data-queue": ""},
    )


def _row(one: rx.Var[Row]) -> rx.Component:
    link = rx.el.a(rx.el.strong(one.name), href="/desk/applications/" + one.reference, custom_attrs={"data-row": ""})
    numbers = (
        rx.el.span(one.reference, class_name="fact whole"),
        " ",
        rx.el.span(_("EIN"), " ", one.ein, class_name="whole"),
    )
    return rx.el.tr(
        rx.el.th(link, _line(*numbers), scope="row"),
        _cell(_("Application"), one.application, _line(one.certificate)),
        _cell(_("Filed"), rx.el.span(one.filed, class_name="whole"), _line(one.age)),
        _cell(
            _("Status"),
            rx.el.span(one.status, class_name="badge " + one.tone),
            rx.foreach(one.flags, _flag),
        ),
        _cell(_("Works on it"), rx.cond(one.is_mine, rx.el.strong(_("You")), one.worker)),
    )


def _cell(label: str, *content: Any) -> rx.Component:
    return rx.el.td(rx.el.div(*content), custom_attrs={"data-label": label})


def _line(*content: Any) -> rx.Component:
    return rx.el.div(*content, class_name="hint")


def _flag(flag: rx.Var[Flag]) -> rx.Component:
    return rx.el.div(flag.words, class_name="flag " + flag.tone)


def pager(view: Any) -> rx.Component:
    return rx.cond(
        view.first + view.later != "",
        rx.el.nav(
            _way(view.first, _("First page"), ""),
            _way(view.earlier, _("Previous"), "prev"),
            _way(view.later, _("Next"), "next"),
            aria_label=_("Pages"),
            class_name="pager",
        ),
    )


def _way(address: Any, words: str, rel: str) -> rx.Component:
    return rx.cond(address != "", rx.el.a(words, href=address, rel=rel, class_name="button secondary"))
