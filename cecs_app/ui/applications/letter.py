"""/applications/<reference>/letters/<letter>: a letter of the Bureau as it was sent. Prints as a letter."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.applications import letter
from cecs_app.services.applications.letter import LetterView
from cecs_app.ui.components.downloads import downloads
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.components.summary import row
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call, route_text


class LetterState(Screen, rx.State):
    view: LetterView = LetterView()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        reference, one = route_text(self, "reference"), route_text(self, "letter")
        self.view = await call(letter.show, who.educator_id, reference, one)


def letter_page() -> rx.Component:
    view = LetterState.view
    return page(
        rx.cond(view.subject != "", view.subject, _("Letter")),
        loaded(
            rx.el.article(_head(view), _body(view), class_name="letter"),
            downloads(view.application, "letters/" + view.reference, _("Download it (PDF)")),
        ),
        back="/applications/" + view.application + "/status",
    )


def _head(view: Any) -> rx.Component:
    return rx.el.div(
        rx.el.address(rx.foreach(view.sender, _line)),
        rx.el.div(
            rx.el.div(view.sent),
            rx.el.div(_("Letter"), " ", rx.el.span(view.reference, class_name="fact")),
            rx.el.div(_("Application"), " ", rx.el.span(view.application, class_name="fact")),
        ),
        class_name="letter-head",
    )


def _body(view: Any) -> rx.Component:
    return rx.fragment(
        rx.el.p(view.greeting),
        rx.foreach(view.paragraphs, rx.el.p),
        rx.cond(
            view.facts.length() > 0,
            rx.el.dl(rx.foreach(view.facts, lambda one: row(one.label, one.value)), class_name="summary"),
        ),
        rx.cond(
            view.link != "",
            rx.el.p(
                rx.el.a(view.link, href=view.address, custom_attrs={"reloadDocument": True}), class_name="no-print"
            ),
        ),
        rx.foreach(view.closing, rx.el.p),
        rx.el.p(view.signature),
    )


def _line(words: rx.Var[str]) -> rx.Component:
    return rx.el.span(words, class_name="address-line")
