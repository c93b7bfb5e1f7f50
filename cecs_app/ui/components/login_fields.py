"""What the login screens share: the educators' and the desk's."""

from typing import Any

import reflex as rx
from reflex.state import BaseState

from cecs_app.language import _
from cecs_app.ui.components.fields import text_field


def username_field(state: Any, *, hint: str = "") -> rx.Component:
    """Of a login. `state.username` is what was typed before a failed try."""
    return text_field(
        state,
        "username",
        _("Username"),
        hint=hint,
        auto_complete="username",
        auto_capitalize="none",
        spell_check=False,
        default_value=state.username,
        key=state.username,
    )


def code_field(state: Any, name: str = "code", label: str = "") -> rx.Component:
    """Six digits that hold for half a minute."""
    return text_field(
        state,
        name,
        label or _("Code"),
        hint=_("Six digits from your authenticator. Each works once."),
        auto_complete="one-time-code",
        input_mode="numeric",
        max_length=7,
        class_name="one-time-code",
    )


def why_ended(state: BaseState) -> str:
    """Why she is here again, as the address has it: "idle", "signed-out" or nothing."""
    asked = state.router.url.query_parameters
    return next((why for why in ("idle", "signed-out") if why in asked), "")


def why_here(ended: Any, idle_minutes: int, kept: str) -> rx.Component:
    """`ended` is a var with what `why_ended` gave; `kept` says what is not lost."""
    idle = _("You were logged out, because nothing was done for {minutes} minutes.").format(minutes=idle_minutes)
    return rx.match(
        ended,
        ("idle", rx.el.p(idle, " ", kept, class_name="notice warn", role="status")),
        ("signed-out", rx.el.p(_("You are logged out."), class_name="notice", role="status")),
        rx.fragment(),
    )
