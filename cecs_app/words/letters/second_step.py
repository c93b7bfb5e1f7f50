"""The mails about the second step of login: her authenticator, passkeys and recovery codes."""

from cecs_app.language import _, ngettext
from cecs_app.words.letter import Letter, greeting


def factor_added(first_name: str, passkey: str, forgot_url: str) -> Letter:
    """`passkey` is the name of a new one; empty for an authenticator."""
    what = (_("A passkey was added to your CECS account."), ((_("Passkey"), passkey),)) if passkey else (_added(), ())
    return Letter(
        subject=_("Your CECS login has a new second step"),
        greeting=greeting(first_name),
        paragraphs=(
            what[0],
            _("From now on you need your password and a second step to log in. Every other login was ended."),
        ),
        facts=what[1],
        closing=(_("Keep your recovery codes where you find them, also without your phone."), *_not_you(forgot_url)),
    )


def factor_removed(first_name: str, passkey: str, forgot_url: str, *, is_on: bool) -> Letter:
    """`is_on`: another one is left."""
    what = _("A passkey was removed from your CECS account.") if passkey else _removed()
    return Letter(
        subject=_("A second step of your CECS login was removed"),
        greeting=greeting(first_name),
        paragraphs=(
            what,
            _("Your login still asks for a second step: you have another one.")
            if is_on
            else _("It was the last one. Your password alone logs you in now, and your recovery codes have ended."),
        ),
        facts=((_("Passkey"), passkey),) if passkey else (),
        closing=_not_you(forgot_url),
    )


def codes_made(first_name: str, forgot_url: str) -> Letter:
    return Letter(
        subject=_("New recovery codes for your CECS login"),
        greeting=greeting(first_name),
        paragraphs=(
            _("Ten new recovery codes were made just now. The ones you had before work no more: throw them away."),
        ),
        closing=_not_you(forgot_url),
    )


def code_used(first_name: str, left: int, forgot_url: str, security_url: str, *, is_few: bool) -> Letter:
    """`is_few`: it is time to make new ones."""
    words = ngettext("{left} recovery code is left.", "{left} recovery codes are left.", left).format(left=left)
    return Letter(
        subject=_("A recovery code was used to log in to the CECS"),
        greeting=greeting(first_name),
        paragraphs=(
            _("Somebody logged in with your password and one of your recovery codes. That code works no more."),
            words,
            *((_("Make new ones before they run out."),) if is_few else ()),
        ),
        link=(_("Make new recovery codes"), security_url) if is_few else None,
        closing=_not_you(forgot_url),
    )


def password_known(first_name: str, forgot_url: str) -> Letter:
    """After many wrong codes behind the right password, on browsers that are not known to be hers."""
    return Letter(
        subject=_("Somebody knows your CECS password"),
        greeting=greeting(first_name),
        paragraphs=(
            _("Somebody typed your username and the right password, and then wrong codes many times. Nobody got in."),
            _("If this wasn't you, set a new password at once: {url}").format(url=forgot_url),
        ),
        closing=(
            _("Was it you? The clock of your phone may be off: let it set the time by itself."),
            _("Or use a passkey or a recovery code: they work at once."),
        ),
    )


def passkey_copied(first_name: str, passkey: str, security_url: str) -> Letter:
    return Letter(
        subject=_("A passkey of your CECS account may have been copied"),
        greeting=greeting(first_name),
        paragraphs=(
            _("This passkey was used in two places. We refused it the second time, so nobody got in by it."),
            _("Log in another way, remove this passkey, and make a new one."),
        ),
        facts=((_("Passkey"), passkey),),
        link=(_("Your login and its security"), security_url),
    )


def reset(first_name: str, forgot_url: str) -> Letter:
    return Letter(
        subject=_("The second step of your CECS login was ended"),
        greeting=greeting(first_name),
        paragraphs=(
            _("The Bureau ended the second step of your login, because it was asked to."),
            _("Your password alone logs you in now. Every login was ended, and your recovery codes work no more."),
            _("You can set up a new second step on your profile."),
        ),
        closing=_not_you(forgot_url),
    )


def _added() -> str:
    return _("An authenticator app was added to your CECS account.")


def _removed() -> str:
    return _("The authenticator app was removed from your CECS account.")


def _not_you(forgot_url: str) -> tuple[str, ...]:
    return (
        _("If this was you, there is nothing to do with this email."),
        _("If this wasn't you, set a new password at once: {url}").format(url=forgot_url),
        _("Can't log in any more? Tell the Bureau of Educator Standards and Certification."),
    )
