"""/desk/applications/<reference>/second-look: a supervisor confirms a decision, or sends it back."""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import second_look
from cecs_app.services.desk.review import deciding
from cecs_app.services.desk.review.deciding import LetterPreview
from cecs_app.ui.components import fields
from cecs_app.ui.desk.acting import act_form, reason_field, reason_of
from cecs_app.ui.desk.review.decision_page import (
    Deciding,
    act_row,
    decision_page,
    letter_box,
    open_conditions,
    outcome_box,
)
from cecs_app.ui.desk.review.parts import case_path
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import call, go
from cecs_app.words.advice import decided_words
from cecs_app.words.formats import instant_words


class SecondLookState(Deciding, rx.State):
    what: str = ""
    who: str = ""
    is_denial: bool = False
    is_own: bool = False
    letter: LetterPreview = LetterPreview()

    @visit(Duty.SECOND_LOOK)
    async def load(self, clerk: Clerk) -> None:
        self.what = self.who = ""
        self.letter = LetterPreview()
        await self._open(deciding.show_any, clerk, self._reference)
        seen = await call(second_look.show, clerk, self._reference)
        self.what = decided_words(seen.verdict)
        self.who = f"{seen.decided_by}, {instant_words(seen.decided_at)}"
        self.is_denial, self.is_own = seen.verdict == "deny", seen.is_own
        self.letter = await call(deciding.preview_waiting, clerk, self._reference)

    @act(Duty.SECOND_LOOK)
    async def confirm(self, clerk: Clerk, _form: dict[str, Any]) -> Any:
        await call(second_look.confirm, clerk, self._reference)
        return go(case_path(self._reference), replace=True)

    @act(Duty.SECOND_LOOK)
    async def send_back(self, clerk: Clerk, form: dict[str, Any]) -> Any:
        await call(second_look.send_back, clerk, self._reference, reason_of(form))
        return go(case_path(self._reference), replace=True)


def second_look_page() -> rx.Component:
    state = SecondLookState
    own = rx.el.p(
        _("You made this decision yourself. Another supervisor has to look at it."), class_name="notice warn"
    )
    return decision_page(
        state,
        _("Second look at a decision"),
        rx.cond(
            state.what != "",
            rx.fragment(
                rx.el.p(rx.el.strong(state.what), " · ", state.who, class_name="notice"),
                open_conditions(state.view),
                rx.cond(state.is_denial, letter_box(state.letter), outcome_box(state.view.outcome)),
                rx.cond(state.is_own, own, _choice(state)),
            ),
        ),
    )


def _choice(state: Any) -> rx.Component:
    words = rx.cond(state.is_denial, _("Confirm: deny and send this letter"), _("Confirm: approve and issue"))
    return rx.fragment(
        act_form(state.confirm, act_row(state, words)),
        rx.el.h2(_("Or send it back")),
        act_form(
            state.send_back,
            reason_field(state, _("What should be looked at again?"), hint=_("The reviewer reads this in the notes.")),
            fields.submit_button(state, _("Send it back"), look="secondary"),
        ),
    )
