"""One line of a registry file, read into what it says or refused with a reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cecs_app.domain.certificate import CertificateKind, Endorsement
from cecs_app.domain.ssn import NotAnSsn, read_ssn

EIN = re.compile(r"[A-Za-z0-9-]{1,20}")
LONGEST = 200


class BadRow(Exception):
    """The reason in plain words. It never repeats an SSN."""


@dataclass(frozen=True)
class EducatorRow:
    ein: str
    ssn: str | None
    first_name: str
    middle_name: str
    last_name: str
    former_last_names: str
    date_of_birth: date
    email: str


@dataclass(frozen=True)
class CertificateRow:
    ein: str
    number: str
    kind: CertificateKind
    endorsements: str
    valid_from: date
    valid_until: date


def read_educator(cells: Mapping[str, str]) -> EducatorRow:
    return EducatorRow(
        ein=_ein(cells),
        ssn=_ssn(cells["ssn"]),
        first_name=_needed(cells, "first_name"),
        middle_name=_short(cells, "middle_name"),
        last_name=_needed(cells, "last_name"),
        former_last_names=_list(_short(cells, "former_last_names")),
        date_of_birth=_day(cells, "date_of_birth"),
        email=_short(cells, "email"),
    )


def read_certificate(cells: Mapping[str, str], known: Mapping[str, Endorsement]) -> CertificateRow:
    row = CertificateRow(
        ein=_ein(cells),
        number=_needed(cells, "number"),
        kind=_kind(cells),
        endorsements=_codes(cells, known),
        valid_from=_day(cells, "valid_from"),
        valid_until=_day(cells, "valid_until"),
    )
    if row.valid_until < row.valid_from:
        raise BadRow("valid_until lies before valid_from")
    return row


def _ein(cells: Mapping[str, str]) -> str:
    if not EIN.fullmatch(ein := cells["ein"].strip()):
        raise BadRow("ein must be 1 to 20 letters, digits or hyphens")
    return ein


def _ssn(typed: str) -> str | None:
    if not typed.strip():
        return None
    try:
        return read_ssn(typed)
    except NotAnSsn as error:
        raise BadRow("ssn is not a number that was ever issued") from error


def _kind(cells: Mapping[str, str]) -> CertificateKind:
    try:
        return CertificateKind(cells["kind"].strip())
    except ValueError as error:
        raise BadRow(f"kind {cells['kind']!r} is not known") from error


def _codes(cells: Mapping[str, str], known: Mapping[str, Endorsement]) -> str:
    codes = _list(cells["endorsements"])
    unknown = [code for code in codes.split(";") if code and code not in known]
    if unknown:
        raise BadRow(f"endorsement {unknown[0]!r} is not known")
    return codes


def _day(cells: Mapping[str, str], name: str) -> date:
    try:
        return date.fromisoformat(cells[name].strip())
    except ValueError as error:
        raise BadRow(f"{name} must be a date like 2027-01-31") from error


def _needed(cells: Mapping[str, str], name: str) -> str:
    if not (value := _short(cells, name)):
        raise BadRow(f"{name} is empty")
    return value


def _short(cells: Mapping[str, str], name: str) -> str:
    value = cells[name].strip()
    if len(value) > LONGEST:
        raise BadRow(f"{name} is longer than {LONGEST} characters")
    return value


def _list(cell: str) -> str:
    return ";".join(part.strip() for part in cell.split(";") if part.strip())
