"""/desk/applications/<reference>/hold and /resume: put on hold with a reason and a day, and taken up again."""

from datetime import date
from typing import Any

import reflex as rx

from cecs_app.domain.application import Status
from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.staff import Clerk, Duty
from cecs_app.domain.typed import find_day
from cecs_app.language import _
from cecs_app.services.desk import decide
from cecs_app.services.desk.review import deciding
from cecs_app.ui.components import fields
from cecs_app.ui.desk.acting import act_form, reason_field, reason_of
from cecs_app.ui.desk.review.decision_page import Deciding, act_row, decision_page
from cecs_app.ui.desk.review.parts import case_path
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import call, go


class HoldState(Deciding, rx.State):
    @visit(Duty.REVIEW)
    async def load(self, clerk: Clerk) -> None:
        await self._open(deciding.show, clerk, self._reference)

    @act(Duty.REVIEW)
    async def submit(self, clerk: Clerk, form: dict[str, Any]) -> Any:
        await call(decide.hold, clerk, self._reference, reason_of(form), _day(text(form, "until", 20)))
        return go(case_path(self._reference), replace=True)


class ResumeState(Deciding, rx.State):
    @visit(Duty.REVIEW)
    async def load(self, clerk: Clerk) -> None:
        await self._open(deciding.show, clerk, self._reference, (Status.ON_HOLD,))

    @act(Duty.REVIEW)
    async def submit(self, clerk: Clerk, _form: dict[str, Any]) -> Any:
        await call(decide.resume, clerk, self._reference)
        return go(case_path(self._reference), replace=True)


def _day(typed: str) -> date:
    day = find_day(typed)
    if day is None:
        raise InvalidFields({"until": "required"})
    return day


def hold_page() -> rx.Component:
    state = HoldState
    longest = _("A day after today, at most {days} days from now.").format(days=state.view.longest_hold)
    return decision_page(
        state,
        _("Put this application on hold?"),
        rx.el.p(
            _("For what neither the educator nor the Bureau can hasten. If something is missing, ask for it instead.")
        ),
        act_form(
            state.submit,
            reason_field(state, _("What is waited for?"), hint=_("The educator reads this in the letter."), rows="5"),
            fields.text_field(state, "until", _("On hold until"), hint=longest, type="date"),
            act_row(state, _("Put on hold")),
        ),
    )


def resume_page() -> rx.Component:
    state = ResumeState
    until = _("It is on hold until {day}.").format(day=state.view.held_until)
    return decision_page(
        state,
        _("Take this application up again?"),
        rx.el.p(until, " ", _("It goes back into review, on your desk, in its old place.")),
        act_form(state.submit, act_row(state, _("Take it up again"))),
    )
