"""/register: SSN, names, birth date and email find the educator's existing EIN."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.identity import Typed
from cecs_app.language import _
from cecs_app.services import register
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.proof import PATH as PROOF
from cecs_app.ui.proof import proof_link
from cecs_app.ui.visiting import Screen, call, path

OUTCOME_ID = "outcome"


class RegisterState(Screen, rx.State):
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    ein: str = ""
    claim_reference: str = ""
    claim_due: str = ""
    proof_due: str = ""
    has_proof: bool = False
    refused: str = ""

    @visit(Stage.SIGNED_IN)
    async def load(self, who: Visitor) -> None:
        self._take(await call(register.show, who.account_id))

    @act(Stage.SIGNED_IN)
    async def submit(self, who: Visitor, form_data: dict[str, Any]) -> Any:
        self._take(await call(register.register, who.account_id, _typed(form_data)))
        return rx.set_focus(OUTCOME_ID)

    def _take(self, view: register.RegisterView) -> None:
        form = view.form
        self.first_name, self.last_name, self.email = form.first_name, form.last_name, form.email
        self.ein, self.claim_reference, self.claim_due = view.ein, view.reference, view.due_on
        self.proof_due, self.has_proof, self.refused = view.proof_due, view.has_proof, view.refused


def _typed(form: object) -> Typed:
    return Typed(
        ssn=text(form, "ssn"),
        first_name=text(form, "first_name"),
        last_name=text(form, "last_name"),
        month=text(form, "date_of_birth_month"),
        day=text(form, "date_of_birth_day"),
        year=text(form, "date_of_birth_year"),
        email=text(form, "email"),
    )


def register_page() -> rx.Component:
    state = RegisterState
    asked = rx.fragment(
        rx.cond(state.claim_reference != "", _claim(state)),
        rx.cond(state.refused != "", _refused(state)),
        _form(state),
    )
    return page(
        _("Find your certification record"),
        loaded(rx.cond(state.ein != "", _found(state), asked)),
    )


def _found(state: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(_("Your account is tied to your certification record."), class_name="notice good", role="status"),
        rx.el.p(_("Your Educator Identification Number (EIN)")),
        rx.el.p(state.ein, class_name="fact"),
        rx.el.p(_("We have mailed it to you as well. Keep it.")),
        rx.el.a(_("Continue"), href=path("/acknowledge"), class_name="button"),
        id=OUTCOME_ID,
        tab_index=-1,
    )


def _claim(state: Any) -> rx.Component:
    """Who acts next: she, while something is asked of her; else the Bureau, by the promised day."""
    due = _("Somebody at the Bureau will find your record. You hear from us by {due}.").format(due=state.claim_due)
    send = _("Send what we asked for by {due}. Then a person at the Bureau goes on.").format(due=state.proof_due)
    mend = _("Something typed wrong? Correct it below and register again. Your place is kept.")
    return rx.el.section(
        rx.cond(
            state.proof_due != "",
            rx.fragment(rx.el.h2(_("We need something from you")), rx.el.p(send)),
            rx.fragment(rx.el.h2(_("A person is looking at it")), rx.el.p(due)),
        ),
        rx.el.p(_("Reference"), ": ", rx.el.span(state.claim_reference, class_name="fact")),
        proof_link(state.proof_due != ""),
        rx.cond(
            state.has_proof & (state.proof_due == ""),
            rx.el.p(rx.el.a(_("See what you sent"), href=path(PROOF))),
        ),
        rx.el.p(mend),
        class_name=rx.cond(state.proof_due != "", "notice warn", "notice"),
        role="status",
        id=OUTCOME_ID,
        tab_index=-1,
    )


def _refused(state: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("We could not tie your account to a record")),
        rx.el.p(_("A person at the Bureau looked at it. The reason:")),
        rx.el.p(state.refused, class_name="as-typed"),
        rx.el.p(_("You can register again below. Check the SSN and the date of birth first.")),
        class_name="notice warn",
        role="status",
    )


def _form(state: Any) -> rx.Component:
    return fields.form(
        state,
        state.submit,
        fields.text_field(
            state,
            "ssn",
            _("SSN"),
            hint=_("Nine digits, with or without hyphens. It is used to find your record."),
            input_mode="numeric",
            auto_complete="off",
            max_length=20,
        ),
        rx.el.p(rx.el.a(_("How we protect your SSN"), href=path("/privacy"))),
        fields.text_field(
            state, "first_name", _("First Name"), auto_complete="given-name", default_value=state.first_name
        ),
        fields.text_field(
            state, "last_name", _("Last Name"), auto_complete="family-name", default_value=state.last_name
        ),
        fields.date_fields(state, "date_of_birth", _("Date of Birth"), hint=_("For example 4 27 1985.")),
        fields.text_field(state, "email", _("Email"), type="email", auto_complete="email", default_value=state.email),
        fields.submit_button(state, _("Register")),
    )
