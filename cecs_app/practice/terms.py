"""When practice certificates run, counted from the day of loading: so that each case is there whenever it is tried."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from cecs_app.domain.calendar import anniversary, months_before
from cecs_app.domain.certificate import CertificateKind as Kind

Term = tuple[date, date]

YEARS: Mapping[Kind, int] = {
    Kind.INITIAL: 10,
    Kind.PROVISIONAL: 8,
    Kind.PROFESSIONAL: 5,
    Kind.INTERIM_INITIAL: 3,
    Kind.INTERIM_PROVISIONAL: 3,
    Kind.NONRENEWABLE_INTERIM: 3,
    Kind.DURATIONAL_SHORTAGE_AREA_PERMIT: 1,
    Kind.CHARTER_SCHOOL_PERMIT: 3,
    Kind.COACHING_PERMIT: 5,
    Kind.EMERGENCY_COACHING_PERMIT: 1,
    Kind.ADULT_EDUCATION: 5,
}
"""Plausible lengths for practice; the law's own are in rules/certification.toml."""

ONE_DAY = timedelta(days=1)


def ending_on(kind: Kind, last: date) -> Term:
    return anniversary(last + ONE_DAY, -YEARS[kind]), last


def window_open(kind: Kind, today: date) -> Term:
    return ending_on(kind, months_before(today, -3))


def window_opens_today(kind: Kind, today: date) -> Term:
    return ending_on(kind, months_before(today, -6))


def window_not_open(kind: Kind, today: date) -> Term:
    return ending_on(kind, months_before(today, -11 if YEARS[kind] == 1 else -6 * YEARS[kind]))


def last_day(kind: Kind, today: date) -> Term:
    return ending_on(kind, today)


def expired(kind: Kind, today: date) -> Term:
    return ending_on(kind, months_before(today, 2))


def not_yet_valid(kind: Kind, today: date) -> Term:
    first = months_before(today, -1)
    return first, anniversary(first, YEARS[kind]) - ONE_DAY


CASES: tuple[Callable[[Kind, date], Term], ...] = (
    window_open,
    window_opens_today,
    window_not_open,
    last_day,
    expired,
    not_yet_valid,
)
