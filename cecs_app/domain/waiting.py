"""How long an application waits for its decision: what can honestly be said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from statistics import quantiles

FEWEST = 20
"""Fewer decisions than this say nothing of the next one."""
EXACT_THROUGH = 50
"""Behind this place others leave the line faster than she can look: it is told to the nearest ten."""
TEN = 10
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Weeks:
    """Half of all applications were decided within these whole weeks after filing, both included."""

    least: int
    most: int


@dataclass(frozen=True)
class Place:
    """In the line of those that nobody has taken up yet; 1 is next."""

    number: int
    is_about: bool


def find_usual_weeks(waits: Sequence[timedelta], front: timedelta = timedelta()) -> Weeks | None:
    """From the 25th through the 75th percentile, widened to whole weeks; None for too few decisions.

    `front` is how long the first in line has waited: what is decided next takes at least as long, so the range
    reaches that far, however quick the last ones were.
    """
    if len(waits) < FEWEST:
        return None
    least, _, most = quantiles([wait / WEEK for wait in waits], n=4, method="inclusive")
    return Weeks(int(least), max(1, ceil(max(most, front / WEEK))))


def place_behind(ahead: int) -> Place:
    """`ahead` is how many are to be taken up before hers."""
    number = ahead + 1
    if number <= EXACT_THROUGH:
        return Place(number, is_about=False)
    return Place((number + TEN // 2) // TEN * TEN, is_about=True)
