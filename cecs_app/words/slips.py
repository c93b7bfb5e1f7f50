"""When an application that is paid by mail counts as filed: the same words on the screen and on the slip.

Source: shared/domain.md, section 2: signed, and with at least the review fee, before the certificate ends.
"""

from cecs_app.domain.dues import Dues
from cecs_app.language import _
from cecs_app.words.formats import money_words


def filing_heading(dues: Dues) -> str:
    return _("When it counts as filed") if dues.to_file_cents else _("About the balance")


def filing_words(dues: Dues, ends: str) -> tuple[str, ...]:
    """`ends` is the certificate's last day in words; empty when that is over."""
    if not dues.to_file_cents:
        balance = _("Your application is filed. The balance must come before it can be approved.")
        return (balance,)
    filed = _(
        "Your application counts as filed on the day on which the Bureau has received at least {amount}. "
        "The postmark does not count."
    )
    words = [filed.format(amount=money_words(dues.to_file_cents))]
    if ends:
        words.append(
            _("Your certificate is valid through {day}. To be in time, the payment must arrive by then.").format(
                day=ends
            )
        )
    if dues.balance_may_follow and dues.to_file_cents < dues.owed_cents:
        words.append(_("You may send the review fee first, and the balance later."))
    return tuple(words)
