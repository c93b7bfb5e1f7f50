"""/register/proof: what the Bureau asked for, to find out whose record is hers."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import answering, documents
from cecs_app.services.answering import Slot
from cecs_app.services.applications import missing
from cecs_app.services.applications.missing import MissingView
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.components.sending import answers
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, flash, path

PATH = "/register/proof"


class ProofState(Screen, rx.State):
    view: MissingView = MissingView()

    @visit(Stage.SIGNED_IN)
    async def load(self, who: Visitor) -> Any:
        await self._show(who)
        return self._show_note(await flash(self, PATH))

    @act(Stage.SIGNED_IN)
    async def by_post(self, who: Visitor, item: str) -> None:
        await call(answering.say_by_post, Slot(who, "", str(item)))
        await self._show(who)

    @act(Stage.SIGNED_IN)
    async def remove(self, who: Visitor, document: str) -> None:
        await call(documents.remove, who, "", str(document))
        await self._show(who)

    async def _show(self, who: Visitor) -> None:
        self.view = await call(missing.show_proof, who.account_id)


def proof_page() -> rx.Component:
    return page(
        _("Please prove who you are"),
        loaded(
            rx.el.p(_("Reference"), ": ", rx.el.span(ProofState.view.reference, class_name="fact"), class_name="hint"),
            answers(ProofState, "/documents/claim/"),
        ),
        back="/register",
    )


def proof_link(is_asked: Any) -> rx.Component:
    """On the screen that tells her of her claim."""
    link = rx.el.a(_("Send what we asked for"), href=path(PATH), class_name="button")
    return rx.cond(is_asked, rx.el.p(link))
