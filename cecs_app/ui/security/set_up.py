"""/profile/security/authenticator, /passkey and /codes: one thing a page. The forms are native: what they make is told
once, on a page of its own that web/second_step.py sends."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.errors import Elsewhere
from cecs_app.domain.second_step import LONGEST_PASSKEY_NAME
from cecs_app.language import _
from cecs_app.services.second_step import authenticator, codes, factors, holding, passkeys
from cecs_app.ui.components import fields
from cecs_app.ui.components.authenticator import authenticator_card
from cecs_app.ui.components.frame import loaded, native_form, page
from cecs_app.ui.components.login_fields import code_field
from cecs_app.ui.components.passkeys import LACKS_PASSKEYS, NEEDS_PASSKEYS, passkey_form
from cecs_app.ui.guards import visit
from cecs_app.ui.visiting import Screen, call, cookie_token, flash
from cecs_app.words.devices import device_words


class AuthenticatorState(Screen, rx.State):
    @visit(Stage.SIGNED_IN)
    async def load(self, _who: Visitor) -> Any:
        await call(authenticator.begin, cookie_token(self))
        return self._show_note(await flash(self, authenticator.PAGE))


class PasskeyState(Screen, rx.State):
    name: str = ""
    """What was typed before a failed try; at first, what this browser calls itself."""

    @visit(Stage.SIGNED_IN)
    async def load(self, _who: Visitor) -> Any:
        await call(holding.admit, cookie_token(self), passkeys.PAGE)
        note = await flash(self, passkeys.PAGE)
        self.name = note.get("passkey_name") or device_words(self.router.headers.user_agent)
        return self._show_note(note)


class CodesState(Screen, rx.State):
    @visit(Stage.SIGNED_IN)
    async def load(self, who: Visitor) -> Any:
        await call(holding.admit, cookie_token(self), codes.PAGE)
        if not (await call(factors.get_factors, who.account_id)).is_on:
            raise Elsewhere(holding.SECURITY)
        return self._show_note(await flash(self, codes.PAGE))


def authenticator_page() -> rx.Component:
    state = AuthenticatorState
    return page(
        _("Set up an authenticator app"),
        # Before what is shown once the page is filled: the focus goes there at once.
        fields.error_summary(state),
        loaded(
            rx.el.p(
                _("From then on each login asks for a code of the app. "),
                _("Have you one already? It ends once the new one is set up."),
            ),
            rx.el.h2(_("1. Scan this with your authenticator")),
            authenticator_card("/session/authenticator"),
            rx.el.h2(_("2. Type the code that it shows")),
            native_form(
                "/session/authenticator",
                code_field(state),
                rx.el.button(_("Set up"), type="submit", class_name="button"),
                class_name="form",
            ),
        ),
        back=holding.SECURITY,
    )


def passkey_page() -> rx.Component:
    state = PasskeyState
    return page(
        _("Add a passkey"),
        # Before what is shown once the page is filled: the focus goes there at once.
        fields.error_summary(state),
        loaded(
            rx.el.p(
                _("A passkey is kept by your phone, your computer or a security key. "),
                _("You use it with your finger, your face or a PIN, and no other site can ask for it. "),
                _("From then on each login asks for it, or for another second step that you have."),
            ),
            passkey_form(
                "/session/passkey",
                "/session/passkey/offer",
                fields.text_field(
                    state,
                    "passkey_name",
                    _("Name of this passkey"),
                    hint=_("So that you know it again, for example “My phone”."),
                    auto_complete="off",
                    max_length=LONGEST_PASSKEY_NAME,
                    default_value=state.name,
                    key=state.name,
                ),
                button=_("Make the passkey"),
                class_name=f"form {NEEDS_PASSKEYS}",
            ),
            rx.el.p(
                _("This browser can't make passkeys. Use another one, or set up an authenticator app."),
                class_name=f"notice warn {LACKS_PASSKEYS}",
            ),
        ),
        back=holding.SECURITY,
    )


def codes_page() -> rx.Component:
    state = CodesState
    return page(
        _("Make new recovery codes"),
        # Before what is shown once the page is filled: the focus goes there at once.
        fields.error_summary(state),
        loaded(
            rx.el.p(_("You get ten new ones. The ones you have work no more: throw them away.")),
            rx.el.p(_("They are shown once, on the next page. Have paper or your password manager at hand.")),
            native_form(
                "/session/recovery-codes",
                rx.el.button(_("Make new recovery codes"), type="submit", class_name="button"),
                class_name="form",
            ),
        ),
        back=holding.SECURITY,
    )
