"""Forms that ask the browser for a passkey; assets/passkeys.js does it, and shows them where a browser can."""

from typing import Any

import reflex as rx

from cecs_app import wiring
from cecs_app.language import _
from cecs_app.ui.components.frame import native_form

NEEDS_PASSKEYS = "needs-passkeys"
"""The class of what is shown only where passkeys work."""
LACKS_PASSKEYS = "lacks-passkeys"
"""And of what is shown elsewhere."""


def passkey_form(action: str, asks: str, *children: rx.Component, button: str, **props: Any) -> rx.Component:
    """`asks` is the endpoint that gives what the browser needs; `action` takes what it made of it."""
    return rx.fragment(
        rx.el.script(src="/passkeys.js", custom_attrs={"async": True}),
        native_form(
            action,
            rx.el.input(type="hidden", name="passkey"),
            *children,
            rx.el.p(
                role="alert",
                class_name="field-error",
                custom_attrs={
                    "data-said": "",
                    "data-nothing": _("Nothing came from your passkey. Press the button again, or use another way."),
                    "data-there": _("This device has a passkey for your account already."),
                },
            ),
            rx.el.button(
                button,
                type="submit",
                class_name="button",
            ),
            custom_attrs={"data-passkey": wiring.deps().settings.endpoints.rstrip("/") + asks},
            **props,
        ),
    )
