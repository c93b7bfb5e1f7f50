"""The rows of a registry file, read strictly: what is not certain is a bad row, never a guess."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from cecs_app.domain.certificate import CertificateKind
from cecs_app.domain.ssn import checked_ssn

EDUCATOR_COLUMNS = (
    "ein",
    "ssn",
    "first_name",
    "middle_name",
    "last_name",
    "former_last_names",
    "date_of_birth",
    "email",
)
CERTIFICATE_COLUMNS = ("ein", "number", "kind", "endorsements", "valid_from", "valid_until")
LONGEST = 200
EARLIEST = date(1850, 1, 1)
"""No day of a living registry lies before it: such a year is a slip, like 0203."""

Cells = Mapping[str, str]


class BadRow(ValueError):
    """The words say what is wrong, for the person who mends the file; an SSN is never repeated."""


@dataclass(frozen=True)
class EducatorRow:
    """`ssn` is empty when the registry holds none."""

    ein: str
    ssn: str
    first_name: str
    middle_name: str
    last_name: str
    former_last_names: str
    date_of_birth: date
    email: str

    def __repr__(self) -> str:
        return f"EducatorRow({self.ein!r}, …)"


@dataclass(frozen=True)
class CertificateRow:
    ein: str
    number: str
    kind: CertificateKind
    endorsements: str
    valid_from: date
    valid_until: date


def parse_educator(cells: Cells, ein_pattern: str, today: date) -> EducatorRow:
    """Raises BadRow."""
    born = _date(cells, "date_of_birth")
    if born > today:
        raise BadRow(f"date_of_birth {born} is in the future")
    return EducatorRow(
        ein=_ein(cells, ein_pattern),
        ssn=_ssn(cells),
        first_name=_required(cells, "first_name"),
        middle_name=_text(cells, "middle_name"),
        last_name=_required(cells, "last_name"),
        former_last_names=";".join(_parts(cells, "former_last_names")),
        date_of_birth=born,
        email=_text(cells, "email"),
    )


def parse_certificate(cells: Cells, ein_pattern: str, codes: Collection[str]) -> CertificateRow:
    """`codes` are the endorsements that exist. Raises BadRow."""
    first, last = _date(cells, "valid_from"), _date(cells, "valid_until")
    if last < first:
        raise BadRow(f"valid_until {last} is before valid_from {first}")
    return CertificateRow(
        ein=_ein(cells, ein_pattern),
        number=_required(cells, "number"),
        kind=_kind(cells),
        endorsements=";".join(_endorsements(cells, codes)),
        valid_from=first,
        valid_until=last,
    )


def _ein(cells: Cells, pattern: str) -> str:
    ein = _required(cells, "ein")
    if not re.fullmatch(pattern, ein):
        raise BadRow(f"ein {ein!r} does not have the form of an EIN")
    return ein


def _ssn(cells: Cells) -> str:
    typed = _text(cells, "ssn")
    if not typed:
        return ""
    ssn = checked_ssn(typed)
    if ssn is None:
        raise BadRow("ssn is not a Social Security Number that could have been issued")
    return ssn


def _kind(cells: Cells) -> CertificateKind:
    word = _required(cells, "kind")
    try:
        return CertificateKind(word)
    except ValueError as error:
        raise BadRow(f"kind {word!r} is not known") from error


def _endorsements(cells: Cells, codes: Collection[str]) -> list[str]:
    found = _parts(cells, "endorsements")
    unknown = [code for code in found if code not in codes]
    if unknown:
        raise BadRow(f"endorsement code {unknown[0]!r} is not known")
    return list(dict.fromkeys(found))


def _date(cells: Cells, name: str) -> date:
    value = _required(cells, name)
    day = _day(value)
    if day is None:
        raise BadRow(f"{name} {value!r} is not a day in the form 1980-05-17")
    if day < EARLIEST:
        raise BadRow(f"{name} {day} is too long ago")
    return day


def _day(value: str) -> date | None:
    # The form is checked too: Python would also read 20270115 and 2027-W02-5.
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _parts(cells: Cells, name: str) -> list[str]:
    return [part.strip() for part in _text(cells, name).split(";") if part.strip()]


def _required(cells: Cells, name: str) -> str:
    value = _text(cells, name)
    if not value:
        raise BadRow(f"{name} is missing")
    return value


def _text(cells: Cells, name: str) -> str:
    value = " ".join(cells[name].split())
    if len(value) > LONGEST:
        raise BadRow(f"{name} is longer than {LONGEST} characters")
    if name != "ssn" and not value.isprintable():
        raise BadRow(f"{name} holds signs that can't be printed")
    return value
