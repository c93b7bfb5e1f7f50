"""/profile: what the account holds, each part with a link to the page that changes it."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import profile
from cecs_app.services.profile import Contact, ProfileView
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call, path

NOTHING_YET = ProfileView("", "", "", "", "", "", Contact())


class ProfileState(Screen, rx.State):
    profile: ProfileView = NOTHING_YET
    notice: str = ""
    _next_notice: str = ""
    """Left by the page that changed something, shown once when she comes back here."""

    @visit(Stage.SIGNED_IN)
    async def load(self, who: Visitor) -> None:
        self.notice, self._next_notice = self._next_notice, ""
        self.profile = await call(profile.get_profile, who.account_id)


def profile_page() -> rx.Component:
    shown = ProfileState.profile
    return page(
        _("Profile"),
        loaded(
            rx.cond(
                ProfileState.notice != "",
                rx.el.p(ProfileState.notice, role="status", class_name="notice good"),
            ),
            _identity(shown),
            _contact(shown),
            rx.el.h2(_("Sign-in and security")),
            rx.el.p(rx.el.a(_("Password, second step, and where you are logged in"), href=path("/profile/security"))),
            rx.el.h2(_("Privacy")),
            rx.el.p(rx.el.a(_("Who has looked at your Social Security Number"), href=path("/profile/ssn-log"))),
        ),
    )


def _identity(shown: Any) -> rx.Component:
    ein = rx.cond(
        shown.ein != "",
        rx.el.span(shown.ein, class_name="fact"),
        rx.el.a(_("Register to get it"), href=path("/register")),
    )
    return rx.fragment(
        rx.el.dl(
            _row(_("CECS Username"), rx.el.span(shown.username, class_name="fact")),
            _row(_("EIN"), ein),
            _row(_("First Name"), shown.first_name),
            _row(_("Last Name"), shown.last_name, change=(_("Change your last name"), "/profile/last-name")),
            _row(
                _("Email Address"),
                shown.email,
                rx.cond(shown.waiting_email != "", _waiting(shown.waiting_email)),
                change=(_("Change your email address"), "/profile/email"),
            ),
            class_name="summary with-change",
        ),
        rx.el.p(
            _("First name and date of birth can't be changed online. Write to the Bureau of Educator Standards and "),
            _("Certification, with a copy of the document that shows the change."),
            class_name="hint",
        ),
    )


def _waiting(email: Any) -> rx.Component:
    return rx.el.p(
        _("{email} waits to be confirmed: open the link we mailed to it.").format(email=email), class_name="hint"
    )


def _contact(shown: Any) -> rx.Component:
    contact = shown.contact
    has_address = contact.address_line != ""
    return rx.fragment(
        rx.el.h2(_("Contact details")),
        rx.el.dl(
            _row(_("Phone"), rx.cond(contact.phone != "", contact.phone, _("None given"))),
            _row(
                _("Mailing address"),
                rx.cond(
                    has_address,
                    rx.fragment(
                        rx.el.span(contact.address_line, class_name="address-line"),
                        rx.el.span(f"{contact.city}, {contact.state} {contact.zip_code}", class_name="address-line"),
                    ),
                    _("None given"),
                ),
                change=(_("Change your contact details"), "/profile/contact"),
            ),
            class_name="summary with-change",
        ),
    )


def _row(label: str, *value: Any, change: tuple[str, str] | None = None) -> rx.Component:
    """`change`: the full words of the link, read aloud in place of a bare "Change", and where it leads."""
    link = rx.el.a(_("Change"), href=path(change[1]), aria_label=change[0]) if change else rx.fragment()
    return rx.el.div(rx.el.dt(label), rx.el.dd(*value), rx.el.dd(link, class_name="change"))
