"""/login: Username, Password, "Login"."""

from typing import Any

import reflex as rx

from cecs_app import wiring
from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import native_form, page
from cecs_app.ui.components.login_fields import username_field, why_ended, why_here
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, flash, path


class SignInState(Screen, rx.State):
    username: str = ""
    """What was typed before a failed try: the endpoint's note brings it back."""
    ended: str = ""

    @visit(Stage.ANYONE)
    async def load(self, _who: Visitor | None) -> Any:
        note = await flash(self, "/login")
        self.username = note.get("username", "")
        self.ended = why_ended(self)
        return self._show_note(note)


def sign_in_page() -> rx.Component:
    state = SignInState
    return page(
        _("Login to the CECS"),
        why_here(
            state.ended,
            wiring.deps().settings.session_idle_minutes,
            _("What you had saved, or typed in an application, is kept."),
        ),
        fields.error_summary(state),
        native_form(
            "/session/sign-in",
            username_field(
                state,
                hint=_("The one we mailed to you. It is not your email address and not your EIN."),
            ),
            fields.password_field(
                state,
                "password",
                _("Password"),
                hint=_("First time here? Paste the temporary password from the second email."),
                auto_complete="current-password",
            ),
            rx.el.button(_("Login"), type="submit", class_name="button"),
            class_name="form",
        ),
        rx.el.ul(
            rx.el.li(rx.el.a(_("Forgot Username"), href=path("/forgot-username"))),
            rx.el.li(rx.el.a(_("Forgot Password"), href=path("/forgot-password"))),
            rx.el.li(rx.el.a(_("Create an Account on the C.E.C.S."), href=path("/create-account"))),
            class_name="plain-list",
        ),
    )
