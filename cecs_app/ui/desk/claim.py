"""/desk/claims/<reference>: what she stated beside each record it may be about, and what can be done."""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import claim, claim_proof, settle_claim
from cecs_app.services.desk.claim import CandidateView
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.components.summary import row
from cecs_app.ui.desk.claim_parts import ClaimScreen, claim_path, comparison
from cecs_app.ui.desk.frame import desk_page, if_may
from cecs_app.ui.desk.items import item_list
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import call


class ClaimState(ClaimScreen, rx.State):
    @visit(Duty.SETTLE_CLAIMS)
    async def load(self, clerk: Clerk) -> None:
        self.view = claim.ClaimView()
        self.view = await call(claim.show, clerk, self._reference)

    @act(Duty.SETTLE_CLAIMS)
    async def add(self, clerk: Clerk, form_data: dict[str, Any]) -> None:
        await call(settle_claim.add_candidate, clerk, self._act(), text(form_data, "ein"))
        self.view = await call(claim.show, clerk, self._reference)

    @act(Duty.SETTLE_CLAIMS)
    async def receive(self, clerk: Clerk, item: str) -> None:
        await call(claim_proof.receive_by_post, clerk, self._act(), str(item))
        self.view = await call(claim.show, clerk, self._reference)


def claim_page() -> rx.Component:
    state = ClaimState
    view = state.view
    return desk_page(
        _("EIN claim"),
        loaded(
            fields.error_summary(state),
            rx.cond(
                view.reference != "",
                rx.fragment(
                    _head(view),
                    rx.el.div(
                        rx.el.div(rx.cond(view.is_open, _what_to_do(view), _outcome(view)), _proof(state)),
                        _stated(view),
                        class_name="claim-top",
                    ),
                    _candidates(view),
                    rx.cond(view.is_open, _add(state)),
                ),
            ),
        ),
        back="/desk/claims",
    )


def _head(view: Any) -> rx.Component:
    late = rx.el.span(_("Overdue"), class_name="badge bad")
    return rx.el.p(
        rx.el.strong(view.name),
        " · ",
        rx.el.span(view.reference, class_name="fact"),
        " ",
        rx.el.span(view.status, class_name="badge " + view.tone),
        " ",
        rx.cond(view.proof != "", rx.el.span(view.proof, class_name="badge " + view.proof_tone)),
        " ",
        rx.cond(view.is_overdue, late),
        class_name="lead claim-head",
    )


def _what_to_do(view: Any) -> rx.Component:
    ways = (("/ask", _("Ask for proof")), ("/apart", _("Keep apart: new EIN")), ("/refuse", _("Refuse")))
    return rx.el.section(
        rx.el.h2(_("Suggestion")),
        rx.el.p(view.advice, class_name="big"),
        rx.el.div(
            *[
                rx.el.a(words, href=claim_path(view.reference, end), class_name="button secondary")
                for end, words in ways
            ],
            class_name="actions",
        ),
        class_name="notice",
    )


def _outcome(view: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Decided")),
        rx.el.dl(
            row(_("Outcome"), view.status),
            row(_("When and by whom"), view.decided),
            rx.cond(view.ein != "", row(_("EIN"), rx.el.span(view.ein, class_name="fact"))),
            rx.cond(view.reason != "", row(_("Why"), rx.el.span(view.reason, class_name="as-typed"))),
            class_name="summary",
        ),
        class_name="card",
    )


def _stated(view: Any) -> rx.Component:
    ssn = rx.el.a(_("Show the SSN that was stated"), href=claim_path(view.reference, "/ssn"))
    return rx.el.section(
        rx.el.h2(_("What was stated")),
        rx.el.dl(
            row(_("Name"), view.name),
            row(_("Date of Birth"), view.date_of_birth),
            row(_("Email"), view.email),
            row(_("Account"), view.account),
            row(_("Asked on"), view.opened),
            row(_("Answer by"), view.due),
            row(_("SSN"), if_may(Duty.SHOW_SSN, ssn)),
            class_name="summary",
        ),
        class_name="card",
    )


def _proof(state: Any) -> rx.Component:
    view = state.view
    return rx.cond(
        view.proofs.length() > 0,
        rx.el.section(
            rx.el.h2(_("Proof")),
            item_list(view.proofs),
            rx.cond(
                view.is_open,
                rx.el.div(rx.foreach(view.proofs, lambda one: _came(state, one)), class_name="actions"),
            ),
            class_name="card",
        ),
    )


def _came(state: Any, one: Any) -> rx.Component:
    button = rx.el.button(
        _("It came by post"),
        ": ",
        one.name,
        type="button",
        on_click=state.receive(one.reference).throttle(fields.DOUBLE_PRESS_MS),
        class_name="button secondary",
    )
    return rx.cond(one.can_receive, button)


def _candidates(view: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Records it may be about")),
        rx.cond(
            view.candidates.length() > 0,
            rx.el.div(rx.foreach(view.candidates, lambda one: _candidate(view, one)), class_name="candidates"),
            rx.el.p(_("None: no record shares the SSN, or the birth date and name."), class_name="hint"),
        ),
    )


def _candidate(view: Any, one: rx.Var[CandidateView]) -> rx.Component:
    taken = rx.el.p(_("Has an account since {day}.").format(day=one.account_since), class_name="badge warn")
    twin = rx.el.p(_("Likely twins: two people"), class_name="badge bad")
    link = rx.el.a(
        _("Link to this record"),
        rx.el.span(": ", one.ein, class_name="visually-hidden"),
        href=claim_path(view.reference, "/link/") + one.ein,
        # Where something speaks against it, it must not look like the way to go.
        class_name=rx.cond(one.needs_reason, "button secondary", "button"),
    )
    return rx.el.article(
        rx.el.div(
            rx.el.h3(one.name),
            rx.el.span(_("EIN"), " ", rx.el.span(one.ein, class_name="fact")),
            class_name="section-head",
        ),
        rx.cond(one.has_twin, twin),
        rx.cond(one.account_since != "", taken),
        comparison(one.facts),
        rx.el.h4(_("Certificates")),
        rx.cond(
            one.certificates.length() > 0,
            rx.el.ul(rx.foreach(one.certificates, rx.el.li), class_name="plain-list"),
            rx.el.p(_("None on record."), class_name="hint"),
        ),
        rx.cond(view.is_open & (one.advice != view.advice), rx.el.p(one.advice)),
        rx.cond(one.can_link, rx.el.p(link)),
        class_name="card candidate",
    )


def _add(state: Any) -> rx.Component:
    """The summary of errors stands above everything."""
    return rx.el.form(
        fields.text_field(
            state,
            "ein",
            _("Compare another record"),
            hint=_("Its EIN. The record is put beside the others, for your colleagues too."),
            input_mode="numeric",
            auto_complete="off",
            max_length=20,
        ),
        fields.submit_button(state, _("Compare"), look="secondary"),
        on_submit=state.add.throttle(fields.DOUBLE_PRESS_MS),
        reset_on_submit=False,
        no_validate=True,
        class_name="form aside",
    )
