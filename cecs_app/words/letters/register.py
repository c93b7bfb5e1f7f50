"""The mails about the Educator Identification Number."""

from collections.abc import Sequence

from cecs_app.language import _
from cecs_app.words.letter import Letter, greeting


def ein(first_name: str, number: str, login_url: str, *, is_new: bool) -> Letter:
    found = _("We found your record. This is your Educator Identification Number (EIN).")
    new = _("There was no record of you yet, so we made one. This is your Educator Identification Number (EIN).")
    return Letter(
        subject=_("Your Educator Identification Number (EIN)"),
        greeting=greeting(first_name),
        paragraphs=(
            new if is_new else found,
            _("It stays with you for your whole career. You need not type it to log in."),
        ),
        facts=((_("EIN"), number),),
        link=(_("Login to the CECS"), login_url),
        closing=(_("If you did not register just now, choose Forgot Password on the login page at once."),),
    )


def claim_opened(first_name: str, reference: str, due: str, address: Sequence[str], register_url: str) -> Letter:
    return Letter(
        subject=_("We are looking for your certification record"),
        greeting=greeting(first_name),
        paragraphs=(
            _("We could not be certain of your record, so a person at the Bureau will look at it."),
            _("You need not do anything. We mail you the answer by {due}.").format(due=due),
        ),
        facts=((_("Reference"), reference), (_("Answer by"), due)),
        link=(_("Change something and try again"), register_url),
        closing=(
            _("You can also write to the Bureau. Give the reference, never your Social Security Number:"),
            ", ".join(address),
        ),
    )


def record_asked_for(first_name: str, address: Sequence[str], login_url: str) -> Letter:
    """To the owner of a record that another account asked for."""
    return Letter(
        subject=_("Somebody tried to register with your record"),
        greeting=greeting(first_name),
        paragraphs=(
            _(
                "Somebody stated facts that fit your certification record, from another CECS account than yours. "
                "Your record was not shown or changed."
            ),
            _("If it was you, you have an account already: log in to it. You don't need a second one."),
        ),
        link=(_("Login to the CECS"), login_url),
        closing=(
            _("If it wasn't you, you need not do anything: a person at the Bureau looks at it. You can write to us:"),
            ", ".join(address),
        ),
    )


def record_kept(first_name: str, address: Sequence[str], login_url: str) -> Letter:
    """To the owner of a record that another account asked for, once a person has decided."""
    return Letter(
        subject=_("Your certification record stays yours"),
        greeting=greeting(first_name),
        paragraphs=(
            _(
                "Somebody tried to register with facts that fit your certification record. A person at the Bureau "
                "has looked at it and decided."
            ),
            _("Your record was not shown or changed, and stays tied to your account. You need not do anything."),
        ),
        link=(_("Login to the CECS"), login_url),
        closing=(_("Was it you, or do you worry about it? Write to us:"), ", ".join(address)),
    )
