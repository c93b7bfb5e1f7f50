"""The frame of every page of the desk: the staff's own header, and who is at work."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.staff import Duty
from cecs_app.language import _
from cecs_app.ui.components.frame import bare_page, header, native_form, top_of
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, clerk_of, path

SIGN_OUT = "/desk/session/sign-out"


class DeskFrame(Screen, rx.State):
    """Fills the header on every page of the desk, before the page's own state is asked."""

    clerk: str = ""
    duties: list[str] = []

    @visit(Stage.ANYONE)
    async def arrive(self, _who: Visitor | None) -> None:
        clerk = await clerk_of(self, is_working=False)
        self.clerk = clerk.name if clerk else ""
        self.duties = [str(duty) for duty in Duty if clerk and clerk.may(duty)]


def desk_page(
    title: Any, *children: rx.Component, back: Any = None, above: rx.Component | None = None, wide: bool = True
) -> rx.Component:
    """`title` is the page's only h1; `back` is where the Back link goes; `above` stands between the two."""
    return bare_page(
        # React puts it into the document's head, and only while a page of the desk is open.
        rx.el.link(rel="stylesheet", href="/desk.css", custom_attrs={"precedence": "default"}),
        rx.fragment() if back is None else rx.el.a(_("Back"), href=back, class_name="back-link"),
        above or rx.fragment(),
        rx.el.h1(title),
        *children,
        class_name="page wide desk" if wide else "page desk",
        top=top_of(SIGN_OUT, DeskFrame.clerk != "", _header()),
    )


def if_may(duty: Duty, *children: rx.Component) -> rx.Component:
    """Shown to those whose duty it is. Only a courtesy: every handler asks by itself."""
    return rx.cond(DeskFrame.duties.contains(str(duty)), rx.fragment(*children))


def _header() -> rx.Component:
    return header("/desk", _("The Bureau's desk"), _navigation())


def _navigation() -> rx.Component:
    return rx.el.nav(
        if_may(Duty.READ_CASES, rx.el.a(_("Queue"), href=path("/desk"))),
        if_may(Duty.SETTLE_CLAIMS, rx.el.a(_("EIN claims"), href=path("/desk/claims"))),
        if_may(Duty.SEE_MONEY, rx.el.a(_("Mailed payments"), href=path("/desk/cashier"))),
        if_may(Duty.SEE_REPORTS, rx.el.a(_("Reports"), href=path("/desk/reports"))),
        rx.cond(DeskFrame.clerk != "", _who()),
        aria_label=_("Desk"),
        class_name="site-nav",
    )


def _who() -> rx.Component:
    out = rx.el.button(_("Log out"), type="submit", class_name="link-button")
    return rx.fragment(
        rx.el.span(DeskFrame.clerk, class_name="clerk"),
        native_form(SIGN_OUT, out, class_name="inline"),
    )
