"""/applications/<reference>/appeal: an educator asks a panel to look at a denial again."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.decision import REASON_LEAST, REASON_MOST
from cecs_app.language import _
from cecs_app.services.applications import appeal
from cecs_app.ui.applications.step_frame import application_path
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, go, route_text
from cecs_app.words.formats import date_words


class AppealState(Screen, rx.State):
    appealed: str = ""
    """The reference; empty where it can't be appealed."""
    reason: str = ""
    until: str = ""
    panel_days: str = ""

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.appealed = self.reason = ""
        shown = await call(appeal.show, who.educator_id, route_text(self, "reference"))
        self.appealed, self.reason = shown.reference, shown.reason
        self.until, self.panel_days = date_words(shown.until), str(shown.panel_days)

    @act(Stage.ACKNOWLEDGED)
    async def submit(self, who: Visitor, form: dict[str, Any]) -> Any:
        statement = text(form, "statement", REASON_MOST + 1)
        reference = route_text(self, "reference")
        return go(await call(appeal.ask, who.educator_id, who.account_id, reference, statement), replace=True)


def appeal_page() -> rx.Component:
    state = AppealState
    return page(
        _("Appeal the denial"),
        loaded(
            fields.error_summary(state),
            rx.cond(state.appealed != "", rx.fragment(_what(state), _form(state))),
        ),
        back="/applications/" + state.reference + "/status",
    )


def _what(state: Any) -> rx.Component:
    last = rx.el.strong(_("You may appeal through {day}.").format(day=state.until))
    panel = _("A panel of three looks at your application again and decides within {days} days.").format(
        days=state.panel_days
    )
    return rx.fragment(
        rx.cond(
            state.reason != "",
            rx.fragment(rx.el.h2(_("Why it was denied")), rx.el.blockquote(state.reason, class_name="as-typed")),
        ),
        rx.el.h2(_("What happens next")),
        rx.el.ul(
            rx.el.li(last),
            rx.el.li(panel),
            rx.el.li(_("We mail you what it decides. You can appeal once, and it costs nothing.")),
        ),
    )


def _form(state: Any) -> rx.Component:
    limits = _("{least} to {most} characters. Papers can't be added here: say what you have.").format(
        least=REASON_LEAST, most=f"{REASON_MOST:,}"
    )
    keep = rx.el.a(_("Do not appeal"), href=application_path(state.appealed, "status"), class_name="button secondary")
    return rx.el.form(
        fields.text_area(
            state,
            "statement",
            _("Why should the panel decide otherwise?"),
            hint=limits,
            rows="8",
            max_length=REASON_MOST,
        ),
        rx.el.div(fields.submit_button(state, _("Appeal")), keep, class_name="actions"),
        on_submit=state.submit.throttle(fields.DOUBLE_PRESS_MS),
        no_validate=True,
        class_name="form",
    )


def appeal_link(reference: Any) -> rx.Component:
    """For the status of what was denied, while it may be appealed."""
    return rx.el.a(_("Appeal the denial"), href=application_path(reference, "appeal"), class_name="button")
