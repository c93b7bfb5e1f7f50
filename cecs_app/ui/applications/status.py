"""/applications/<reference>/status: where it stands, who acts next by when, what has happened, and the letters."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.applications import status
from cecs_app.services.applications.status import Happening, LetterLine, StatusView
from cecs_app.ui.applications.appeal import appeal_link
from cecs_app.ui.applications.missing import missing_link
from cecs_app.ui.applications.standing_parts import about, badge, next_step, track
from cecs_app.ui.applications.step_frame import application_path
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.components.summary import row
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call, path, route_text


class StatusState(Screen, rx.State):
    view: StatusView = StatusView()

    @visit(Stage.ACKNOWLEDGED)
    async def load(self, who: Visitor) -> None:
        self.view = await call(status.show, who.educator_id, route_text(self, "reference"))


def status_page() -> rx.Component:
    view = StatusState.view
    standing = view.standing
    return page(
        _("Status of your application"),
        loaded(
            rx.el.p(standing.application, " · ", about(standing), class_name="hint about"),
            rx.el.p(badge(standing), class_name="status-line"),
            track(view.track),
            next_step(standing),
            _ways_on(standing),
            rx.cond(view.letters.length() > 0, _letters(view)),
            _what_happened(view),
            rx.el.h2(_("Your application")),
            rx.el.dl(
                row(_("Application"), standing.application),
                row(_("Reference"), rx.el.span(standing.reference, class_name="fact")),
                row(_("Certificate or permit"), standing.certificate),
                row(_("Fee"), standing.fee),
                class_name="summary",
            ),
            _withdraw(standing),
        ),
        back="/applications",
    )


def _ways_on(standing: Any) -> rx.Component:
    reference = standing.reference
    return rx.el.div(
        missing_link(standing),
        rx.cond(standing.can_appeal, appeal_link(reference)),
        rx.cond(
            standing.resume != "",
            rx.el.a(_("Continue the application"), href=path("") + standing.resume, class_name="button"),
        ),
        rx.cond(
            standing.pays_by_mail,
            rx.el.a(_("See the payment slip"), href=application_path(reference, "slip"), class_name="button"),
        ),
        rx.cond(
            standing.is_payable,
            rx.el.a(
                rx.cond(standing.is_balance, _("Pay the balance"), _("Pay the fee")),
                href=application_path(reference, "pay"),
                class_name=rx.cond(standing.pays_by_mail, "button secondary", "button"),
            ),
        ),
        rx.cond(
            standing.is_signed,
            rx.el.a(
                _("See what you signed"), href=application_path(reference, "receipt"), class_name="button secondary"
            ),
        ),
        class_name="actions",
    )


def _what_happened(view: Any) -> rx.Component:
    """The newest on top, under the one thing that is still to come."""
    ahead = rx.cond(view.ahead != "", rx.el.li(view.ahead, class_name="ahead"))
    return rx.el.section(
        rx.el.h2(_("What has happened")),
        rx.el.ol(ahead, rx.foreach(view.timeline, _happening), class_name="timeline"),
    )


def _letters(view: Any) -> rx.Component:
    def line(one: rx.Var[LetterLine]) -> rx.Component:
        to = application_path(view.standing.reference, "letters/") + one.reference
        return rx.el.li(rx.el.a(one.subject, href=to), rx.el.div(one.sent, class_name="hint"))

    return rx.el.section(
        rx.el.h2(_("Letters to you")),
        rx.el.ul(rx.foreach(view.letters, line), class_name="plain-list"),
    )


def _happening(one: rx.Var[Happening]) -> rx.Component:
    return rx.el.li(rx.el.strong(one.what), rx.el.div(one.at, class_name="hint"))


def _withdraw(standing: Any) -> rx.Component:
    link = rx.el.a(_("Withdraw this application"), href=application_path(standing.reference, "withdraw"))
    return rx.cond(standing.can_withdraw, rx.el.p(link, class_name="way-out"))
