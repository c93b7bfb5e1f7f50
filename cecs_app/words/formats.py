"""Days, instants and money as a person reads them, in the language of the moment."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_datetime, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_currency

from cecs_app.clock import CONNECTICUT
from cecs_app.language import DEFAULT, PSEUDO, _, current


def date_words(day: date) -> str:
    """Written out, "December 30, 2026": figures alone are read in two ways."""
    return format_date(day, format="long", locale=locale())


def instant_words(at: datetime) -> str:
    """In Connecticut's time and says so: "January 15, 2027 at 12:00 PM EST"."""
    local = at.astimezone(CONNECTICUT)
    zone = get_timezone_name(local, width="short", locale=Locale("en", "US"))
    return _("{day} at {time} {zone}").format(day=date_words(local.date()), time=time_words(at), zone=zone)


def time_words(at: datetime) -> str:
    """ "2:32 PM" in Connecticut."""
    local = at.astimezone(CONNECTICUT)
    return format_datetime(local, "h:mm a", locale=locale()).replace("\u202f", " ")


def short_instant_words(at: datetime) -> str:
    """In Connecticut's time, for where many stand in a column: "Jan 15, 2027, 12:00 PM"."""
    local = at.astimezone(CONNECTICUT)
    return format_datetime(local, "MMM d, y, h:mm a", locale=locale()).replace("\u202f", " ")


def money_words(cents: int) -> str:
    """ "$200.00" in every language: these are United States dollars and people know them so."""
    return format_currency(Decimal(cents) / 100, "USD", locale=Locale("en", "US"))


def listed(names: list[str], style: Literal["standard", "or"] = "standard") -> str:
    """ "a, b, and c"; with style "or", "a, b, or c"."""
    return format_list(names, style=style, locale=locale()) if names else ""


def locale() -> Locale:
    language = current()
    return Locale.parse(DEFAULT if language == PSEUDO else language, sep="-")
