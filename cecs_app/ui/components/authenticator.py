"""An authenticator to scan: the secret is in the picture alone, which the browser fetches with the cookie."""

import reflex as rx

from cecs_app import wiring
from cecs_app.language import _


def authenticator_card(where: str) -> rx.Component:
    """`where` are the two endpoints that show it, without their endings."""
    start = wiring.deps().settings.endpoints.rstrip("/") + where
    key = rx.el.a(
        _("Can't scan it? Open the key as text"),
        href=f"{start}.txt",
        target="_blank",
        custom_attrs={"reloadDocument": True},
    )
    return rx.el.div(
        rx.el.img(
            src=f"{start}.svg",
            alt=_("QR code that adds this login to your authenticator app"),
            class_name="authenticator-code",
        ),
        rx.el.div(
            rx.el.p(_("Any app for codes of six digits will do. Show the code to nobody and keep no picture of it.")),
            rx.el.p(key),
        ),
        class_name="card authenticator",
    )
