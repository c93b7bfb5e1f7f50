"""A date of birth typed as month, day and year. What is wrong is said of the part that is wrong."""

from calendar import monthrange
from datetime import date

from cecs_app.domain.errors import InvalidFields

OLDEST_YEARS = 120
"""Nobody alive is older: a birth date before that is a slip, most often in the year."""


def birth_date(name: str, month: str, day: str, year: str, today: date) -> date:
    """Raises InvalidFields with the codes by `<name>_month`, `<name>_day` and `<name>_year`."""
    fields = (f"{name}_month", f"{name}_day", f"{name}_year")
    faults = {
        fields[0]: None if _is_number(month, 1, 12) else "birth_month",
        fields[1]: None if _is_number(day, 1, 31) else "birth_day",
        fields[2]: _year_fault(year, today),
    }
    found = {field: code for field, code in faults.items() if code}
    if found:
        raise InvalidFields(found)
    if int(day) > monthrange(int(year), int(month))[1]:
        raise InvalidFields({fields[1]: "birth_day_of_month"})
    born = date(int(year), int(month), int(day))
    if born >= today:
        raise InvalidFields({fields[2]: "birth_in_future"})
    return born


def _year_fault(year: str, today: date) -> str | None:
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        return "birth_year"
    if int(year) > today.year:
        return "birth_in_future"
    return "birth_too_long_ago" if int(year) < today.year - OLDEST_YEARS else None


def _is_number(typed: str, least: int, most: int) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) <= 2 and least <= int(typed) <= most
