"""The mails that tell an educator what a person at the Bureau decided about her registration."""

from collections.abc import Sequence

from cecs_app.language import _
from cecs_app.words.letter import Letter, greeting


def linked(first_name: str, reference: str, number: str, login_url: str) -> Letter:
    return Letter(
        subject=_("We found your certification record"),
        greeting=greeting(first_name),
        paragraphs=(
            _("A person at the Bureau looked at your registration and found your record. Your account is tied to it."),
            _("Go on by logging in: your certificates and applications are there."),
        ),
        facts=((_("Educator Identification Number (EIN)"), number), (_("Reference"), reference)),
        link=(_("Login to the CECS"), login_url),
        closing=(_("If you did not register, choose Forgot Password on the login page at once."),),
    )


def new_number(first_name: str, reference: str, number: str, login_url: str) -> Letter:
    return Letter(
        subject=_("Your Educator Identification Number (EIN)"),
        greeting=greeting(first_name),
        paragraphs=(
            _("A person at the Bureau looked at your registration. There was no record of you yet, so we made one."),
            _("Go on by logging in. If you hold a Connecticut certificate already, write to us: give the reference."),
        ),
        facts=((_("Educator Identification Number (EIN)"), number), (_("Reference"), reference)),
        link=(_("Login to the CECS"), login_url),
        closing=(_("If you did not register, choose Forgot Password on the login page at once."),),
    )


def refused(first_name: str, reference: str, reason: str, address: Sequence[str], register_url: str) -> Letter:
    return Letter(
        subject=_("We could not give you a certification record"),
        greeting=greeting(first_name),
        paragraphs=(
            _("A person at the Bureau looked at your registration and could not tie your account to a record."),
            _("The reason: {reason}").format(reason=reason),
            _("You can register again: check what you type first, above all the SSN and the date of birth."),
        ),
        facts=((_("Reference"), reference),),
        link=(_("Register again"), register_url),
        closing=(
            _("You can also write to the Bureau. Give the reference, never your Social Security Number:"),
            ", ".join(address),
        ),
    )
