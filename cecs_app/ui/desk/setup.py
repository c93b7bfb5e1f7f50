"""/desk/setup: a setup code lets a new member of the staff make her password and her authenticator."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.ui.components import fields
from cecs_app.ui.components.authenticator import authenticator_card
from cecs_app.ui.components.frame import loaded, native_form
from cecs_app.ui.components.login_fields import code_field, username_field
from cecs_app.ui.desk.frame import desk_page
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, clerk_of, flash, path


class DeskSetupState(Screen, rx.State):
    username: str = ""
    """What was typed before a failed try, then whose setup it is."""
    has_begun: bool = False

    @visit(Stage.ANYONE)
    async def load(self, _who: Visitor | None) -> Any:
        note = await flash(self, "/desk/setup")
        clerk = await clerk_of(self, is_working=False)
        self.has_begun = clerk is not None and clerk.is_new
        self.username = clerk.username if clerk and clerk.is_new else note.get("username", "")
        return self._show_note(note)


def desk_setup_page() -> rx.Component:
    state = DeskSetupState
    return desk_page(
        _("Set up your login"),
        loaded(fields.error_summary(state), rx.cond(state.has_begun, _make(state), _begin(state))),
        wide=False,
        back=path("/desk/login"),
    )


def _begin(state: Any) -> rx.Component:
    return rx.fragment(
        rx.el.p(
            _("You need the username and the setup code that you were given, and a phone or computer with an "),
            _("authenticator app. It takes about three minutes."),
            class_name="lead",
        ),
        native_form(
            "/desk/session/setup",
            username_field(state),
            fields.password_field(
                state,
                "setup_code",
                _("Setup code"),
                hint=_("Like abcd-efgh-jkmn-pqrs. It works for 24 hours."),
                auto_complete="off",
            ),
            rx.el.button(_("Begin"), type="submit", class_name="button"),
            class_name="form",
        ),
    )


def _make(state: Any) -> rx.Component:
    return rx.fragment(
        rx.el.h2(_("1. Scan this with your authenticator")),
        authenticator_card("/desk/session/authenticator"),
        rx.el.h2(_("2. Choose a password and try the authenticator")),
        rx.el.ul(
            rx.el.li(_("At least 15 characters. Blanks are allowed, and so is any sign.")),
            rx.el.li(_("A few unrelated words are strong and easy to remember.")),
            rx.el.li(_("Leave out your name, your username and your email address.")),
            class_name="rules",
        ),
        native_form(
            "/desk/session/finish-setup",
            # For password managers: this is whose password it is.
            rx.el.input(
                type="text",
                name="username",
                value=state.username,
                auto_complete="username",
                read_only=True,
                hidden=True,
            ),
            fields.password_field(state, "new_password", _("New Password"), auto_complete="new-password"),
            fields.password_field(state, "confirm_password", _("Confirm New Password"), auto_complete="new-password"),
            code_field(state),
            rx.el.button(_("Save and log in"), type="submit", class_name="button"),
            class_name="form",
        ),
    )
