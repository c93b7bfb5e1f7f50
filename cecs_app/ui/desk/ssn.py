"""/desk/applications/[reference]/ssn and /desk/claims/[reference]/ssn: why, and who asks, before an SSN is shown.

The answer is no page of Reflex: web/desk_ssn.py sends it once, and no var ever holds the number.
"""

from typing import Any

import reflex as rx

from cecs_app.domain.staff import Clerk, Duty
from cecs_app.language import _
from cecs_app.services.desk import ssn
from cecs_app.services.desk.ssn import About, SubjectView
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, native_form
from cecs_app.ui.components.login_fields import code_field
from cecs_app.ui.desk.frame import desk_page
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call, flash, route_text
from cecs_app.words.showings import OTHER_REASON, REASONS

NOBODY = SubjectView("", "", "")


class DeskSsn(Screen, mixin=True):
    subject: SubjectView = NOBODY
    reason: str = ""
    """What was chosen before a failed try."""

    async def _open(self, clerk: Clerk, about: About) -> Any:
        reference = route_text(self, "reference")
        self.subject, self.reason = NOBODY, ""
        self.subject = await call(ssn.get_subject, clerk, about, reference)
        note = await flash(self, f"/desk/{about}/{self.subject.reference}/ssn")
        self.reason = note.get("reason", "")
        return self._show_note(note)


class ApplicationSsnState(DeskSsn, rx.State):
    @visit(Duty.SHOW_SSN)
    async def load(self, clerk: Clerk) -> Any:
        return await self._open(clerk, About.APPLICATION)


class ClaimSsnState(DeskSsn, rx.State):
    @visit(Duty.SHOW_SSN)
    async def load(self, clerk: Clerk) -> Any:
        return await self._open(clerk, About.CLAIM)


def application_ssn_page() -> rx.Component:
    return _page(ApplicationSsnState, About.APPLICATION)


def claim_ssn_page() -> rx.Component:
    return _page(ClaimSsnState, About.CLAIM)


def _page(state: Any, about: About) -> rx.Component:
    return desk_page(
        _("Show the Social Security Number"),
        loaded(
            rx.el.p(
                rx.el.strong(state.subject.name),
                rx.cond(state.subject.ein != "", rx.el.span(" · ", _("EIN"), " ", state.subject.ein)),
                " · ",
                state.subject.reference,
                class_name="lead",
            ),
            rx.el.p(
                _("Most work needs no SSN: the EIN tells people apart. "),
                _("This person can read in a log when it was shown, and why."),
                class_name="notice",
            ),
            fields.error_summary(state),
            rx.cond(state.subject.reference != "", _form(state, about)),
        ),
        wide=False,
        back=f"/desk/{about}/" + state.subject.reference,
    )


def _form(state: Any, about: About) -> rx.Component:
    reasons = [(str(number), _(words)) for number, words in enumerate(REASONS)]
    return native_form(
        "/desk/session/ssn",
        rx.el.input(type="hidden", name="about", value=str(about), read_only=True),
        rx.el.input(type="hidden", name="reference", value=state.subject.reference, read_only=True),
        rx.el.div(
            fields.radio_group(
                state,
                "reason",
                _("Why do you need it?"),
                [*reasons, (OTHER_REASON, _("Another reason"))],
                chosen=state.reason,
            ),
            # Made anew when the server says what was chosen: the browser asks for the default once only.
            key=state.reason,
        ),
        rx.el.div(
            fields.text_area(state, "other_reason", _("The reason in your own words"), max_length=200),
            class_name="if-other",
        ),
        rx.el.h2(_("Confirm that it is you")),
        fields.password_field(state, "password", _("Password"), auto_complete="current-password"),
        code_field(state),
        rx.el.button(_("Show the SSN"), type="submit", class_name="button"),
        class_name="form ssn-form",
    )
