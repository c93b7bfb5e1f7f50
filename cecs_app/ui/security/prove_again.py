"""/prove-again: the password once more, before something that could take the account from her."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import proving
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, native_form, page
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, flash


class ProveAgainState(Screen, rx.State):
    back: str = proving.HOME
    """The page that asked for it."""

    @visit(Stage.SIGNED_IN)
    async def load(self, _who: Visitor) -> Any:
        note = await flash(self, proving.PATH)
        asked = note.get("next") or str(self.router.url.query_parameters.get("next", ""))
        self.back = proving.way_back(asked)
        return self._show_note(note)


def prove_again_page() -> rx.Component:
    state = ProveAgainState
    return page(
        _("Is it you?"),
        loaded(
            rx.el.p(_("What comes next could take the account from you, so type your password once more.")),
            fields.error_summary(state),
            native_form(
                "/session/prove-again",
                rx.el.input(type="hidden", name="next", value=state.back, read_only=True),
                fields.password_field(state, "password", _("Password"), auto_complete="current-password"),
                rx.el.button(_("Continue"), type="submit", class_name="button"),
                class_name="form",
            ),
        ),
        back=proving.HOME,
    )
