"""/acknowledge: at every login, read and "Acknowledge and Continue"."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import acknowledge
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, native_form, page
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call, flash


class AcknowledgeState(Screen, rx.State):
    paragraphs: list[str] = []
    version: str = ""

    @visit(Stage.REGISTERED)
    async def load(self, _who: Visitor) -> Any:
        statement = await call(acknowledge.show)
        self.version, self.paragraphs = statement.version, list(statement.paragraphs)
        return self._show_note(await flash(self, "/acknowledge"))


def acknowledge_page() -> rx.Component:
    state = AcknowledgeState
    return page(
        _("Read and acknowledge"),
        loaded(
            rx.el.div(rx.foreach(state.paragraphs, lambda words: rx.el.p(words)), class_name="card"),
            fields.error_summary(state),
            # By the browser itself: the login goes on under a new cookie.
            native_form(
                "/session/acknowledge",
                rx.el.input(type="hidden", name="version", value=state.version, read_only=True),
                rx.el.button(_("Acknowledge and Continue"), type="submit", class_name="button"),
                class_name="form",
            ),
        ),
    )
