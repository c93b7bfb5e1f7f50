"""The mail about logins that were ended from another one."""

from collections.abc import Sequence

from cecs_app.language import _
from cecs_app.words.letter import Letter, greeting


def logins_ended(first_name: str, ended: Sequence[tuple[str, str]], forgot_url: str) -> Letter:
    """`ended`: each one's device, and since when it was logged in."""
    since = _("logged in since {instant}")
    return Letter(
        subject=_("Logins to your CECS account were ended"),
        greeting=greeting(first_name),
        paragraphs=(_("Somebody logged in to your account ended these other logins:"),),
        facts=tuple((device, since.format(instant=instant)) for device, instant in ended),
        closing=(
            _("If this was you, there is nothing to do with this email."),
            _("If this wasn't you, set a new password at once: {url}").format(url=forgot_url),
        ),
    )
