"""/desk/applications/<reference>/appeal: what the educator says, and what the panel of three came to."""

from typing import Any

import reflex as rx

from cecs_app.clock import connecticut_day
from cecs_app.domain.decision import AppealOutcome
from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import appeals
from cecs_app.services.desk.review import deciding
from cecs_app.ui.components import fields
from cecs_app.ui.components.summary import row
from cecs_app.ui.desk.acting import act_form, reason_field, reason_of
from cecs_app.ui.desk.review.decision_page import Deciding, act_row, decision_page
from cecs_app.ui.desk.review.parts import case_path
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import call, go
from cecs_app.words.formats import date_words


class DeskAppealState(Deciding, rx.State):
    statement: str = ""
    asked: str = ""
    due: str = ""

    @visit(Duty.SECOND_LOOK)
    async def load(self, clerk: Clerk) -> None:
        self.statement = self.asked = self.due = ""
        await self._open(deciding.show_any, clerk, self._reference)
        seen = await call(appeals.show, clerk, self._reference)
        self.statement, self.due = seen.statement, date_words(seen.due_on)
        self.asked = date_words(connecticut_day(seen.asked_at))

    @act(Duty.SECOND_LOOK)
    async def submit(self, clerk: Clerk, form: dict[str, Any]) -> Any:
        await call(appeals.settle, clerk, self._reference, text(form, "outcome", 20), reason_of(form))
        return go(case_path(self._reference), replace=True)


def desk_appeal_page() -> rx.Component:
    state = DeskAppealState
    return decision_page(
        state,
        _("What the panel decided"),
        rx.cond(
            state.statement != "",
            rx.fragment(
                rx.el.dl(
                    row(_("Appealed on"), state.asked),
                    row(_("Decision due by"), rx.el.strong(state.due)),
                    class_name="summary tight",
                ),
                rx.el.h2(_("The educator's statement")),
                rx.el.blockquote(state.statement, class_name="as-typed"),
                _form(state),
            ),
        ),
    )


def _form(state: Any) -> rx.Component:
    options = [
        (str(AppealOutcome.UPHELD), _("Upheld: the denial stands, finally")),
        (str(AppealOutcome.GRANTED), _("Granted: the Bureau reviews the application again")),
    ]
    return act_form(
        state.submit,
        fields.radio_group(state, "outcome", _("What did the panel decide?"), options),
        reason_field(state, _("The panel's reasons"), hint=_("The educator reads this in the letter."), rows="6"),
        act_row(state, _("Enter the outcome and send the letter")),
    )
