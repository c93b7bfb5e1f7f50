"""The made-up registry, generated the same each time; only the certificates' days depend on the day of loading.

First the people to try, then the awkward cases one by one, then every kind of certificate in every state of its term.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, product

from cecs_app.domain.certificate import CertificateKind as Kind
from cecs_app.practice import names, people, terms
from cecs_app.practice.people import Person
from cecs_app.practice.terms import Term

PEOPLE_PER_CASE = 4
FIRST_ORDINARY = 200
"""Numbers below are for the people to try and the awkward cases."""


@dataclass(frozen=True)
class Held:
    kind: Kind
    term: Term
    endorsements: tuple[str, ...] = ()


@dataclass(frozen=True)
class OnRecord:
    """One educator and what she holds. `ssn` is empty where the registry has none."""

    ein: str
    ssn: str
    first_name: str
    last_name: str
    born: date
    middle_name: str = ""
    former: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()

    @property
    def cells(self) -> dict[str, str]:
        """As a row of a registry file."""
        return {
            "ein": self.ein,
            "ssn": self.ssn,
            "first_name": self.first_name,
            "middle_name": self.middle_name,
            "last_name": self.last_name,
            "former_last_names": ";".join(self.former),
            "date_of_birth": self.born.isoformat(),
            "email": "",
        }

    @property
    def certificate_cells(self) -> list[dict[str, str]]:
        return [
            {
                "ein": self.ein,
                "number": f"CT-{self.ein[-4:]}-{place}",
                "kind": held.kind.value,
                "endorsements": ";".join(held.endorsements),
                "valid_from": held.term[0].isoformat(),
                "valid_until": held.term[1].isoformat(),
            }
            for place, held in enumerate(self.held, start=1)
        ]


def registry(today: date) -> list[OnRecord]:
    return [*_to_try(today), *_awkward(today), *_ordinary(today)]


def ein_of(number: int) -> str:
    return f"2{number:09d}"


def ssn_of(number: int) -> str:
    """One each, from the areas 734 to 749."""
    return f"{734 + number % 16}-{1 + number // 16 % 99:02d}-{1000 + number:04d}"


def _to_try(today: date) -> Iterator[OnRecord]:
    professional = Held(Kind.PROFESSIONAL, terms.window_open(Kind.PROFESSIONAL, today), ("305",))
    initial = Held(Kind.INITIAL, terms.window_open(Kind.INITIAL, today), ("029",))
    head = Held(Kind.INITIAL, terms.window_open(Kind.INITIAL, today), ("092",))
    yield _known(people.CONTINUES, professional)
    yield _known(people.RENEWS, initial)
    yield _known(people.CLAIMS, professional, last_name=people.CLAIMS_RECORDED_AS)
    yield _known(people.RETURNS, professional, head)


def _known(person: Person, *held: Held, last_name: str = "") -> OnRecord:
    return OnRecord(person.ein, person.ssn, person.first_name, last_name or person.last_name, person.born, held=held)


def _awkward(today: date) -> Iterator[OnRecord]:
    held = (Held(Kind.PROFESSIONAL, terms.window_open(Kind.PROFESSIONAL, today), ("015",)),)
    for number, (first, middle, last, former, born, has_ssn) in enumerate(names.AWKWARD, start=20):
        ssn = ssn_of(number) if has_ssn else ""
        yield OnRecord(ein_of(number), ssn, first, last, date.fromisoformat(born), middle, former, held)
    yield from _double_entry(held)
    yield made_up(100, "Gwendolyn", "Farrow", Held(Kind.INITIAL, (date(2023, 9, 1), date(2026, 8, 31)), ("305",)))
    yield made_up(101, "Silas", "Oakhurst", Held(Kind.PROVISIONAL, (date(2019, 7, 1), date(2027, 6, 30)), ("031",)))
    yield made_up(102, "Honora", "Lindqvist", *_every_family(today))
    yield made_up(103, "Bartholomew", "Quill")


def _double_entry(held: tuple[Held, ...]) -> Iterator[OnRecord]:
    """One person entered twice by mistake: both records bear her SSN."""
    for number, first in ((90, "Rosalind"), (91, "Rosalinda")):
        yield OnRecord(ein_of(number), ssn_of(90), first, "Merriweather", date(1975, 4, 4), held=held)


def _every_family(today: date) -> Iterator[Held]:
    """Until all are Professional, each family sits on a certificate of its own."""
    codes = ("305", "092", "070", "090", "107")
    kinds = (Kind.PROFESSIONAL, Kind.INITIAL, Kind.PROVISIONAL, Kind.INITIAL, Kind.ADULT_EDUCATION)
    for kind, code, case in zip(kinds, codes, cycle(terms.CASES), strict=False):
        yield Held(kind, case(kind, today), (code,))


def _ordinary(today: date) -> Iterator[OnRecord]:
    cases = product(Kind, terms.CASES, range(PEOPLE_PER_CASE))
    for number, (kind, case, place) in enumerate(cases, start=FIRST_ORDINARY):
        codes = names.CODES.get(kind, ())
        endorsements = codes[(number + place) % len(codes)] if codes else ()
        first, last = names.pair(number - FIRST_ORDINARY)
        yield made_up(number, first, last, Held(kind, case(kind, today), endorsements))


def made_up(number: int, first: str, last: str, *held: Held) -> OnRecord:
    """Born some day between 1961 and 1999, told by the number."""
    born = date(1961, 3, 1) + timedelta(days=number * 397 % 14_000)
    return OnRecord(ein_of(number), ssn_of(number), first, last, born, held=held)
