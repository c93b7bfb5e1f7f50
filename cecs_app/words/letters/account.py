"""The mails about an account. Each must be useful alone: what happened, what to do, and what if it wasn't you."""

from cecs_app.language import _
from cecs_app.words.letter import Letter, greeting


def username(first_name: str, username: str, login_url: str) -> Letter:
    """The first of the two mails to a new account."""
    return Letter(
        subject=_("Your CECS Username (email 1 of 2)"),
        greeting=greeting(first_name),
        paragraphs=(
            _("An account on the Connecticut Educator Certification System (CECS) was made for you."),
            _("This is your username. Keep it: you need it each time you log in."),
        ),
        facts=((_("CECS Username"), username),),
        link=(_("Login to the CECS"), login_url),
        closing=(
            _("Email 2 of 2 holds your temporary password. If you don't find it, look in your SPAM folder."),
            _("Still nothing? Choose Forgot Password on the login page, and a new one is mailed to you."),
            _not_you(),
        ),
    )


def temporary_password(first_name: str, password: str, login_url: str) -> Letter:
    """The second of the two mails to a new account."""
    return Letter(
        subject=_("Your CECS Temporary Password (email 2 of 2)"),
        greeting=greeting(first_name),
        paragraphs=(
            _("This is your temporary password for the Connecticut Educator Certification System (CECS)."),
            _(
                "Log in with your username and this password. Then paste it once more, as the old password, "
                "and make up a personal one."
            ),
        ),
        facts=((_("Temporary (Old) Password"), password),),
        link=(_("Login to the CECS"), login_url),
        closing=(
            _("It works once, within 24 hours. If it is older, choose Forgot Password on the login page."),
            _("Your username is in email 1 of 2. If you don't find it, look in your SPAM folder."),
            _("Still nothing? Choose Forgot Username on the login page, and it is mailed to you."),
            _not_you(),
        ),
    )


def account_exists(first_name: str, username: str, login_url: str, forgot_url: str) -> Letter:
    """To the owner of an address that somebody asked a new account for."""
    return Letter(
        subject=_("You already have a CECS account"),
        greeting=greeting(first_name),
        paragraphs=(
            _("Somebody just asked to use this email address for a CECS account."),
            _("It has an account already, so nothing was changed. If it was you, log in with the username below."),
        ),
        facts=((_("CECS Username"), username),),
        link=(_("Login to the CECS"), login_url),
        closing=(
            _("Forgot your password? Get a new temporary one here: {url}").format(url=forgot_url),
            _(
                "Do two of you share this mailbox? Each educator needs an address of her or his own. "
                "The other one can create an account with a school address, for example."
            ),
            _("If it wasn't you, you need not do anything. Nothing has changed."),
        ),
    )


def username_reminder(first_name: str, username: str, login_url: str) -> Letter:
    return Letter(
        subject=_("Your CECS Username"),
        greeting=greeting(first_name),
        paragraphs=(_("You asked for the username of your CECS account."),),
        facts=((_("CECS Username"), username),),
        link=(_("Login to the CECS"), login_url),
        closing=(
            _("Your password has not changed. If you need a new one too, choose Forgot Password on the login page."),
            _not_you(),
        ),
    )


def new_temporary_password(first_name: str, password: str, login_url: str) -> Letter:
    return Letter(
        subject=_("Your new CECS Temporary Password"),
        greeting=greeting(first_name),
        paragraphs=(
            _(
                "You asked for a new temporary password. Log in with your username and this password, "
                "then paste it once more as the old password, and make up a new personal one."
            ),
        ),
        facts=((_("Temporary (Old) Password"), password),),
        link=(_("Login to the CECS"), login_url),
        closing=(
            _("It works once, within 24 hours. Until you set a new password, the one you had keeps working."),
            _not_you(),
        ),
    )


def password_changed(first_name: str) -> Letter:
    return Letter(
        subject=_("Your CECS password was changed"),
        greeting=greeting(first_name),
        paragraphs=(
            _("Your personal password for the CECS was set just now. Every other login was ended."),
            _("If this wasn't you, choose Forgot Password on the login page at once."),
        ),
    )


def new_device(first_name: str, device: str, when: str, forgot_url: str) -> Letter:
    """After a login on a browser that she had not used before."""
    return Letter(
        subject=_("A new login to your CECS account"),
        greeting=greeting(first_name),
        paragraphs=(_("Somebody logged in to your CECS account on a browser you had not used for it before."),),
        facts=((_("Browser"), device), (_("When"), when)),
        closing=(
            _("If this was you, there is nothing to do with this email."),
            _("If this wasn't you, set a new password at once: {url}").format(url=forgot_url),
        ),
    )


def many_tries(first_name: str, forgot_url: str) -> Letter:
    """After many wrong passwords on browsers that are not known to be hers."""
    return Letter(
        subject=_("Somebody tried to log in to your CECS account"),
        greeting=greeting(first_name),
        paragraphs=(
            _("Somebody typed your username with wrong passwords many times. Nobody got in."),
            _("For some minutes your account takes no more tries on browsers you have not used before."),
        ),
        closing=(
            _("You can go on logging in on the browser you always use."),
            _("Was it you? Get a new temporary password here; it works at once: {url}").format(url=forgot_url),
        ),
    )


def confirm_email(first_name: str, confirm_url: str) -> Letter:
    """To the new address: proof that its owner reads it."""
    return Letter(
        subject=_("Confirm your new email address for the CECS"),
        greeting=greeting(first_name),
        paragraphs=(
            _("You asked to use this address for your CECS account. Open the link and press the button there."),
        ),
        link=(_("Confirm this address"), confirm_url),
        closing=(
            _("The link works once, within 24 hours. Until then your old address stays in use."),
            _not_you(),
        ),
    )


def email_change_asked(first_name: str, new_email: str, forgot_url: str) -> Letter:
    """To the address in use, as soon as another one is asked for: whoever holds it may still stop the change."""
    return Letter(
        subject=_("A new email address was asked for on your CECS account"),
        greeting=greeting(first_name),
        paragraphs=(
            _("Somebody logged in to your account asked to change its email address."),
            _("The new address has to be confirmed first. Until then, this one stays in use."),
        ),
        facts=((_("New email address"), new_email),),
        closing=(
            _("If this was you, there is nothing to do with this email."),
            _("If this wasn't you, set a new password at once: {url}").format(url=forgot_url),
        ),
    )


def email_changed(first_name: str, new_email: str) -> Letter:
    """To the old address, once the new one is confirmed."""
    return Letter(
        subject=_("The email address of your CECS account was changed"),
        greeting=greeting(first_name),
        paragraphs=(_("From now on we write to the new address, and no longer to this one."),),
        facts=((_("New email address"), new_email),),
        closing=(_("If this wasn't you, tell the Bureau of Educator Standards and Certification at once."),),
    )


def _not_you() -> str:
    return _("If you didn't ask for this, you need not do anything.")
