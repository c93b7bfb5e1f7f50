"""/desk/login: Username, Password and Code."""

from typing import Any

import reflex as rx

from cecs_app import wiring
from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import native_form
from cecs_app.ui.components.login_fields import code_field, username_field, why_ended, why_here
from cecs_app.ui.desk.frame import desk_page
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, flash, path


class DeskLoginState(Screen, rx.State):
    username: str = ""
    """What was typed before a failed try."""
    ended: str = ""

    @visit(Stage.ANYONE)
    async def load(self, _who: Visitor | None) -> Any:
        note = await flash(self, "/desk/login")
        self.username = note.get("username", "")
        self.ended = why_ended(self)
        return self._show_note(note)


def desk_login_page() -> rx.Component:
    state = DeskLoginState
    return desk_page(
        _("Log in to the desk"),
        why_here(state.ended, wiring.deps().settings.staff_idle_minutes, _("What you had saved is kept.")),
        fields.error_summary(state),
        native_form(
            "/desk/session/sign-in",
            username_field(state),
            fields.password_field(state, "password", _("Password"), auto_complete="current-password"),
            code_field(state),
            rx.el.button(_("Log in"), type="submit", class_name="button"),
            class_name="form",
        ),
        rx.el.ul(
            rx.el.li(rx.el.a(_("I have a setup code"), href=path("/desk/setup"))),
            rx.el.li(_("Forgotten your password, or a new phone? Ask whoever keeps the accounts for a setup code.")),
            class_name="plain-list",
        ),
        wide=False,
    )
