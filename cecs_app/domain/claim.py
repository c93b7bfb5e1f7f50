"""A registration that only a person can decide: how long she may be kept waiting."""

from datetime import date, timedelta

BUSINESS_DAYS = 10
"""Two working weeks, our promise and not a published rule: long enough for a letter to the archive and back.
State holidays are counted as working days, so that the day shown never has to move when the calendar does."""

SATURDAY = 5


def decided_by(asked_on: date) -> date:
    """The last day of the promise."""
    day, left = asked_on, BUSINESS_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day
