"""The part of /profile/security that shows where she is logged in, and ends logins from here."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import own_logins
from cecs_app.services.own_logins import LoginView
from cecs_app.ui.components import fields
from cecs_app.ui.guards import act
from cecs_app.ui.visiting import Screen, call


class LoginsState(Screen, rx.State):
    logins: list[LoginView] = []
    notice: str = ""

    async def _open(self, who: Visitor) -> None:
        self.notice = ""
        await self._show(who)

    @act(Stage.SIGNED_IN)
    async def end(self, who: Visitor, number: int) -> Any:
        await call(own_logins.end_one, who, number if isinstance(number, int) else 0)
        return await self._ended(who, _("That login is ended. We mailed you about it."))

    @act(Stage.SIGNED_IN)
    async def end_others(self, who: Visitor) -> Any:
        await call(own_logins.end_others, who)
        return await self._ended(who, _("You are logged out everywhere else. We mailed you about it."))

    async def _ended(self, who: Visitor, notice: str) -> Any:
        """The button is gone with the login, so the focus goes to what became of it."""
        self.notice = notice
        await self._show(who)
        return rx.set_focus("logins-notice")

    async def _show(self, who: Visitor) -> None:
        self.logins = list(await call(own_logins.list_all, who))


def logins_section() -> rx.Component:
    state = LoginsState
    return rx.el.section(
        rx.el.h2(_("Where you are logged in"), id="logins-title"),
        rx.el.div(
            state.notice,
            id="logins-notice",
            role="status",
            tab_index=-1,
            class_name=rx.cond(state.notice != "", "notice good", "visually-hidden"),
        ),
        rx.el.ul(rx.foreach(state.logins, lambda one: _login(state, one)), class_name="logins"),
        rx.cond(state.logins.length() > 1, _end_others(state), rx.el.p(_("You are logged in nowhere else."))),
        rx.el.p(
            _("Times are Connecticut's. Is there a login that you don't know? End it, and then change your password."),
            class_name="hint",
        ),
        aria_labelledby="logins-title",
    )


def _login(state: Any, one: rx.Var[LoginView]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.h3(one.device, rx.cond(one.is_this, rx.el.span(_("This one"), class_name="badge good"))),
            rx.cond(
                one.awaits_proof,
                rx.el.p(
                    _("Somebody typed your password there, and has not taken the second step yet."),
                    class_name="warn-line",
                ),
            ),
            rx.el.dl(
                _fact(_("Logged in"), one.since),
                _fact(_("Last seen"), one.seen),
                _fact(_("Internet address"), rx.el.span(one.address, class_name="fact")),
            ),
        ),
        rx.cond(one.is_this, rx.fragment(), _end(state, one)),
        class_name="card login",
    )


def _fact(label: str, value: Any) -> rx.Component:
    return rx.el.div(rx.el.dt(label), rx.el.dd(value))


def _end(state: Any, one: Any) -> rx.Component:
    return rx.el.button(
        _("End this login"),
        rx.el.span(": ", one.device, ", ", one.since, class_name="visually-hidden"),
        type="button",
        on_click=state.end(one.number).throttle(fields.DOUBLE_PRESS_MS),
        class_name="button secondary",
        aria_disabled=state.busy,
    )


def _end_others(state: Any) -> rx.Component:
    return rx.el.p(
        rx.el.button(
            _("Log out everywhere else"),
            type="button",
            on_click=state.end_others().throttle(fields.DOUBLE_PRESS_MS),
            class_name="button",
            aria_disabled=state.busy,
        )
    )
