"""Made-up educators whose windows have been open for months: those who fill the desk."""

from collections.abc import Iterator
from datetime import date

from cecs_app.domain.calendar import months_before
from cecs_app.domain.certificate import CertificateKind as Kind
from cecs_app.practice import names, terms
from cecs_app.practice.registry import Held, OnRecord, made_up

FIRST, MANY = 1_000, 280
FIRST_NAME = 264
"""The names before are taken by the registry's own; 650 numbers give 650 names."""
MIX = (
    *[Kind.PROFESSIONAL] * 5,
    *[Kind.INITIAL] * 4,
    Kind.PROVISIONAL,
    Kind.COACHING_PERMIT,
    Kind.ADULT_EDUCATION,
)


def crowd(today: date) -> Iterator[OnRecord]:
    for place in range(MANY):
        kind = MIX[place % len(MIX)]
        codes = names.CODES.get(kind, ())
        endorsements = codes[place % len(codes)] if codes else ()
        first, last = names.pair(FIRST_NAME + place)
        # Its last day comes in one to two months: the window has been open for four months at least.
        term = terms.ending_on(kind, months_before(today, -1 - place % 2))
        yield made_up(FIRST + place, first, last, Held(kind, term, endorsements))
