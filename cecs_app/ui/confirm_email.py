"""/confirm-email: where the link to a new address leads. A button confirms, since mail scanners open links too."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import profile
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, path

LONGEST_TOKEN = 100


class ConfirmEmailState(Screen, rx.State):
    email: str = ""
    """The address to confirm; empty when the link has ended."""
    is_done: bool = False
    _token: str = ""
    """Taken out of the address bar at once: from here on it stays on the server."""

    @visit(Stage.ANYONE)
    async def load(self, _who: Visitor | None) -> Any:
        token = self.router.url.fragment[:LONGEST_TOKEN]
        if token:
            self._token = token
        self.is_done = False
        waiting: str | None = await call(profile.find_waiting_email, self._token)
        self.email = waiting or ""
        return go("/confirm-email", replace=True) if token else None

    @act(Stage.ANYONE)
    async def confirm(self, _who: Visitor | None) -> Any:
        await call(profile.confirm_email, self._token)
        self._token = ""
        self.is_done = True
        return rx.set_focus("done")


def confirm_email_page() -> rx.Component:
    state = ConfirmEmailState
    return page(
        _("Confirm your email address"),
        loaded(
            fields.error_summary(state),
            rx.cond(state.is_done, _done(state), rx.cond(state.email != "", _question(state), _ended())),
        ),
    )


def _question(state: Any) -> rx.Component:
    return rx.fragment(
        rx.el.p(_("From now on the CECS writes to:")),
        rx.el.p(state.email, class_name="fact big"),
        rx.el.form(
            fields.submit_button(state, _("Confirm this address")),
            on_submit=lambda _form: state.confirm(),
            class_name="form",
        ),
    )


def _done(state: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(_("{email} is confirmed. We told the old address too.").format(email=state.email)),
        rx.el.p(rx.el.a(_("Go to your profile"), href=path("/profile"))),
        id="done",
        tab_index=-1,
        role="status",
        class_name="notice good",
    )


def _ended() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            _(
                "This link works no more: it was used, it is over 24 hours old, you asked for a newer one, "
                "or a new password was set."
            )
        ),
        rx.el.p(_("Your address has not changed by it. You can ask for a new link in your profile.")),
        rx.el.p(rx.el.a(_("Go to your profile"), href=path("/profile"))),
        class_name="notice",
    )
