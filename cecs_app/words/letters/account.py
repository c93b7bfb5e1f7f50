"""The mails about an account. Each must be useful alone: what happened, what to do, and what if it wasn't you."""

from cecs_app.language import _
from cecs_app.words.letter import Letter, greeting


def password_changed(first_name: str) -> Letter:
    return Letter(
        subject=_("Your CECS password was changed"),
        greeting=greeting(first_name),
        paragraphs=(
            _("Your personal password for the CECS was set just now. Every other login was ended."),
            _("If this wasn't you, choose Forgot Password on the login page at once."),
        ),
    )
