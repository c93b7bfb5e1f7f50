"""/applications/<reference>/conduct: the questions about conduct, each yes or no, a yes with an explanation."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.errors import CecsError
from cecs_app.domain.steps import Step
from cecs_app.language import _
from cecs_app.services.applications import conduct
from cecs_app.services.applications.conduct import LONGEST_EXPLANATION, NO, YES, ConductView, QuestionView, Reply
from cecs_app.ui.applications.step_frame import step_form, step_page
from cecs_app.ui.components import fields
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, route_text


class ConductState(Screen, rx.State):
    view: ConductView = ConductView()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.view = await call(conduct.show, who.educator_id, route_text(self, "reference"))

    @act(Stage.ACKNOWLEDGED)
    async def submit(self, who: Visitor, form: dict[str, Any]) -> Any:
        replies = {
            one.id: Reply(text(form, one.id), text(form, f"{one.id}_explanation", LONGEST_EXPLANATION))
            for one in self.view.questions
        }
        reference = route_text(self, "reference")
        return go(await call(conduct.save, who.educator_id, reference, self.view.version, replies))

    def _fail(self, error: CecsError) -> Any:
        """The summary lists what is wrong without the questions: their numbers say which is meant."""
        focus = super()._fail(error)
        place = {one.id: place for place, one in enumerate(self.view.questions, start=1)}
        numbered = _("Question {number}: {words}")
        self.errors = {
            name: numbered.format(number=place[question], words=words)
            if (question := name.removesuffix("_explanation")) in place
            else words
            for name, words in self.errors.items()
        }
        return focus


def conduct_page() -> rx.Component:
    state = ConductState
    return step_page(
        state,
        _("Conduct questions"),
        rx.el.p(_("Everybody answers these. A “yes” is no refusal: the Bureau looks at what happened.")),
        step_form(
            state,
            Step.CONDUCT,
            rx.foreach(state.view.questions, lambda one, place: _question(state, one, place)),
            fields.submit_button(state, _("Save and continue")),
        ),
    )


def _question(state: Any, one: rx.Var[QuestionView], place: Any) -> rx.Component:
    name: Any = one.id
    label = _("{number}. {question}").format(number=place + 1, question=one.text)
    return rx.el.div(
        fields.radio_group(state, name, label, [(YES, _("Yes")), (NO, _("No"))], chosen=one.answer),
        rx.el.div(
            fields.text_area(
                state,
                f"{name}_explanation",
                _("What happened, when, and how did it end?"),
                default_value=one.explanation,
                max_length=LONGEST_EXPLANATION,
            ),
            class_name="if-yes",
        ),
        class_name="question",
    )
