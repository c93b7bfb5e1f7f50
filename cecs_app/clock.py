"""Time enters the portal here only, so that tests can choose it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
CONNECTICUT = ZoneInfo("America/New_York")


def system_clock() -> datetime:
    return datetime.now(UTC)


def connecticut_day(at: datetime) -> date:
    """The calendar day in Connecticut: deadlines end at its midnight, not at UTC's."""
    return at.astimezone(CONNECTICUT).date()


def start_of(day: date) -> datetime:
    """The instant at which this day begins in Connecticut."""
    return datetime.combine(day, time(), CONNECTICUT)
