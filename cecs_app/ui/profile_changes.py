"""/profile/contact, /profile/last-name, /profile/email: one thing a page, then back to the profile."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import profile, proving
from cecs_app.services.profile import Contact
from cecs_app.ui.components import fields
from cecs_app.ui.components.contact import contact_fields, typed_contact
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.profile import ProfileState
from cecs_app.ui.visiting import Screen, call, go


class Change(Screen, rx.State, mixin=True):
    """What the three pages share: the way back, with a word of what was saved."""

    async def _back(self, notice: str) -> Any:
        (await self.get_state(ProfileState))._next_notice = notice
        return go("/profile")


class ContactState(Change, rx.State):
    contact: Contact = Contact()

    @visit(Stage.SIGNED_IN)
    async def load(self, who: Visitor) -> None:
        self.contact = (await call(profile.get_profile, who.account_id)).contact

    @act(Stage.SIGNED_IN)
    async def submit(self, who: Visitor, form: dict[str, Any]) -> Any:
        await call(profile.change_contact, who.account_id, typed_contact(form))
        return await self._back(_("Your contact details are saved."))


class LastNameState(Change, rx.State):
    last_name: str = ""

    @visit(Stage.SIGNED_IN)
    async def load(self, who: Visitor) -> None:
        self.last_name = (await call(profile.get_profile, who.account_id)).last_name

    @act(Stage.SIGNED_IN)
    async def submit(self, who: Visitor, form: dict[str, Any]) -> Any:
        await call(profile.change_last_name, who.account_id, text(form, "last_name"))
        return await self._back(_("Your last name is changed."))


class EmailState(Change, rx.State):
    email: str = ""

    @visit(Stage.SIGNED_IN)
    async def load(self, who: Visitor) -> None:
        await call(proving.check_fresh, who, "/profile/email")
        self.email = (await call(profile.get_profile, who.account_id)).email

    @act(Stage.SIGNED_IN)
    async def submit(self, who: Visitor, form: dict[str, Any]) -> Any:
        await call(proving.check_fresh, who, "/profile/email")
        await call(profile.ask_email_change, who.account_id, text(form, "email"))
        return await self._back(_("We mailed a link to the new address. Open it within 24 hours to confirm."))


def contact_page() -> rx.Component:
    state = ContactState
    return page(
        _("Contact details"),
        loaded(
            fields.form(
                state,
                state.submit,
                *contact_fields(state, state.contact, optional=True),
                fields.submit_button(state, _("Save")),
            ),
        ),
        back="/profile",
    )


def last_name_page() -> rx.Component:
    state = LastNameState
    return page(
        _("Change your last name"),
        loaded(
            rx.el.p(_("Your record keeps the old one as a former last name, so that it can still be found.")),
            fields.form(
                state,
                state.submit,
                fields.text_field(
                    state,
                    "last_name",
                    _("Last Name"),
                    auto_complete="family-name",
                    default_value=state.last_name,
                    key=state.last_name,
                ),
                fields.submit_button(state, _("Save")),
            ),
            rx.el.p(
                _("First name and date of birth can't be changed online: ask the Bureau."),
                class_name="hint after-form",
            ),
        ),
        back="/profile",
    )


def email_page() -> rx.Component:
    state = EmailState
    return page(
        _("Change your email address"),
        loaded(
            rx.el.p(_("Now we write to") + " ", rx.el.strong(state.email), ". ", _("It stays so until you confirm.")),
            fields.form(
                state,
                state.submit,
                fields.email_field(
                    state,
                    "email",
                    _("New email address"),
                    hint=_("We mail a link to it, to be sure that you can read there."),
                ),
                fields.submit_button(state, _("Mail me the link")),
            ),
        ),
        back="/profile",
    )
