"""What only the staff read about an application."""

from datetime import date

from cecs_app.language import _
from cecs_app.words.formats import date_words


def undo_words(term: tuple[date, date] | None, replaced_by: str | None) -> tuple[str, ...]:
    """What an undo puts back: `term` is what the certificate had before, None where it was denied."""
    back = _("The application goes back to the reviewer who decided, in review.")
    told = _("The educator is mailed that the decision was taken back, with your reason.")
    if term is None:
        return (_("The denial no longer holds."), back, told)
    dates = _("The certificate is valid from {first} through {last} again.").format(
        first=date_words(term[0]), last=date_words(term[1])
    )
    gone = [_("Certificate {number} is taken back.").format(number=replaced_by)] if replaced_by else []
    return (dates, *gone, back, told)
