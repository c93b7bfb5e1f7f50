"""/create-account: names and email address; the username and the temporary password come in two mails."""

from typing import Any

import reflex as rx

from cecs_app.domain.access import Stage, Visitor
from cecs_app.language import _
from cecs_app.services import sign_up
from cecs_app.ui.components import fields
from cecs_app.ui.components.frame import page
from cecs_app.ui.form_data import text
from cecs_app.ui.guards import act, visit
from cecs_app.ui.visiting import Screen, call, cookie_token, go, path


class SignUpState(Screen, rx.State):
    @visit(Stage.ANYONE)
    async def load(self, _who: Visitor | None) -> None:
        """The form starts empty: nothing of it is kept here."""

    @act(Stage.ANYONE)
    async def submit(self, _who: Visitor | None, form: dict[str, Any]) -> Any:
        request = sign_up.Request(
            last_name=text(form, "last_name"),
            first_name=text(form, "first_name"),
            email=text(form, "email"),
            email_again=text(form, "email_again"),
        )
        await call(sign_up.create_account, cookie_token(self), request)
        return go("/check-your-email")


def sign_up_page() -> rx.Component:
    state = SignUpState
    return page(
        _("Create an Account on the C.E.C.S."),
        rx.el.p(_("We mail you a username and a temporary password, in two separate emails."), class_name="lead"),
        fields.form(
            state,
            state.submit,
            fields.text_field(
                state,
                "last_name",
                _("Last Name"),
                hint=_("As it stands on your certificate, if you have one."),
                auto_complete="family-name",
            ),
            fields.text_field(state, "first_name", _("First Name"), auto_complete="given-name"),
            fields.email_field(
                state, "email", _("Email Address"), hint=_("One that only you read, and that you will keep.")
            ),
            fields.email_field(state, "email_again", _("Verify Email Address"), hint=_("The same address once more.")),
            _unique_address(),
            fields.submit_button(state, _("Submit")),
        ),
        rx.el.p(
            _("You have an account already?") + " ",
            rx.el.a(_("Login to the CECS"), href=path("/login")),
            class_name="after-form",
        ),
    )


def _unique_address() -> rx.Component:
    return rx.el.div(
        rx.el.h2(_("Two of you share one address?"), class_name="notice-title"),
        rx.el.p(
            _("Every educator needs an email address of her or his own. If you and your spouse or partner both use "),
            _("the CECS, only one of you can enter the home address. The other one enters another, "),
            _("such as a school address or a free one from a mail service."),
        ),
        class_name="notice",
    )
