"""/forgot-username and /forgot-password: the answer is the same whether or not the address is known."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import recovery
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import page
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, cookie_token, path

NOTICE_ID = "sent"


class ForgotUsernameState(Screen, rx.State):
    sent_to: str = ""

    @visit(Stage.ANYONE)
    async def load(self, _who: Visitor | None) -> None:
        self.sent_to = ""

    @act(Stage.ANYONE)
    async def submit(self, _who: Visitor | None, form: dict[str, Any]) -> Any:
        self.sent_to = ""
        self.sent_to = await call(recovery.mail_username, cookie_token(self), text(form, "email"))
        return rx.set_focus(NOTICE_ID)


class ForgotPasswordState(Screen, rx.State):
    sent_to: str = ""

    @visit(Stage.ANYONE)
    async def load(self, _who: Visitor | None) -> None:
        self.sent_to = ""

    @act(Stage.ANYONE)
    async def submit(self, _who: Visitor | None, form: dict[str, Any]) -> Any:
        self.sent_to = ""
        self.sent_to = await call(recovery.mail_temporary_password, cookie_token(self), text(form, "email"))
        return rx.set_focus(NOTICE_ID)


def forgot_username_page() -> rx.Component:
    return page(
        _("Forgot Username"),
        rx.el.p(_("Enter the email address of your account. We mail your username to it."), class_name="lead"),
        _sent(ForgotUsernameState, _("If it has a CECS account, an email with the username is on its way.")),
        _form(ForgotUsernameState, _("Mail my username")),
        _also(_("Forgot Password"), "/forgot-password"),
        back="/login",
    )


def forgot_password_page() -> rx.Component:
    return page(
        _("Forgot Password"),
        rx.el.p(_("Enter the email address of your account. We mail a temporary password to it."), class_name="lead"),
        _sent(
            ForgotPasswordState,
            _("If it has a CECS account, an email with a temporary password is on its way. It works for 24 hours."),
        ),
        _form(ForgotPasswordState, _("Mail a temporary password")),
        rx.el.p(_("The password you have keeps working until you set a new one."), class_name="hint"),
        _also(_("Forgot Username"), "/forgot-username"),
        back="/login",
    )


def _sent(state: Any, words: str) -> rx.Component:
    return rx.cond(
        state.sent_to != "",
        rx.el.div(
            rx.el.h2(_("Look in your mailbox"), class_name="notice-title"),
            rx.el.p(_("You asked about {address}.").format(address=state.sent_to), " ", words),
            rx.el.p(_("Nothing there? Look in your SPAM folder, or try another address that you may have used.")),
            id=NOTICE_ID,
            tab_index=-1,
            role="status",
            class_name="notice good",
        ),
    )


def _form(state: Any, act_words: str) -> rx.Component:
    return fields.form(
        state,
        state.submit,
        fields.email_field(state, "email", _("Email Address")),
        fields.submit_button(state, act_words),
    )


def _also(words: str, to: str) -> rx.Component:
    return rx.el.ul(
        rx.el.li(rx.el.a(words, href=path(to))),
        rx.el.li(rx.el.a(_("Create an Account on the C.E.C.S."), href=path("/create-account"))),
        class_name="plain-list after-form",
    )
