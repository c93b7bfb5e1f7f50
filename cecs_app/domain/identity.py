"""Who somebody says she is, when she asks for her Educator Identification Number."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cecs_app.domain.account import email_fault, name_fault, tidy_name
from cecs_app.domain.birth_date import birth_date
from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.ssn import checked_ssn, ssn_fault


@dataclass(frozen=True)
class Typed:
    """The form as it came. Its repr never shows the SSN, so no log can."""

    ssn: str
    first_name: str
    last_name: str
    month: str
    day: str
    year: str
    email: str

    def __repr__(self) -> str:
        return "Typed(…)"


@dataclass(frozen=True)
class Identity:
    """Checked, but not compared with anything yet. `ssn` is nine digits."""

    ssn: str
    first_name: str
    last_name: str
    date_of_birth: date

    def __repr__(self) -> str:
        return "Identity(…)"


def checked_identity(typed: Typed, today: date) -> Identity:
    """Raises InvalidFields with every fault at once, in the order of the screen."""
    first_name, last_name = written_name(typed.first_name), written_name(typed.last_name)
    faults = {
        "ssn": ssn_fault(typed.ssn),
        "first_name": name_fault(first_name),
        "last_name": name_fault(last_name),
        **_faults_of(lambda: birth_date("date_of_birth", typed.month, typed.day, typed.year, today)),
        "email": email_fault(typed.email),
    }
    found = {field: code for field, code in faults.items() if code}
    if found:
        raise InvalidFields(found)
    born = birth_date("date_of_birth", typed.month, typed.day, typed.year, today)
    return Identity(checked_ssn(typed.ssn) or "", first_name, last_name, born)


def written_name(typed: str) -> str:
    """As she writes it, with plain hyphens and without the invisible signs that come with pasting."""
    plain = (("-" if unicodedata.category(char) == "Pd" else char) for char in typed)
    return tidy_name("".join(char for char in plain if unicodedata.category(char) != "Cf"))


def _faults_of(check: Callable[[], object]) -> dict[str, str]:
    try:
        check()
    except InvalidFields as error:
        return error.fields
    return {}
