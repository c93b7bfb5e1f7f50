"""How a picture of figures is shown: its headline, the bars, the same as a table, and as a file."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from cecs_app import wiring
from cecs_app.language import _
from cecs_app.ui.desk.charts import FLOOR, HEIGHT


def picture_card(
    title: str, picture: Any, headers: Sequence[str], export: str, *, legend: Sequence[tuple[str, str]] = ()
) -> rx.Component:
    """`picture` is a Picture var, `headers` are those of its table; `legend`: look and words of each series."""
    return rx.el.section(
        rx.el.h2(title),
        rx.el.p(picture.headline, class_name="headline"),
        _legend(legend) if legend else rx.fragment(),
        _svg(picture),
        rx.el.details(rx.el.summary(_("Show the figures")), figures_table(title, picture.rows, headers)),
        csv_link(export, title),
        class_name="card picture-card",
    )


def figures_table(title: str, rows: Any, headers: Sequence[str]) -> rx.Component:
    """The first cell of each row names it."""
    return rx.el.div(
        rx.el.table(
            rx.el.caption(title, class_name="visually-hidden"),
            rx.el.thead(rx.el.tr(*[rx.el.th(one, scope="col") for one in headers])),
            rx.el.tbody(rx.foreach(rows, _row)),
            class_name="figures",
        ),
        # Whoever has no mouse must be able to scroll what is too wide for a phone.
        tab_index=0,
        role="region",
        aria_label=title,
        class_name="figures-box",
    )


def csv_link(export: str, about: str, query: Any = "") -> rx.Component:
    """A document load: the router knows nothing of endpoints."""
    address = wiring.deps().settings.endpoints.rstrip("/") + f"/desk/exports/{export}.csv"
    return rx.el.p(
        rx.el.a(
            _("Download as CSV"),
            rx.el.span(": ", about, class_name="visually-hidden"),
            href=address + query,
            custom_attrs={"reloadDocument": True, "download": ""},
        ),
        class_name="no-print",
    )


def _row(cells: rx.Var[tuple[str, ...]]) -> rx.Component:
    return rx.el.tr(
        rx.foreach(cells, lambda cell, number: rx.cond(number == 0, rx.el.th(cell, scope="row"), rx.el.td(cell)))
    )


def _legend(legend: Sequence[tuple[str, str]]) -> rx.Component:
    return rx.el.ul(
        *[
            rx.el.li(rx.el.svg(rx.el.svg.rect(x="1", y="1", width="14", height="14", class_name=look)), words)
            for look, words in legend
        ],
        class_name="legend",
    )


def _svg(picture: Any) -> rx.Component:
    return rx.el.svg(
        rx.foreach(picture.rules, _rule),
        rx.foreach(picture.bars, _bar),
        rx.foreach(picture.labels, _label),
        rx.el.svg.line(x1="12%", x2="100%", y1=str(FLOOR), y2=str(FLOOR), class_name="floor"),
        width="100%",
        height=str(HEIGHT),
        role="img",
        aria_label=picture.said,
        class_name="chart",
    )


def _rule(rule: Any) -> rx.Component:
    return rx.fragment(
        rx.el.svg.line(x1="12%", x2="100%", y1=rule.y, y2=rule.y, class_name="rule"),
        rx.el.svg.text(rule.words, x="10.5%", y=rule.words_y, class_name="end"),
    )


def _bar(bar: Any) -> rx.Component:
    return rx.el.svg.rect(x=bar.x, y=bar.y, width=bar.width, height=bar.height, class_name=bar.look)


def _label(label: Any) -> rx.Component:
    return rx.el.svg.text(label.words, x=label.x, y=label.y, class_name=label.look)
