"""Weeks as the desk counts them: from Monday, by Connecticut's calendar."""

from datetime import date, timedelta

WEEK = timedelta(days=7)
QUARTER = 13
"""Weeks in what the reports look back on."""


def last_weeks(today: date, count: int = QUARTER) -> tuple[date, ...]:
    """Their Mondays, the oldest first; the last is of the week that is not over yet."""
    this_monday = today - timedelta(days=today.weekday())
    return tuple(this_monday - WEEK * back for back in reversed(range(count)))
