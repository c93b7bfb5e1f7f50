"""/profile/security: all that keeps the account hers, a section for each."""

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.guards import visit
from cecs_app.ui.security.logins import LoginsState, logins_section
from cecs_app.ui.security.second_step import SecondStepState, second_step_section
from cecs_app.ui.visiting import Screen, path


class SecurityState(Screen, rx.State):
    """Fills each section when the page opens."""

    @visit(Stage.SIGNED_IN)
    async def load(self, who: Visitor) -> None:
        for section in (SecondStepState, LoginsState):
            await (await self.get_state(section))._open(who)


def security_page() -> rx.Component:
    return page(
        _("Sign-in and security"),
        loaded(_password(), second_step_section(), logins_section()),
        back="/profile",
    )


def _password() -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Password")),
        rx.el.p(rx.el.a(_("Change your password"), href=path("/new-password"))),
    )
