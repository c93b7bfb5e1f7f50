"""Time enters the portal here only, so that tests can choose it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
CONNECTICUT = ZoneInfo("America/New_York")


def system_clock() -> datetime:
    return datetime.now(UTC)


def connecticut_day(at: datetime) -> date:
    """The calendar day in Connecticut: deadlines end at its midnight, not at UTC's."""
    return at.astimezone(CONNECTICUT).date()
