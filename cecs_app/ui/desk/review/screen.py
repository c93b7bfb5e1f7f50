"""/desk/applications/<reference>: what to do next with an application, and everything one needs to do it."""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import assign, notes
from cecs_app.services.desk.review import show
from cecs_app.services.desk.review.views import ReviewView
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded
from cecs_app.ui.desk.frame import desk_page, if_may
from cecs_app.ui.desk.items import fill_items, items_panel
from cecs_app.ui.desk.review import facts, work
from cecs_app.ui.desk.review.parts import case_path, head_line
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, route_text


class ReviewState(Screen, rx.State):
    view: ReviewView = ReviewView()

    @visit(Duty.READ_CASES)
    async def load(self, clerk: Clerk) -> None:
        # Nothing of the last application stays if this one may not be shown.
        self.view = ReviewView()
        await self._show(clerk)

    @act(Duty.REVIEW)
    async def claim(self, clerk: Clerk, _form: dict[str, Any]) -> None:
        try:
            await call(assign.claim, clerk, route_text(self, "reference"))
        finally:
            # Also where a colleague was quicker: then the screen shows who has it now.
            await self._show(clerk)

    @act(Duty.READ_CASES)
    async def release(self, clerk: Clerk, _form: dict[str, Any]) -> None:
        await call(assign.release, clerk, route_text(self, "reference"))
        await self._show(clerk)

    @act(Duty.ASSIGN)
    async def give(self, clerk: Clerk, form: dict[str, Any]) -> None:
        chosen = text(form, "colleague", 12)
        number = int(chosen) if chosen.isascii() and chosen.isdecimal() else 0
        await call(assign.give, clerk, route_text(self, "reference"), number)
        await self._show(clerk)

    @act(Duty.REVIEW)
    async def take_next(self, clerk: Clerk, _form: dict[str, Any]) -> Any:
        return go(case_path(await call(assign.take_next, clerk)))

    @act(Duty.READ_CASES)
    async def add_note(self, clerk: Clerk, form: dict[str, Any]) -> None:
        await call(notes.add, clerk, route_text(self, "reference"), text(form, "note", notes.LONGEST + 1))
        await self._show(clerk)

    async def _show(self, clerk: Clerk) -> None:
        """With the papers: who has the application decides what may be done with them."""
        reference = route_text(self, "reference")
        self.view = await call(show.show, clerk, reference)
        await fill_items(self, clerk, reference)


def review_page() -> rx.Component:
    state = ReviewState
    view = state.view
    return desk_page(
        rx.cond(view.head.name != "", view.head.name, _("Application")),
        loaded(
            fields.error_summary(state),
            rx.cond(view.head.reference != "", rx.fragment(head_line(view.head), _advice(state), _columns(state))),
        ),
        back="/desk",
    )


def _advice(state: Any) -> rx.Component:
    """One sentence, and one button."""
    advice = state.view.advice
    claim = if_may(Duty.REVIEW, _button(state, state.claim, _("Claim it")))
    following = if_may(Duty.REVIEW, _button(state, state.take_next, _("Take the next one"), look="secondary"))
    return rx.el.section(
        rx.el.div(
            rx.el.h2(rx.cond(advice.is_quiet, _("Where it stands"), _("What to do next")), class_name="advice-label"),
            rx.el.p(advice.headline, class_name="advice-headline"),
            rx.cond(advice.detail != "", rx.el.p(advice.detail, class_name="advice-detail")),
            work.decision(state.view.decision),
        ),
        rx.el.div(
            rx.cond(advice.can_claim, claim),
            rx.foreach(advice.ways, lambda way: work.way_link(state.view.head.reference, way)),
            rx.cond(advice.is_quiet, following),
            class_name="advice-ways",
        ),
        class_name="advice " + advice.tone,
        aria_live="polite",
    )


def _columns(state: Any) -> rx.Component:
    view = state.view
    return rx.fragment(
        _jumps(view),
        rx.el.div(
            rx.el.div(
                work.conditions(view),
                work.outcome(view.outcome),
                work.answers(view.answers),
                _items(state),
                work.letters(view.past),
                class_name="review-main",
            ),
            rx.el.div(
                facts.record(view),
                facts.payments(view.payments),
                facts.notes(state),
                facts.timeline(view.past),
                _who_works(state),
                class_name="review-side",
            ),
            class_name="review",
        ),
        _bar(state),
    )


def _items(state: Any) -> rx.Component:
    panel = items_panel(state.view.head.reference, state.load)
    return rx.el.section(rx.el.h2(_("Documents and items")), panel, id="items", class_name="panel")


def _jumps(view: Any) -> rx.Component:
    places = [
        ("#conditions", _("Conditions")),
        ("#answers", _("Answers")),
        ("#items", _("Documents")),
        ("#letters", _("Letters")),
        ("#record", _("Record")),
        ("#payments", _("Payments")),
        ("#notes", _("Notes")),
        ("#timeline", _("Timeline")),
    ]
    links = [rx.el.a(words, href=place, custom_attrs={"reloadDocument": True}) for place, words in places]
    return rx.el.nav(*links, aria_label=_("On this page"), class_name="jumps")


def _bar(state: Any) -> rx.Component:
    """Every other act that is open: at the foot of the window, wherever one reads."""
    view = state.view
    release = rx.el.form(
        rx.el.button(_("Release it"), type="submit", class_name="link-button"),
        on_submit=state.release.throttle(fields.DOUBLE_PRESS_MS),
    )
    return rx.cond(
        (view.ways.length() > 0) | view.can_release,
        rx.el.div(
            rx.el.span(
                rx.el.span(view.head.reference, class_name="fact"), " ", view.advice.headline, class_name="bar-what"
            ),
            rx.foreach(view.ways, lambda way: work.way_link(view.head.reference, way)),
            rx.cond(view.can_release, release),
            class_name="action-bar",
            role="group",
            aria_label=_("Act on this application"),
        ),
    )


def _who_works(state: Any) -> rx.Component:
    """For a supervisor: to whom it goes."""
    choice = rx.el.select(
        rx.foreach(state.view.colleagues, lambda one: rx.el.option(one.name, value=one.staff_id)),
        id="colleague",
        name="colleague",
    )
    return rx.cond(
        state.view.colleagues.length() > 0,
        rx.el.section(
            rx.el.h2(_("Give it to a colleague")),
            rx.el.form(
                rx.el.div(rx.el.label(_("Who works on it"), html_for="colleague"), choice, class_name="field"),
                fields.submit_button(state, _("Give it"), look="secondary"),
                on_submit=state.give.throttle(fields.DOUBLE_PRESS_MS),
            ),
            id="give",
            class_name="panel",
        ),
    )


def _button(state: Any, handler: Any, words: str, *, look: str = "") -> rx.Component:
    return rx.el.form(
        fields.submit_button(state, words, look=look), on_submit=handler.throttle(fields.DOUBLE_PRESS_MS)
    )
