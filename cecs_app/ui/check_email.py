"""/check-your-email: two mails are on their way; either can be sent again, and the address can be corrected."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import sign_up
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import loaded, page
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, cookie_token, path

NOTICE_ID = "sent"


class CheckEmailState(Screen, rx.State):
    email: str = ""
    sender_name: str = ""
    sender: str = ""
    notice: str = ""

    @visit(Stage.ANYONE)
    async def load(self, _who: Visitor | None) -> None:
        self.notice = ""
        await self._show()

    @act(Stage.ANYONE)
    async def resend_username(self, _who: Visitor | None) -> Any:
        self.notice = ""
        await call(sign_up.resend_username, cookie_token(self))
        self.notice = _("Email 1, with your username, is on its way again.")
        return rx.set_focus(NOTICE_ID)

    @act(Stage.ANYONE)
    async def resend_password(self, _who: Visitor | None) -> Any:
        self.notice = ""
        await call(sign_up.resend_password, cookie_token(self))
        self.notice = _("Email 2 is on its way again, with a new temporary password. An earlier one works no more.")
        return rx.set_focus(NOTICE_ID)

    @act(Stage.ANYONE)
    async def correct(self, _who: Visitor | None, form: dict[str, Any]) -> Any:
        self.notice = ""
        await call(sign_up.correct_email, cookie_token(self), text(form, "email"))
        self.notice = _("Both emails are on their way to the corrected address.")
        await self._show()
        return rx.set_focus(NOTICE_ID)

    async def _show(self) -> None:
        found = await call(sign_up.get_sign_up, cookie_token(self))
        self.email, self.sender_name, self.sender = found.email, found.sender_name, found.sender


def check_email_page() -> rx.Component:
    state = CheckEmailState
    return page(
        _("Check your email"),
        loaded(
            rx.cond(
                state.notice != "",
                rx.el.p(state.notice, id=NOTICE_ID, tab_index=-1, role="status", class_name="notice good"),
            ),
            fields.error_summary(state),
            rx.el.p(
                _("Two separate emails are on their way to") + " ",
                rx.el.strong(state.email, class_name="fact"),
                class_name="lead",
            ),
            _mails(state),
            _advice(state),
            rx.el.div(
                rx.el.a(_("Login to the CECS"), href=path("/login"), class_name="button"),
                class_name="actions",
            ),
            _correction(state),
        ),
    )


def _mails(state: Any) -> rx.Component:
    return rx.el.ol(
        _mail(state, "1", _("CECS Username"), _("The username that is assigned to you."), state.resend_username),
        _mail(
            state,
            "2",
            _("Temporary (Old) Password"),
            _("It works for 24 hours. The link to the CECS comes with it."),
            state.resend_password,
        ),
        class_name="mails",
    )


def _mail(state: Any, number: str, title: str, words: str, resend: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(number, class_name="mail-number", aria_hidden="true"),
        rx.el.div(rx.el.h2(title), rx.el.p(words)),
        rx.el.button(
            _("Resend email {number}").format(number=number),
            rx.el.span(f": {title}", class_name="visually-hidden"),
            type="button",
            on_click=resend.throttle(fields.DOUBLE_PRESS_MS),
            aria_disabled=state.busy,
            class_name="button secondary",
        ),
        class_name="card mail",
    )


def _advice(state: Any) -> rx.Component:
    return rx.el.ul(
        rx.el.li(
            _("They come from {name}, {address}.").format(name=state.sender_name, address=state.sender),
        ),
        rx.el.li(
            rx.el.strong(_("Only one email, or none?") + " "),
            _("Look in your SPAM folder. The other one may have been sent there."),
        ),
        rx.el.li(_("If the address has an account already, one email comes instead and says so.")),
        class_name="rules",
    )


def _correction(state: Any) -> rx.Component:
    return rx.el.section(
        rx.el.h2(_("Is the address wrong?")),
        rx.el.p(_("Correct it, and both emails are sent anew. What was sent to the wrong address works no more.")),
        # No summary of its own: the one on top of the page serves the buttons too.
        rx.el.form(
            fields.email_field(state, "email", _("Correct Email Address")),
            fields.submit_button(state, _("Send to this address")),
            on_submit=state.correct.throttle(fields.DOUBLE_PRESS_MS),
            no_validate=True,
            class_name="form",
        ),
        class_name="aside",
    )
