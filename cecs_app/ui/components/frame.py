"""The frame that every page shares: skip link, header, main with one h1, footer."""

from functools import partial
from typing import Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from cecs_app import wiring
from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _, current
from cecs_app.ui.components.filled import is_filled
from cecs_app.ui.components.idle import idle_watch
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Portal, Screen, path


class FrameState(Screen, rx.State):
    """Fills Portal's vars on every page, before the page's own state is asked."""

    @visit(Stage.ANYONE)
    async def arrive(self, who: Visitor | None) -> None:
        portal = await self.get_state(Portal)
        portal.is_out_of_service = False
        portal.signed_in = who is not None
        portal.first_name = who.first_name if who else ""
        portal.has_personal_password = who is not None and who.stage > Stage.TEMPORARY
        portal.is_acknowledged = who is not None and who.stage == Stage.ACKNOWLEDGED

    @visit(Stage.ANYONE)
    async def fill(self, _who: Visitor | None) -> None:
        """After the page's own state: the screen may be shown."""
        portal = await self.get_state(Portal)
        if not portal.is_out_of_service:
            portal.filled = self.router.url.path


def page(
    title: Any, *children: rx.Component, back: Any = None, above: rx.Component | None = None, wide: bool = False
) -> rx.Component:
    """`title` is the page's only h1; `back` is where the Back link goes; `above` stands between the two."""
    return bare_page(
        rx.fragment() if back is None else _back_link(back),
        above or rx.fragment(),
        rx.el.h1(title),
        *children,
        class_name="page wide" if wide else "page",
    )


def bare_page(*content: rx.Component, class_name: str, top: rx.Component | None = None) -> rx.Component:
    """The frame around a page that sets its own h1; `top` is the educator's header unless another is given."""
    return rx.el.div(
        # A plain fragment link: the router's own would scroll, but leave the focus behind.
        rx.el.a(
            _("Skip to the content"), href="#content", class_name="skip-link", custom_attrs={"reloadDocument": True}
        ),
        _connection_lost(),
        top or top_of("/session/sign-out", Portal.signed_in, _header()),
        rx.el.main(*content, id="content", tab_index=-1, class_name=class_name),
        _footer(),
        class_name="frame",
    )


def top_of(sign_out: str, is_signed_in: Any, header: rx.Component) -> rx.Component:
    """What stands above a page, the watch over the login included; `sign_out` is the endpoint that ends it."""
    return rx.fragment(idle_watch(is_signed_in, partial(native_form, sign_out)), header)


def loaded(*children: rx.Component) -> rx.Component:
    """Shows the children once the server has filled the screen, and says so to screen readers until then."""
    waiting = rx.el.div(
        rx.el.span(class_name="spinner", aria_hidden="true"),
        _("Loading…"),
        class_name="loading",
        role="status",
    )
    again = rx.el.p(rx.el.a(_("Open this page again"), href="", custom_attrs={"reloadDocument": True}))
    return rx.cond(is_filled(), rx.fragment(*children), rx.cond(Portal.is_out_of_service, again, waiting))


def _connection_lost() -> rx.Component:
    # The region is there from the start, so that screen readers hear it being filled.
    lost = _("The connection is lost. What you typed is still here. We keep trying to reach the portal.")
    away = _("We can't reach our records just now. What you typed is still here. Try again in a minute.")
    words = rx.cond(
        has_connection_errors,
        rx.el.p(lost, class_name="connection-lost"),
        rx.cond(Portal.is_out_of_service, rx.el.p(away, class_name="connection-lost")),
    )
    return rx.el.div(words, role="status", aria_live="polite")


def header(home: str, subtitle: str, navigation: rx.Component) -> rx.Component:
    """`home` is where the mark leads."""
    return rx.el.header(
        rx.el.div(
            rx.el.a(
                rx.el.img(src="/mark.svg", alt=""),
                rx.el.span(rx.el.strong("CECS"), rx.el.span(subtitle), class_name="brand-name"),
                href=path(home),
                class_name="brand",
            ),
            navigation,
            class_name="header-inner",
        ),
        class_name="site-header",
    )


def _header() -> rx.Component:
    return header("/", _("Connecticut educator certification"), _navigation())


def _navigation() -> rx.Component:
    acknowledged = rx.fragment(
        rx.el.a(_("Certificates"), href=path("/certificates")),
        rx.el.a(_("Applications"), href=path("/applications")),
    )
    return rx.el.nav(
        rx.cond(
            Portal.signed_in,
            rx.fragment(
                rx.cond(Portal.is_acknowledged, acknowledged),
                rx.cond(Portal.has_personal_password, rx.el.a(_("Profile"), href=path("/profile"))),
                _sign_out(),
            ),
            rx.el.a(_("Login to the CECS"), href=path("/login")),
        ),
        aria_label=_("Main"),
        class_name="site-nav",
    )


def _sign_out() -> rx.Component:
    return native_form(
        "/session/sign-out",
        rx.el.button(_("Log out"), type="submit", class_name="link-button"),
        class_name="inline",
    )


def native_form(action: str, *children: rx.Component, **props: Any) -> rx.Component:
    """A form the browser posts by itself to web/: what changes the login must, and password managers like it."""
    form = rx.el.form(
        rx.el.input(type="hidden", name="language", value=current(), read_only=True),
        *children,
        action=wiring.deps().settings.endpoints.rstrip("/") + action,
        method="post",
        no_validate=True,
        **props,
    )
    # Reflex gives every form an on_submit that prevents the browser's own post.
    form.event_triggers.pop("on_submit", None)
    return form


def _back_link(to: Any) -> rx.Component:
    return rx.el.a(_("Back"), href=path("") + to, class_name="back-link")


def _footer() -> rx.Component:
    return rx.el.footer(
        rx.el.div(
            rx.el.p(_("Bureau of Educator Standards and Certification, Connecticut")),
            rx.el.nav(
                rx.el.a(_("Fees and how to pay"), href=path("/") + "#fees"),
                rx.el.a(_("Privacy of your Social Security Number"), href=path("/privacy")),
                # The desk speaks the Bureau's own language only.
                rx.el.a(_("Staff"), href="/desk/login"),
                aria_label=_("Footer"),
            ),
            class_name="footer-inner",
        ),
        class_name="site-footer",
    )
