"""/desk/applications/<reference>/approve: what is issued, and the button that does it."""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import decide
from cecs_app.services.desk.review import deciding
from cecs_app.ui.desk.acting import act_form
from cecs_app.ui.desk.review.decision_page import Deciding, act_row, decision_page, open_conditions, outcome_box
from cecs_app.ui.desk.review.parts import case_path
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import call, go


class ApproveState(Deciding, rx.State):
    @visit(Duty.REVIEW)
    async def load(self, clerk: Clerk) -> None:
        await self._open(deciding.show, clerk, self._reference)

    @act(Duty.REVIEW)
    async def submit(self, clerk: Clerk, _form: dict[str, Any]) -> Any:
        await call(decide.approve, clerk, self._reference)
        return go(case_path(self._reference), replace=True)


def approve_page() -> rx.Component:
    state = ApproveState
    two = rx.el.p(
        _("A conduct answer is “yes”: nothing is issued before a supervisor confirms your decision."),
        class_name="notice",
    )
    words = rx.cond(state.view.needs_second_look, _("Approve: goes to a supervisor"), _("Approve and issue"))
    return decision_page(
        state,
        _("Approve this application?"),
        open_conditions(state.view),
        outcome_box(state.view.outcome),
        rx.cond(state.view.needs_second_look, two),
        act_form(state.submit, act_row(state, words)),
    )
