"""Days, months and years: arithmetic for terms and windows, and tables whose rows hold from day to day.

Whole months and years, never a count of 30 or 365 days. Two conventions, because a window and a term bend
differently where a month is too short: a window that would open on February 31 opens on the last day of
February, while a term that began on February 29 is complete when February 28 is over, so that its anniversary
in a common year is March 1.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

MONTHS_A_YEAR = 12
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Length:
    """How long a term is: whole months, then the days left over."""

    months: int
    days: int = 0


def years(count: int) -> Length:
    return Length(months=count * MONTHS_A_YEAR)


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier, or that month's last day where it has no such day."""
    year, month = _shifted(day, -months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_after(day: date, months: int) -> date:
    """The same day `months` later, or the first of the month after where that month has no such day."""
    year, month = _shifted(day, months)
    last = monthrange(year, month)[1]
    return date(year, month, day.day) if day.day <= last else date(year, month, last) + ONE_DAY


def anniversary(day: date, count: int) -> date:
    """The day `count` years later; March 1 stands for February 29 in a common year."""
    return months_after(day, count * MONTHS_A_YEAR)


def last_day(first: date, length: Length) -> date:
    """The last day of a term: the day before the next one would begin."""
    return months_after(first, length.months) + timedelta(days=length.days) - ONE_DAY


def length_of(first: date, last: date) -> Length:
    """The length of a term from `first` through `last`: what `last_day` needs to come to `last` again."""
    following = last + ONE_DAY
    months = (following.year - first.year) * MONTHS_A_YEAR + following.month - first.month
    if months_after(first, months) > following:
        months -= 1
    return Length(months, (following - months_after(first, months)).days)


def _shifted(day: date, months: int) -> tuple[int, int]:
    year, month0 = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return year, month0 + 1


@dataclass(frozen=True)
class Span:
    """Days from `first` through `last`, both included; `date.min` and `date.max` stand for "open"."""

    first: date = date.min
    last: date = date.max

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def since(self) -> date | None:
        """The first day, None where the span has always begun."""
        return None if self.first == date.min else self.first

    def __str__(self) -> str:
        first = "open" if self.first == date.min else self.first.isoformat()
        last = "open" if self.last == date.max else self.last.isoformat()
        return f"{first}..{last}"


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A row of a dated table: `row` is its place in the file, `span` the days on which it holds."""

    row: str
    span: Span
    source: str


D = TypeVar("D", bound=Dated)
E = TypeVar("E", bound=StrEnum)
K = TypeVar("K")
V = TypeVar("V")


class RowsError(ValueError):
    """A row that can't be read, or rows that give a day no answer or two; the message names the row."""


def in_force(rows: tuple[D, ...], on: date) -> D:
    return next(row for row in rows if row.span.covers(on))


def timelines(rows: Iterable[tuple[K, D]]) -> dict[K, tuple[D, ...]]:
    """By subject. Raises RowsError."""
    grouped: dict[K, list[D]] = {}
    for subject, row in rows:
        grouped.setdefault(subject, []).append(row)
    return {subject: timeline(_name(subject), found) for subject, found in grouped.items()}


def _name(subject: object) -> str:
    return " of ".join(map(str, subject)) if isinstance(subject, tuple) else str(subject)


def timeline(subject: str, rows: Iterable[D]) -> tuple[D, ...]:
    """The rows in order of time, covering every day exactly once. Raises RowsError."""
    ordered = sorted(rows, key=lambda row: row.span.first)
    for earlier, later in pairwise(ordered):
        if earlier.span.last >= later.span.first:
            raise RowsError(f"{later.row} ({subject}, {later.span}) overlaps {earlier.row} ({earlier.span})")
        if later.span.first - earlier.span.last > ONE_DAY:
            raise RowsError(f"{later.row} ({subject}, {later.span}) leaves a gap after {earlier.row}")
    if ordered[0].span.first > date.min:
        raise RowsError(f"{ordered[0].row} ({subject}, {ordered[0].span}) leaves a gap before it")
    if ordered[-1].span.last < date.max:
        raise RowsError(f"{ordered[-1].row} ({subject}, {ordered[-1].span}) leaves a gap after it")
    return tuple(ordered)


@dataclass(frozen=True)
class Row:
    """A TOML table being read. `name` is its place in the file, and begins every error."""

    name: str
    fields: Mapping[str, object]

    def error(self, what: str) -> RowsError:
        return RowsError(f"{self.name}: {what}")

    def check_only(self, *keys: str) -> None:
        unknown = self.fields.keys() - {*keys}
        if unknown:
            raise self.error(f"unknown {', '.join(sorted(unknown))}")

    def find(self, key: str, of: type[V]) -> V | None:
        value = self.fields.get(key)
        # The exact type: bool is an int and datetime is a date to isinstance, but not to a rule.
        if value is not None and type(value) is not of:
            raise self.error(f"{key} = {value!r} is not of type {of.__name__}")
        return value

    def get(self, key: str, of: type[V]) -> V:
        value = self.find(key, of)
        if value is None or value in ("", []):
            raise self.error(f"{key} is missing")
        return value

    def number(self, key: str, least: int = 0) -> int:
        value = self.get(key, int)
        if value < least:
            raise self.error(f"{key} = {value} is less than {least}")
        return value

    def find_number(self, key: str, least: int = 1) -> int | None:
        return self.number(key, least) if key in self.fields else None

    def word(self, key: str, of: type[E]) -> E:
        return self.one_of(self.get(key, str), of)

    def find_word(self, key: str, of: type[E]) -> E | None:
        return self.word(key, of) if key in self.fields else None

    def one_of(self, value: object, of: type[E]) -> E:
        found = next((word for word in of if word == value), None)
        if found is None:
            raise self.error(f"unknown {of.__name__} {value!r}")
        return found

    def table(self, key: str) -> "Row":
        return Row(f"{self.name}.{key}", self.get(key, dict))

    def rows(self, key: str) -> list["Row"]:
        tables = self.get(key, list)
        if not all(isinstance(table, dict) for table in tables):
            raise self.error(f"{key} must be tables")
        return [Row(f"{key}[{position}]", table) for position, table in enumerate(tables)]

    def span(self) -> Span:
        span = Span(self.find("valid_from", date) or date.min, self.find("valid_until", date) or date.max)
        if span.first > span.last:
            raise self.error(f"{span} ends before it begins")
        return span
