"""/desk/claims/<reference>/link/<EIN>, /apart, /refuse, /ask: one act a page, told before it is done."""

from dataclasses import replace
from typing import Any

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import claim, claim_proof, settle_claim
from cecs_app.services.desk.ask import AskView
from cecs_app.services.desk.claim import CandidateView, ClaimView
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.desk.acting import reason_field
from cecs_app.ui.desk.ask import day_of, wanted_fields, wanted_of
from cecs_app.ui.desk.claim_parts import ClaimScreen, act_page, claim_act, claim_path, comparison
from cecs_app.ui.desk.frame import desk_page
from cecs_app.ui.form_data import is_checked, text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, route_text


class LinkClaimState(ClaimScreen, rx.State):
    record: CandidateView = CandidateView()

    @visit(Duty.SETTLE_CLAIMS)
    async def load(self, clerk: Clerk) -> None:
        self.view, self.record = ClaimView(), CandidateView()
        ein = route_text(self, "candidate")
        self.view, self.record = await call(claim.show_candidate, clerk, self._reference, ein)

    @act(Duty.SETTLE_CLAIMS)
    async def submit(self, clerk: Clerk, form_data: dict[str, Any]) -> Any:
        ein = route_text(self, "candidate")
        asked = replace(self._act(form_data), keeps_name=is_checked(form_data, "keeps_name"))
        await call(settle_claim.link, clerk, asked, ein)
        return go(claim_path(self._reference), replace=True)


class Settling(ClaimScreen, mixin=True):
    """A page that needs the claim alone."""

    async def _show(self, clerk: Clerk) -> None:
        self.view = ClaimView()
        self.view = await call(claim.show, clerk, self._reference)


class KeepApartState(Settling, rx.State):
    @visit(Duty.SETTLE_CLAIMS)
    async def load(self, clerk: Clerk) -> None:
        await self._show(clerk)

    @act(Duty.SETTLE_CLAIMS)
    async def submit(self, clerk: Clerk, form_data: dict[str, Any]) -> Any:
        await call(settle_claim.keep_apart, clerk, self._act(form_data))
        return go(claim_path(self._reference), replace=True)


class RefuseClaimState(Settling, rx.State):
    @visit(Duty.SETTLE_CLAIMS)
    async def load(self, clerk: Clerk) -> None:
        await self._show(clerk)

    @act(Duty.SETTLE_CLAIMS)
    async def submit(self, clerk: Clerk, form_data: dict[str, Any]) -> Any:
        await call(settle_claim.refuse, clerk, self._act(form_data))
        return go(claim_path(self._reference), replace=True)


class AskProofState(Screen, rx.State):
    view: AskView = AskView()
    _seen: str = ""

    @visit(Duty.SETTLE_CLAIMS)
    async def load(self, clerk: Clerk) -> None:
        self.view, self._seen = AskView(), ""
        self.view, self._seen = await call(claim_proof.show, clerk, route_text(self, "reference"))

    @act(Duty.SETTLE_CLAIMS)
    async def submit(self, clerk: Clerk, form_data: dict[str, Any]) -> Any:
        reference = route_text(self, "reference")
        asked = settle_claim.Act(reference, self._seen)
        wanted, due_on = wanted_of(form_data), day_of(text(form_data, "due_on"))
        await call(claim_proof.ask_proof, clerk, asked, wanted, due_on)
        return go(claim_path(reference), replace=True)


def link_page() -> rx.Component:
    state = LinkClaimState
    record = state.record
    must = _("Something speaks against it, so write what convinced you. It is kept.")
    may = _("It is kept with the decision. The educator does not read it.")
    return act_page(
        state,
        _("Link the account to this record?"),
        rx.el.h2(record.name, " · ", rx.el.span(_("EIN"), " ", record.ein, class_name="fact")),
        comparison(record.facts),
        rx.el.p(record.advice, class_name="notice aside"),
        rx.el.h2(_("What happens")),
        rx.el.ul(
            rx.el.li(_("The account is tied to this record, and the educator is mailed the EIN.")),
            rx.foreach(record.changes, rx.el.li),
            class_name="rules",
        ),
        rx.cond(
            record.can_link,
            claim_act(
                state,
                _("Link to this record"),
                rx.cond(
                    record.renames,
                    fields.checkbox(
                        state, "keeps_name", _("Keep the last name on record: the stated one is a slip of the finger")
                    ),
                ),
                rx.cond(
                    record.needs_reason,
                    reason_field(state, _("Why it is the right record all the same"), hint=must),
                    reason_field(state, _("Note (optional)"), hint=may),
                ),
            ),
            rx.el.p(_("This record can't be linked."), class_name="notice warn"),
        ),
    )


def keep_apart_page() -> rx.Component:
    state = KeepApartState
    return act_page(
        state,
        _("Give a new EIN?"),
        rx.el.ul(
            rx.el.li(_("A new record is made of what was stated, and the educator is mailed its EIN.")),
            rx.el.li(_("The records you compared it with stay as they are.")),
            rx.el.li(_("Whoever is one of them after all will have two records: compare well first.")),
            class_name="rules",
        ),
        claim_act(
            state,
            _("Give a new EIN"),
            reason_field(
                state, _("Why it is none of them"), hint=_("For your colleagues. The educator does not read it.")
            ),
        ),
    )


def refuse_page() -> rx.Component:
    state = RefuseClaimState
    return act_page(
        state,
        _("Refuse this claim?"),
        rx.el.ul(
            rx.el.li(_("No record is given now. The educator is mailed your reason and may register again.")),
            rx.el.li(_("Is something missing? Then ask for proof instead.")),
            class_name="rules",
        ),
        claim_act(
            state,
            _("Refuse it"),
            reason_field(
                state,
                _("Why it is refused"),
                hint=_("The educator reads this. Say what can be done, and nothing of what a record holds."),
            ),
            look="danger",
        ),
    )


def ask_proof_page() -> rx.Component:
    state = AskProofState
    reference = state.view.reference
    return desk_page(
        _("Ask for proof"),
        loaded(
            fields.error_summary(state),
            rx.cond(
                reference != "",
                rx.el.div(
                    rx.el.p(_("Claim"), " ", rx.el.span(reference, class_name="fact"), class_name="hint"),
                    rx.el.p(
                        _("The educator is mailed what to send and how: as a file, or by post. The claim stays open.")
                    ),
                    claim_act(state, _("Ask for it"), *wanted_fields(state)),
                    class_name="ask",
                ),
            ),
        ),
        back=claim_path(state.reference),
        wide=False,
    )
