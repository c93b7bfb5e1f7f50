"""/desk/applications/<reference>/undo: says exactly what is put back, asks why, and does it."""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import undo
from cecs_app.services.desk.review import deciding
from cecs_app.ui.desk.acting import act_form, reason_field, reason_of
from cecs_app.ui.desk.review.decision_page import Deciding, act_row, decision_page
from cecs_app.ui.desk.review.parts import case_path
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import call, go


class UndoState(Deciding, rx.State):
    what: list[str] = []

    @visit(Duty.SECOND_LOOK)
    async def load(self, clerk: Clerk) -> None:
        self.what = []
        await self._open(deciding.show_any, clerk, self._reference)
        self.what = list((await call(undo.show, clerk, self._reference)).what)

    @act(Duty.SECOND_LOOK)
    async def submit(self, clerk: Clerk, form: dict[str, Any]) -> Any:
        await call(undo.undo, clerk, self._reference, reason_of(form))
        return go(case_path(self._reference), replace=True)


def undo_page() -> rx.Component:
    state = UndoState
    return decision_page(
        state,
        _("Undo the decision?"),
        rx.cond(
            state.what.length() > 0,
            rx.fragment(
                rx.el.div(
                    rx.el.h2(_("What is put back")),
                    rx.el.ul(rx.foreach(state.what, rx.el.li)),
                    class_name="notice warn",
                ),
                rx.el.p(_("What was done stays in the journal, and so does the undoing.")),
                act_form(
                    state.submit,
                    reason_field(state, _("Why is it taken back?"), hint=_("The educator reads this in the letter.")),
                    act_row(state, _("Undo the decision"), look="danger"),
                ),
            ),
        ),
    )
