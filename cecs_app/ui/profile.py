"""/profile: username, EIN and names; contact details and the last name can be changed here."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.account import Contact
from cecs_app.language import _
from cecs_app.services import profile
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, path


class ProfileState(Screen, rx.State):
    facts: list[tuple[str, str]] = []
    last_name: str = ""
    contact: Contact = Contact()
    saved: str = ""

    @visit(Stage.SIGNED_IN)
    async def load(self, who: Visitor) -> None:
        self.saved = ""
        await self._fill(who)

    @act(Stage.SIGNED_IN)
    async def save_contact(self, who: Visitor, form_data: dict[str, Any]) -> None:
        self.saved = ""
        names = ("phone", "address_line", "city", "state", "zip_code")
        await call(profile.change_contact, who.account_id, Contact(*[text(form_data, one) for one in names]))
        await self._fill(who)
        self.saved = _("Your contact details are saved.")

    @act(Stage.SIGNED_IN)
    async def save_last_name(self, who: Visitor, form_data: dict[str, Any]) -> None:
        self.saved = ""
        await call(profile.change_last_name, who.account_id, text(form_data, "last_name"))
        await self._fill(who)
        self.saved = _("Your last name is changed. The record keeps your former one.")

    async def _fill(self, who: Visitor) -> None:
        view = await call(profile.get_profile, who.account_id)
        self.last_name, self.contact = view.last_name, view.contact
        self.facts = [
            (_("Username"), view.username),
            (_("Educator Identification Number (EIN)"), view.ein or _("Not registered yet")),
            (_("First Name"), view.first_name),
            (_("Last Name"), view.last_name),
            (_("Email Address"), view.email),
        ]


def profile_page() -> rx.Component:
    state = ProfileState
    return page(
        _("Your profile"),
        loaded(
            rx.cond(state.saved, rx.el.p(state.saved, class_name="notice good", role="status")),
            rx.el.dl(rx.foreach(state.facts, _fact), class_name="summary"),
            rx.el.p(_("First name or date of birth wrong? Only the Bureau can change them: write to it.")),
            rx.el.p(rx.el.a(_("Change your password"), href=path("/new-password"))),
            rx.el.h2(_("Contact details")),
            fields.form(state, state.save_contact, *_contact_fields(state)),
            rx.el.h2(_("Last name")),
            _last_name_form(state),
        ),
    )


def _fact(fact: Any) -> rx.Component:
    return rx.el.div(rx.el.dt(fact[0]), rx.el.dd(fact[1]))


def _contact_fields(state: Any) -> list[rx.Component]:
    parts = [
        ("phone", _("Phone"), "tel"),
        ("address_line", _("Mailing address"), "street-address"),
        ("city", _("City"), "address-level2"),
        ("state", _("State, two letters"), "address-level1"),
        ("zip_code", _("ZIP code"), "postal-code"),
    ]
    return [
        *[
            fields.text_field(
                state, name, label, optional=True, auto_complete=fill, default_value=getattr(state.contact, name)
            )
            for name, label, fill in parts
        ],
        fields.submit_button(state, _("Save contact details")),
    ]


def _last_name_form(state: Any) -> rx.Component:
    return rx.el.form(
        fields.text_field(
            state, "last_name", _("Last Name"), auto_complete="family-name", default_value=state.last_name
        ),
        fields.submit_button(state, _("Change last name")),
        on_submit=state.save_last_name.throttle(1000),
        no_validate=True,
        class_name="form",
    )
