"""/new-password: forced after a temporary password; also how a personal password is changed."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import passwords
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, native_form, page
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, flash


class NewPasswordState(Screen, rx.State):
    strength: int = -1
    is_temporary: bool = True
    """zxcvbn's 0 to 4, or -1 while nothing was typed. The password itself never becomes a var."""

    @visit(Stage.TEMPORARY)
    async def load(self, who: Visitor) -> Any:
        self.strength, self.is_temporary = -1, who.stage == Stage.TEMPORARY
        return self._show_note(await flash(self, "/new-password"))

    @act(Stage.TEMPORARY)
    async def measure(self, who: Visitor, candidate: str) -> None:
        typed = candidate if isinstance(candidate, str) else ""
        self.strength = await call(passwords.measure, who.account_id, typed) if typed else -1


def new_password_page() -> rx.Component:
    state = NewPasswordState
    return page(
        rx.cond(state.is_temporary, _("Make your personal password"), _("Change your password")),
        loaded(
            rx.el.ul(
                rx.el.li(_("At least 15 characters. Blanks are allowed, and so is any sign.")),
                rx.el.li(_("A few unrelated words are strong and easy to remember.")),
                rx.el.li(_("Leave out your name, your username and your email address.")),
                class_name="rules",
            ),
            fields.error_summary(state),
            native_form(
                "/session/new-password",
                rx.cond(
                    state.is_temporary,
                    _old_password(state, _("Temporary (Old) Password"), _("Paste it from the second email.")),
                    _old_password(state, _("Old Password"), ""),
                ),
                fields.password_field(
                    state,
                    "new_password",
                    _("New Password"),
                    auto_complete="new-password",
                    on_change=state.measure.debounce(300),
                ),
                _meter(state),
                fields.password_field(
                    state, "confirm_password", _("Confirm New Password"), auto_complete="new-password"
                ),
                rx.el.button(_("Save and Continue"), type="submit", class_name="button"),
                class_name="form",
            ),
            rx.el.p(_("Saving ends every other login of yours."), class_name="hint"),
        ),
    )


def _old_password(state: Any, label: str, hint: str) -> rx.Component:
    return fields.password_field(state, "old_password", label, hint=hint, auto_complete="current-password")


def _meter(state: Any) -> rx.Component:
    words = rx.match(
        state.strength,
        (0, _("Very easy to guess")),
        (1, _("Easy to guess")),
        (2, _("Not strong enough yet")),
        (3, _("Strong")),
        (4, _("Very strong")),
        "",
    )
    return rx.el.div(
        rx.el.div(class_name=f"meter strength-{state.strength}", aria_hidden="true"),
        rx.el.p(words, role="status", class_name="hint"),
        class_name="strength",
    )
