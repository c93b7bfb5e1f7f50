"""What the pages of a claim share: the comparison with a record, and the frame of an act."""

from typing import Any

import reflex as rx

from cecs_app.domain.decision import REASON_LEAST, REASON_MOST
from cecs_app.language import _
from cecs_app.services.desk.claim import ClaimView, Fact
from cecs_app.services.desk.settle_claim import Act
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.desk.frame import desk_page
from cecs_app.ui.form_data import text
from cecs_app.ui.visiting import Screen, path, route_text


class ClaimScreen(Screen, mixin=True):
    """The state of a page about one claim."""

    view: ClaimView = ClaimView()

    @property
    def _reference(self) -> str:
        return route_text(self, "reference")

    def _act(self, form: object = None) -> Act:
        """On what this screen shows: if that has changed since, the act is refused."""
        # One character more than may be, so that too much is told and not dropped.
        return Act(self._reference, self.view.stamp, text(form, "reason", REASON_MOST + 1))


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


def act_form(state: Any, words: Any, *children: rx.Component, look: str = "") -> rx.Component:
    """The act, and the way out beside it. The summary of errors stands above everything."""
    return rx.el.form(
        *children,
        rx.el.div(
            fields.submit_button(state, words, look=look),
            rx.el.a(_("Do nothing"), href=claim_path(state.view.reference), class_name="button secondary"),
            class_name="actions",
        ),
        on_submit=state.submit.throttle(fields.DOUBLE_PRESS_MS),
        no_validate=True,
        class_name="form",
    )


def reason_field(state: Any, label: str, hint: str) -> rx.Component:
    limits = _("{least} to {most} characters.").format(least=REASON_LEAST, most=f"{REASON_MOST:,}")
    return fields.text_area(state, "reason", label, hint=f"{hint} {limits}", max_length=REASON_MOST)
