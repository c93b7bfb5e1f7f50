"""/acknowledge: at every login, read and "Acknowledge and Continue"."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import acknowledge
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go


class AcknowledgeState(Screen, rx.State):
    paragraphs: list[str] = []
    version: str = ""

    @visit(Stage.REGISTERED)
    async def load(self, _who: Visitor) -> None:
        statement = await call(acknowledge.show)
        self.version, self.paragraphs = statement.version, list(statement.paragraphs)

    @act(Stage.REGISTERED)
    async def submit(self, who: Visitor, _form_data: dict[str, Any]) -> Any:
        await call(acknowledge.acknowledge, who, self.version)
        return go("/certificates")


def acknowledge_page() -> rx.Component:
    state = AcknowledgeState
    return page(
        _("Read and acknowledge"),
        loaded(
            rx.el.div(rx.foreach(state.paragraphs, lambda words: rx.el.p(words)), class_name="card"),
            fields.form(state, state.submit, fields.submit_button(state, _("Acknowledge and Continue"))),
        ),
    )
