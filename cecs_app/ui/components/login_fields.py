"""What the two logins ask alike: the educators' and the desk's."""

from typing import Any

import reflex as rx

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
