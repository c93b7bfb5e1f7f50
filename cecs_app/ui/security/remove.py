"""/profile/security/remove-authenticator and /passkeys/[passkey]: what removing one means, before it is done."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services.second_step import authenticator, factors, holding, passkeys
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.guards import act, visit
from cecs_app.ui.security.second_step import SecondStepState
from cecs_app.ui.visiting import Screen, call, cookie_token, go, route_text

LONGEST_NUMBER = 10
"""Digits of a number in an address that a database can hold."""


class Removing(Screen, rx.State, mixin=True):
    is_last: bool = False

    async def _open(self, who: Visitor) -> None:
        await call(holding.admit, cookie_token(self), holding.SECURITY)
        found = await call(factors.get_factors, who.account_id)
        self.is_last = found.has_authenticator + len(found.passkeys) == 1

    async def _back(self, notice: str) -> Any:
        (await self.get_state(SecondStepState))._next_notice = notice
        return go(holding.SECURITY, replace=True)


class RemoveAuthenticatorState(Removing, rx.State):
    @visit(Stage.SIGNED_IN)
    async def load(self, who: Visitor) -> None:
        await self._open(who)

    @act(Stage.SIGNED_IN)
    async def remove(self, _who: Visitor) -> Any:
        await call(authenticator.remove, cookie_token(self))
        return await self._back(_("Your authenticator app is removed. We mailed you about it."))


class RemovePasskeyState(Removing, rx.State):
    name: str = ""

    @visit(Stage.SIGNED_IN)
    async def load(self, who: Visitor) -> None:
        await self._open(who)
        self.name = await call(passkeys.get_name, who.account_id, self._number)

    @act(Stage.SIGNED_IN)
    async def remove(self, _who: Visitor) -> Any:
        await call(passkeys.remove, cookie_token(self), self._number)
        return await self._back(_("Your passkey is removed. We mailed you about it."))

    @property
    def _number(self) -> int:
        text = route_text(self, "passkey")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER else 0


def remove_authenticator_page() -> rx.Component:
    return _page(RemoveAuthenticatorState, _("Remove your authenticator app?"), rx.fragment())


def remove_passkey_page() -> rx.Component:
    state = RemovePasskeyState
    return _page(
        state,
        _("Remove this passkey?"),
        rx.el.p(rx.el.strong(state.name), class_name="big"),
        rx.el.p(
            _("Your device still keeps it. Delete it there as well: it opens nothing any more."), class_name="hint"
        ),
    )


def _page(state: Any, title: str, *about: rx.Component) -> rx.Component:
    return page(
        title,
        loaded(
            *about,
            rx.cond(
                state.is_last,
                rx.el.p(
                    _("It is the only second step you have. "),
                    _("Without it your password alone logs you in, and your recovery codes end."),
                    class_name="notice warn",
                ),
                rx.el.p(_("You still have another second step, which your login asks for.")),
            ),
            fields.form(state, state.remove, fields.submit_button(state, _("Remove it"))),
        ),
        back=holding.SECURITY,
    )
