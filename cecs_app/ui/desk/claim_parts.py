"""What the pages of a claim share: the comparison with a record, and the frame of an act."""

from typing import Any

import reflex as rx

from cecs_app.language import _
from cecs_app.services.desk.claim import ClaimView, Fact
from cecs_app.services.desk.settle_claim import Act
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.desk.acting import act_form, act_or_leave, reason_of
from cecs_app.ui.desk.frame import desk_page
from cecs_app.ui.visiting import Screen, path, route_text


class ClaimScreen(Screen, mixin=True):
    """The state of a page about one claim."""

    view: ClaimView = ClaimView()

    @property
    def _reference(self) -> str:
        return route_text(self, "reference")

    def _act(self, form: object = None) -> Act:
        """On what this screen shows: if that has changed since, the act is refused."""
        return Act(self._reference, self.view.stamp, reason_of(form))


def claim_path(reference: Any, screen: str = "") -> Any:
    """`reference` is a var or a text."""
    return path("/desk/claims/") + reference + screen


def comparison(facts: Any) -> rx.Component:
    """What was stated beside what is on record, each fact with its verdict."""
    heads = (_("Fact"), _("Stated"), _("On record"), _("Verdict"))
    return rx.el.table(
        rx.el.caption(_("What was stated, compared with the record"), class_name="visually-hidden"),
        rx.el.thead(rx.el.tr(*[rx.el.th(words, scope="col") for words in heads])),
        rx.el.tbody(rx.foreach(facts, _fact)),
        class_name="compare",
    )


def _fact(fact: rx.Var[Fact]) -> rx.Component:
    hidden = rx.el.span(_("not shown"), class_name="hint")
    nothing = rx.el.span("–", aria_label=_("Nothing"))
    return rx.el.tr(
        rx.el.th(fact.name, scope="row"),
        rx.el.td(rx.cond(fact.stated != "", fact.stated, hidden), custom_attrs={"data-label": _("Stated")}),
        rx.el.td(
            rx.cond(fact.stated == "", hidden, rx.cond(fact.on_record != "", fact.on_record, nothing)),
            custom_attrs={"data-label": _("On record")},
        ),
        rx.el.td(rx.el.span(fact.verdict, class_name="badge " + fact.tone)),
        class_name="verdict-" + fact.tone,
    )


def act_page(state: Any, title: Any, *children: rx.Component) -> rx.Component:
    """Empty but for the error where the claim may not be seen."""
    view = state.view
    head = rx.el.p(rx.el.strong(view.name), " · ", rx.el.span(view.reference, class_name="fact"), class_name="lead")
    return desk_page(
        title,
        loaded(fields.error_summary(state), rx.cond(view.reference != "", rx.fragment(head, *children))),
        back=claim_path(state.reference),
        wide=False,
    )


def claim_act(state: Any, words: Any, *children: rx.Component, look: str = "") -> rx.Component:
    """The form of such a page, with the act and the way out."""
    out = act_or_leave(state, words, claim_path(state.view.reference), look=look)
    return act_form(state.submit, *children, out)
