"""/applications/<reference>/missing: what the Bureau asked for, each item to be sent as a file or by post."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import answering, documents
from cecs_app.services.answering import Slot
from cecs_app.services.applications import missing
from cecs_app.services.applications.missing import MissingView
from cecs_app.ui.applications.step_frame import application_path
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.components.sending import answers
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, flash, route_text


class MissingState(Screen, rx.State):
    view: MissingView = MissingView()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> Any:
        await self._show(who)
        return self._show_note(await flash(self, f"/applications/{self.view.reference}/missing"))

    @act(Stage.ACKNOWLEDGED)
    async def by_post(self, who: Visitor, item: str) -> None:
        await call(answering.say_by_post, Slot(who, route_text(self, "reference"), str(item)))
        await self._show(who)

    @act(Stage.ACKNOWLEDGED)
    async def remove(self, who: Visitor, document: str) -> None:
        await call(documents.remove, who, route_text(self, "reference"), str(document))
        await self._show(who)

    async def _show(self, who: Visitor) -> None:
        self.view = await call(missing.show, who.educator_id, route_text(self, "reference"))


def missing_page() -> rx.Component:
    reference = MissingState.view.reference
    return page(
        _("What we asked you for"),
        loaded(
            rx.el.p(MissingState.view.title, " · ", rx.el.span(reference, class_name="fact"), class_name="hint"),
            answers(MissingState, "/documents/" + reference + "/", application_path(reference, "")),
            rx.el.p(rx.el.a(_("Where your application stands"), href=application_path(reference, "status"))),
        ),
        back="/applications/" + reference + "/status",
    )


def missing_link(standing: Any) -> rx.Component:
    """On the status page: the way to answer, and later to what was answered."""
    to = application_path(standing.reference, "missing")
    return rx.cond(
        standing.is_missing,
        rx.el.a(_("Send what is missing"), href=to, class_name="button"),
        rx.cond(standing.was_asked, rx.el.a(_("See what we asked for"), href=to, class_name="button secondary")),
    )
