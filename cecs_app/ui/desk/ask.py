"""/desk/applications/<reference>/ask: a reviewer chooses what is missing, reads the letter, and sends it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import reflex as rx

from cecs_app.domain.asking import LONGEST_DETAIL, Wanted, detail_field
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.staff import Clerk, Duty
from cecs_app.domain.typed import find_day
from cecs_app.language import _
from cecs_app.services.desk import ask
from cecs_app.services.desk.ask import AskView, Choice
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.components.summary import row
from cecs_app.ui.desk.frame import desk_page
from cecs_app.ui.form_data import checked_names, text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, path, route_text

LETTER_ID = "letter"


@dataclass(frozen=True)
class Draft:
    """The letter as it will be sent."""

    subject: str = ""
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    closing: tuple[str, ...] = ()


class AskState(Screen, rx.State):
    view: AskView = AskView()
    draft: Draft = Draft()
    """Empty until the letter is looked at: then the form is out of sight, so what is read is what goes."""
    _wanted: tuple[Wanted, ...] = ()
    _due_on: str = ""

    @visit(Duty.REVIEW)
    async def load(self, clerk: Clerk) -> None:
        self.draft, self.view = Draft(), AskView()
        self.view = await call(ask.show, clerk, route_text(self, "reference"))

    @act(Duty.REVIEW)
    async def preview(self, clerk: Clerk, form: dict[str, Any]) -> Any:
        self._wanted, self._due_on = wanted_of(form), text(form, "due_on")
        reference, due_on = route_text(self, "reference"), day_of(self._due_on)
        letter = await call(ask.preview, clerk, reference, self._wanted, due_on)
        self.draft = Draft(letter.subject, letter.paragraphs, letter.facts, letter.closing)
        return rx.set_focus(LETTER_ID)

    @act(Duty.REVIEW)
    async def change(self, _clerk: Clerk) -> None:
        self.draft = Draft()

    @act(Duty.REVIEW)
    async def send(self, clerk: Clerk, _form: dict[str, Any]) -> Any:
        reference = route_text(self, "reference")
        await call(ask.ask, clerk, reference, self._wanted, day_of(self._due_on))
        return go(f"/desk/applications/{reference}", replace=True)


def wanted_of(form: object) -> tuple[Wanted, ...]:
    chosen = [one for one in checked_names(form, "item_") if one in set(ItemKind)]
    kinds = [ItemKind(one) for one in chosen]
    # One more than allowed is let through, so that it is refused in words and not cut off.
    return tuple(Wanted(one, text(form, detail_field(one), LONGEST_DETAIL + 1)) for one in kinds)


def day_of(typed: str) -> date:
    day = find_day(typed)
    if day is None:
        raise InvalidFields({"due_on": "due_day_unreadable"})
    return day


def ask_page() -> rx.Component:
    state = AskState
    return desk_page(
        _("Ask for what is missing"),
        loaded(
            rx.el.p(_("Application"), " ", rx.el.span(state.reference, class_name="fact"), class_name="hint"),
            rx.cond(
                state.view.reference != "",
                rx.el.div(_form(state), class_name=rx.cond(state.draft.subject != "", "hidden", "ask")),
                # Nothing may be asked for here now: only the error stands, and each form is tied to its summary.
                fields.error_summary(state),
            ),
            rx.cond(state.draft.subject != "", _letter(state)),
            rx.el.p(
                rx.el.a(_("Back to the application"), href=path("/desk/applications/") + state.reference),
                class_name="way-out",
            ),
        ),
        wide=False,
    )


def _form(state: Any) -> rx.Component:
    return fields.form(state, state.preview, *wanted_fields(state), fields.submit_button(state, _("Read the letter")))


def wanted_fields(state: Any) -> tuple[rx.Component, ...]:
    """What is asked for, and by when; `state.view` is an AskView."""
    return (
        rx.el.fieldset(
            rx.el.legend(_("What do we need?")),
            rx.el.p(
                _("Your own words go into the letter. Left empty, the usual ones do."), class_name="hint", id="wanted"
            ),
            fields.field_error(state, "wanted"),
            rx.foreach(state.view.choices, lambda one: _choice(state, one)),
            class_name="field",
        ),
        fields.text_field(
            state,
            "due_on",
            _("By which day?"),
            hint=_("The educator is reminded before it. Nothing is denied by itself when it passes."),
            type="date",
            default_value=state.view.due_on,
            key=state.view.due_on,
            class_name="size-date",
        ),
    )


def _choice(state: Any, one: rx.Var[Choice]) -> rx.Component:
    box, detail = rx.Var.create("item_") + one.kind, rx.Var.create("detail_") + one.kind
    hint: Any = rx.cond(one.hint != "", one.hint, _("Say what you need."))
    return rx.el.div(
        rx.el.div(
            rx.el.input(type="checkbox", name=box, value="yes", id=box, default_checked=one.is_chosen),
            rx.el.label(one.name, html_for=box),
            class_name="choice",
        ),
        rx.el.div(
            rx.cond(
                one.reason != "",
                rx.el.p(_("The last one was refused: {reason}").format(reason=one.reason), class_name="hint"),
            ),
            rx.el.label(_("In your words"), rx.el.span(": ", one.name, class_name="visually-hidden"), html_for=detail),
            rx.el.p(hint, class_name="hint", id=f"{detail}-hint"),
            fields.field_error(state, detail),
            rx.el.textarea(
                name=detail,
                id=detail,
                rows="2",
                default_value=one.detail,
                max_length=LONGEST_DETAIL,
                aria_describedby=f"{detail}-hint {detail}-error",
                aria_invalid=state.errors.contains(detail),
            ),
            class_name="in-words",
        ),
        class_name="wanted",
    )


def _letter(state: Any) -> rx.Component:
    draft = state.draft
    return rx.el.section(
        rx.el.h2(_("This is the letter")),
        rx.el.div(
            rx.el.p(rx.el.strong(draft.subject)),
            rx.foreach(draft.paragraphs, rx.el.p),
            rx.el.dl(rx.foreach(draft.facts, lambda fact: row(fact[0], fact[1])), class_name="summary"),
            rx.foreach(draft.closing, rx.el.p),
            class_name="card draft-letter",
        ),
        rx.el.form(
            rx.el.div(
                fields.submit_button(state, _("Send the letter")),
                rx.el.button(_("Change it"), type="button", on_click=state.change, class_name="button secondary"),
                class_name="actions",
            ),
            on_submit=state.send.throttle(fields.DOUBLE_PRESS_MS),
        ),
        id=LETTER_ID,
        tab_index=-1,
    )
