"""/desk/applications/<reference>/deny: the reason, then the letter as it will be, then the button that sends it."""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import decide
from cecs_app.services.desk.review import deciding
from cecs_app.services.desk.review.deciding import LetterPreview
from cecs_app.ui.components import fields
from cecs_app.ui.desk.acting import act_form, reason_field, reason_of
from cecs_app.ui.desk.review.decision_page import Deciding, act_row, decision_page, letter_box, open_conditions
from cecs_app.ui.desk.review.parts import case_path
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import call, go

LETTER_ID = "letter"


class DenyState(Deciding, rx.State):
    letter: LetterPreview = LetterPreview()
    """Empty until it is looked at: then the reason is out of sight, so what is read is what goes."""
    _reason: str = ""
    """Of the letter on the screen: what is sent is what was shown."""
    _shown_for: str = ""

    @visit(Duty.REVIEW)
    async def load(self, clerk: Clerk) -> None:
        self.letter, self._reason, self._shown_for = LetterPreview(), "", ""
        await self._open(deciding.show, clerk, self._reference)

    @act(Duty.REVIEW)
    async def preview(self, clerk: Clerk, form: dict[str, Any]) -> Any:
        reason = reason_of(form)
        self.letter = LetterPreview()
        self.letter = await call(deciding.preview_denial, clerk, self._reference, reason)
        self._reason, self._shown_for = reason, self._reference
        return rx.set_focus(LETTER_ID)

    @act(Duty.REVIEW)
    async def change(self, _clerk: Clerk) -> None:
        self.letter, self._reason, self._shown_for = LetterPreview(), "", ""

    @act(Duty.REVIEW)
    async def submit(self, clerk: Clerk, _form: dict[str, Any]) -> Any:
        # An empty reason, where no letter of this application was shown, is told as such.
        reason = self._reason if self._shown_for == self._reference else ""
        await call(decide.deny, clerk, self._reference, reason)
        return go(case_path(self._reference), replace=True)


def deny_page() -> rx.Component:
    state = DenyState
    return decision_page(
        state,
        _("Deny this application?"),
        open_conditions(state.view),
        rx.el.div(_form(state), class_name=rx.cond(state.letter.subject != "", "hidden", "")),
        rx.cond(state.letter.subject != "", _send(state)),
    )


def _form(state: Any) -> rx.Component:
    return act_form(
        state.preview,
        reason_field(
            state,
            _("Why is it denied?"),
            hint=_("The educator reads this: say which condition does not hold, and what can be done about it."),
            rows="8",
        ),
        fields.submit_button(state, _("Preview the letter"), look="secondary"),
    )


def _send(state: Any) -> rx.Component:
    words = rx.cond(state.view.needs_second_look, _("Deny: goes to a supervisor"), _("Deny it and send this letter"))
    return rx.el.section(
        rx.el.h2(_("The letter to the educator")),
        letter_box(state.letter),
        rx.el.p(rx.el.button(_("Change it"), type="button", on_click=state.change, class_name="button secondary")),
        act_form(state.submit, act_row(state, words, look="danger")),
        id=LETTER_ID,
        tab_index=-1,
    )
