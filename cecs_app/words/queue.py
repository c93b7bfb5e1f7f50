"""Words of the desk's queue: its views, filters and rows. Short ones, for they stand side by side."""

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from cecs_app.domain.application import Actor, Status
from cecs_app.domain.queue import View
from cecs_app.language import _, mark, ngettext
from cecs_app.words.formats import date_words, locale

_VIEWS = {
    View.TO_TAKE_UP: mark("To take up"),
    View.OPEN: mark("All open"),
    View.DECIDED: mark("Decided lately"),
}
_STATUSES = {
    Status.SUBMITTED: mark("Submitted"),
    Status.WAITING_REVIEW: mark("Waiting review"),
    Status.IN_REVIEW: mark("In review"),
    Status.MISSING_CREDENTIALS: mark("Missing credentials"),
    Status.ON_HOLD: mark("On hold"),
    Status.SECOND_LOOK: mark("Second look"),
    Status.APPEALED: mark("Appealed"),
    Status.APPROVED: mark("Approved"),
}
_WAITING = {
    Actor.BUREAU: mark("The Bureau"),
    Actor.EDUCATOR: mark("The educator"),
    Actor.SUPERVISOR: mark("A supervisor"),
    Actor.PANEL: mark("The panel"),
    Actor.OTHERS: mark("Somebody else"),
}


def view_name(view: View | Status) -> str:
    return _(_VIEWS[view] if isinstance(view, View) else _STATUSES[view])


def waiting_name(actor: Actor) -> str:
    return _(_WAITING[actor])


def older_than_words(days: int) -> str:
    return _("More than {days} days ago").format(days=days)


def age_words(days: int) -> str:
    if days <= 0:
        return _("today")
    return ngettext("yesterday", "{days} days ago", days).format(days=days)


def short_date_words(day: date) -> str:
    """ "Nov 3, 2026"."""
    return format_date(day, format="medium", locale=locale())


def count_words(count: int, most: int) -> str:
    """ "1,204", and "5,000+" where counting stopped at `most`."""
    shown = format_decimal(min(count, most), locale=locale())
    return f"{shown}+" if count > most else shown


def overdue_words(due_on: date) -> str:
    return _("Overdue since {day}").format(day=short_date_words(due_on))


def held_words(until: date) -> str:
    return _("Held until {day}").format(day=short_date_words(until))


def decided_words(day: date) -> str:
    return _("Decided {day}").format(day=short_date_words(day))


def filed_words(day: date, days: int) -> str:
    """ "filed November 3, 2026, 22 days ago"."""
    return _("filed {day}, {age}").format(day=date_words(day), age=age_words(days))


def shown_words(first: date, last: date, *, is_decided: bool) -> str:
    """What the rows of a page are, by the days of the first and the last."""
    whole = (
        _("The last decided first: {first} back to {last}.")
        if is_decided
        else _("First come, first served: filed {first} to {last}.")
    )
    return whole.format(first=short_date_words(first), last=short_date_words(last))


def found_words(count: int, typed: str) -> str:
    words = ngettext("{count} application for “{typed}”.", "{count} applications for “{typed}”.", count)
    return words.format(count=count, typed=typed)
