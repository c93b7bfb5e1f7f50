"""The part of /profile/security about the second step of login: what she has for it, and the ways to change that."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Visitor
from cecs_app.domain.second_step import FEW_LEFT
from cecs_app.language import _, ngettext
from cecs_app.services.second_step import authenticator, codes, factors, holding, passkeys
from cecs_app.services.second_step.factors import FactorsView, PasskeyView
from cecs_app.ui.components.passkeys import NEEDS_PASSKEYS
from cecs_app.ui.visiting import Screen, call, flash, path

NOTHING = FactorsView(False, False, [], 0)


class SecondStepState(Screen, rx.State):
    factors: FactorsView = NOTHING
    codes_left: str = ""
    notice: str = ""
    _next_notice: str = ""
    """Left by the page that removed something, shown once when she comes back here."""

    async def _open(self, who: Visitor) -> None:
        done = (await flash(self, holding.SECURITY)).get("done", "")
        self.notice, self._next_notice = _done(done) or self._next_notice, ""
        self.factors = await call(factors.get_factors, who.account_id)
        left = self.factors.codes_left
        self.codes_left = ngettext("{left} code is left.", "{left} codes are left.", left).format(left=left)


def second_step_section() -> rx.Component:
    state = SecondStepState
    return rx.el.section(
        rx.el.h2(
            _("Second step of your login"),
            rx.cond(
                state.factors.is_on,
                rx.el.span(_("On"), class_name="badge good"),
                rx.el.span(_("Off"), class_name="badge"),
            ),
            id="second-step-title",
            class_name="with-badge",
        ),
        rx.cond(state.notice != "", rx.el.p(state.notice, role="status", class_name="notice good")),
        rx.cond(state.factors.is_on, _on(state), _off()),
        aria_labelledby="second-step-title",
    )


def _off() -> rx.Component:
    return rx.fragment(
        rx.el.p(
            _("Your password alone logs you in. "),
            _("With a second step nobody gets in who has found out your password, or reads your mail. "),
            _("It takes about three minutes."),
        ),
        rx.el.div(
            rx.el.a(_("Set up an authenticator app"), href=path(authenticator.PAGE), class_name="button"),
            rx.el.a(_("Add a passkey"), href=path(passkeys.PAGE), class_name=f"button secondary {NEEDS_PASSKEYS}"),
            class_name="actions",
        ),
    )


def _on(state: Any) -> rx.Component:
    return rx.fragment(
        rx.el.p(_("Each login asks for your password and for one of these.")),
        rx.el.ul(
            rx.cond(state.factors.has_authenticator, _authenticator()),
            rx.foreach(state.factors.passkeys, _passkey),
            _codes(state),
            class_name="logins",
        ),
        rx.el.div(
            rx.el.a(_("Add a passkey"), href=path(passkeys.PAGE), class_name=f"button secondary {NEEDS_PASSKEYS}"),
            rx.el.a(
                rx.cond(
                    state.factors.has_authenticator,
                    _("Change to another authenticator app"),
                    _("Set up an authenticator app"),
                ),
                href=path(authenticator.PAGE),
                class_name="button secondary",
            ),
            class_name="actions",
        ),
    )


def _authenticator() -> rx.Component:
    return _card(
        rx.el.h3(_("Authenticator app")),
        rx.el.p(_("Codes of six digits from an app on your phone or computer.")),
        act=rx.el.a(
            _("Remove"),
            rx.el.span(": ", _("Authenticator app"), class_name="visually-hidden"),
            href=path("/profile/security/remove-authenticator"),
        ),
    )


def _passkey(one: rx.Var[PasskeyView]) -> rx.Component:
    return _card(
        rx.el.h3(one.name, rx.el.span(_("Passkey"), class_name="badge")),
        rx.el.p(
            _("Added on {day}.").format(day=one.added),
            " ",
            rx.cond(one.used != "", _("Last used on {day}.").format(day=one.used), _("Not used yet.")),
        ),
        act=rx.el.a(
            _("Remove"),
            rx.el.span(": ", one.name, class_name="visually-hidden"),
            href=path("/profile/security/passkeys/") + one.id.to(str),
        ),
    )


def _codes(state: Any) -> rx.Component:
    few = state.factors.codes_left <= FEW_LEFT
    return _card(
        rx.el.h3(_("Recovery codes"), rx.cond(few, rx.el.span(_("Make new ones"), class_name="badge warn"))),
        rx.el.p(_("They let you in without your phone or passkey."), " ", state.codes_left),
        act=rx.el.a(_("Make new recovery codes"), href=path(codes.PAGE)),
    )


def _card(*told: rx.Component, act: rx.Component) -> rx.Component:
    return rx.el.li(rx.el.div(*told), act, class_name="card login")


def _done(done: str) -> str:
    match done:
        case "authenticator":
            return _("Your authenticator app is set up.")
        case "passkey":
            return _("Your passkey is added.")
    return ""
