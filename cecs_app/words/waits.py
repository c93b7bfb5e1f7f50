"""How long it takes, and where an application stands in the line."""

from datetime import date

from babel.numbers import format_decimal

from cecs_app.domain.waiting import Place, Weeks
from cecs_app.language import _, mark, ngettext
from cecs_app.words.formats import date_words, locale

# "2-3 months' wait; strictly first come": portal.ct.gov, in shared/domain.md, section 2.
_PUBLISHED = mark("From filing to decision it takes two to three months now.")

_WORKING_ON = mark("The Bureau is working on applications filed on {day}.")


def usual_words(weeks: Weeks | None) -> str:
    """As measured, or else as published."""
    if weeks is None:
        return _(_PUBLISHED)
    if weeks.least == 0:
        words = ngettext(
            "From filing to decision it usually takes up to a week.",
            "From filing to decision it usually takes up to {most} weeks.",
            weeks.most,
        )
    elif weeks.least == weeks.most:
        words = ngettext(
            "From filing to decision it usually takes about a week.",
            "From filing to decision it usually takes about {most} weeks.",
            weeks.most,
        )
    else:
        words = _("From filing to decision it usually takes {least} to {most} weeks.")
    return words.format(least=weeks.least, most=weeks.most)


def place_words(working_on: date, place: Place) -> str:
    """ "The Bureau is working on applications filed on September 3, 2026. Yours is about number 410 in line." """
    number = format_decimal(place.number, locale=locale())
    if place.number == 1:
        hers = _("Yours is next.")
    elif place.is_about:
        hers = _("Yours is about number {number} in line.").format(number=number)
    else:
        hers = _("Yours is number {number} in line.").format(number=number)
    return f"{_(_WORKING_ON).format(day=date_words(working_on))} {hers}"
