"""How long what is kept, as the educator reads it."""

from cecs_app.domain.retention import Kept, RetentionPolicy
from cecs_app.language import _, mark, ngettext

DAYS_A_YEAR = 365
NOT_TOLD = frozenset({Kept.DESK_SESSIONS})
"""About the staff alone."""
_TOLD = {
    Kept.DRAFTS: mark("A draft that you don't touch is closed after {period}."),
    Kept.CLOSED_DRAFTS: mark("What you entered in a draft is erased {period} after you last touched it."),
    Kept.CLAIM_SSNS: mark(
        "An SSN that you stated while a person looked for your record is erased {period} after the decision."
    ),
    Kept.CLAIM_DOCUMENTS: mark("Documents that you sent to prove who you are go {period} after the decision."),
    Kept.CLAIMS: mark("What else you stated there goes {period} after the decision."),
    Kept.WITHDRAWN_DOCUMENTS: mark("Documents of an application that you withdrew go after {period}."),
    Kept.DECIDED_DOCUMENTS: mark("Documents of an application that was decided go {period} after the decision."),
    Kept.STRAY_FILES: mark("A document that you take away yourself is set aside at once, and erased after {period}."),
    Kept.SIGN_UPS: mark("A request for an account is kept for {period}."),
    Kept.EMAIL_CHANGES: mark("A request to change your email address is kept for {period} once it is over."),
    Kept.MAILS: mark("That we sent you a mail is kept for {period}; what was in it is forgotten once it is sent."),
    Kept.SESSIONS: mark("Where you logged in from is kept for {period} after the login ended."),
    Kept.ATTEMPTS: mark("That somebody tried to log in, and from where, is kept for {period}."),
    Kept.DEVICES: mark("A device that you logged in from is remembered for {period} after the last time."),
    Kept.RECOVERY_CODES: mark("A recovery code is kept for {period} after you used it."),
    Kept.BACKUPS: mark("Backups are kept for {period}: what was erased can be in one for so long."),
}


def kept_words(policy: RetentionPolicy) -> tuple[str, ...]:
    """A sentence each."""
    return tuple(_(words).format(period=period_words(policy.days[kind])) for kind, words in _TOLD.items())


def period_words(days: int) -> str:
    years, rest = divmod(days, DAYS_A_YEAR)
    if years and not rest:
        return ngettext("{count} year", "{count} years", years).format(count=years)
    return ngettext("{count} day", "{count} days", days).format(count=days)
