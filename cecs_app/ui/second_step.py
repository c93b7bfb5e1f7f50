"""/login/second-step: the password was right; now a passkey, a code of the authenticator, or a recovery code.

The forms for codes stand in the page from the start, so that they can be posted without JavaScript too. A passkey
needs it, and comes once the server has said what she has.
"""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.domain.errors import Elsewhere
from cecs_app.domain.second_step import Way
from cecs_app.language import _
from cecs_app.services.second_step import factors
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import native_form, page
from cecs_app.ui.components.login_fields import code_field
from cecs_app.ui.components.passkeys import LACKS_PASSKEYS, NEEDS_PASSKEYS, passkey_form
from cecs_app.ui.guards import WAY_UP, visit
from cecs_app.ui.visiting import Screen, call, flash

ACTION = "/session/second-step"
AFTER_LOGIN = "/certificates"


class SecondStepLoginState(Screen, rx.State):
    has_authenticator: bool = True
    has_passkey: bool = False

    @visit(Stage.PROVING)
    async def load(self, who: Visitor) -> Any:
        if who.stage > Stage.PROVING:
            raise Elsewhere(WAY_UP.get(who.stage, AFTER_LOGIN))
        found = await call(factors.get_factors, who.account_id)
        self.has_authenticator, self.has_passkey = found.has_authenticator, bool(found.passkeys)
        return self._show_note(await flash(self, "/login/second-step"))


def second_step_page() -> rx.Component:
    state = SecondStepLoginState
    return page(
        _("One more step to log in"),
        rx.el.p(_("Your password was right. Now show that it is you."), class_name="lead"),
        fields.error_summary(state),
        rx.cond(state.has_passkey, _passkey(state)),
        rx.cond(state.has_authenticator, _authenticator(state)),
        _recovery_code(state),
    )


def _passkey(state: Any) -> rx.Component:
    lacks = _("Your passkey can't be used in this browser.")
    return rx.fragment(
        passkey_form(
            ACTION,
            "/session/passkey/question",
            _way(Way.PASSKEY),
            button=_("Use your passkey"),
            class_name=f"form {NEEDS_PASSKEYS}",
        ),
        rx.el.p(lacks, class_name=f"notice warn {LACKS_PASSKEYS}"),
        rx.cond(state.has_authenticator, rx.el.h2(_("Or with your authenticator app"))),
    )


def _authenticator(state: Any) -> rx.Component:
    return native_form(
        ACTION,
        _way(Way.AUTHENTICATOR),
        code_field(state, Way.AUTHENTICATOR),
        rx.el.button(_("Log in"), type="submit", class_name=_look(state)),
        class_name="form",
    )


def _look(state: Any) -> Any:
    return rx.cond(state.has_passkey, "button secondary", "button")


def _recovery_code(state: Any) -> rx.Component:
    return rx.el.details(
        rx.el.summary(_("I don't have it with me")),
        native_form(
            ACTION,
            _way(Way.RECOVERY_CODE),
            fields.text_field(
                state,
                Way.RECOVERY_CODE,
                _("Recovery code"),
                hint=_("One of the ten that you kept, like abcdef-ghjkmn-pqrstu-vwxyz2. Each works once."),
                auto_complete="off",
                auto_capitalize="none",
                spell_check=False,
                max_length=40,
                class_name="fact",
            ),
            rx.el.button(_("Log in with a recovery code"), type="submit", class_name="button secondary"),
            class_name="form",
        ),
        rx.el.p(
            _("No recovery code left either? Write to the Bureau of Educator Standards and Certification. "),
            _("Once it is sure who you are, it ends the second step, and your password alone logs you in."),
            class_name="hint",
        ),
        open=state.errors.contains(Way.RECOVERY_CODE),
        class_name="other-way",
    )


def _way(way: Way) -> rx.Component:
    return rx.el.input(type="hidden", name="way", value=str(way), read_only=True)
