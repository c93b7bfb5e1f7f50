"""What an account is made of: an address nobody shares, a username nobody guesses, names, and a mailing address."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from email_validator import EmailNotValidError, validate_email

from cecs_app.domain.names import fold

TEMPORARY_PASSWORD_LASTS = timedelta(hours=24)
LONGEST_NAME = 60
LONGEST_LINE = 100
LONGEST_IN_USERNAME = 20
NAMELESS = "educator"
"""Stands in a username for a name without any letter from a to z."""

_MARKS_IN_NAMES = frozenset(" -'’‘`´.,")
_PHONE = re.compile(r"(?P<number>\+?[0-9 ().\-/]{7,24})((ext\.?|x) ?[0-9]{1,5})?", re.IGNORECASE)
_ZIP = re.compile(r"[0-9]{5}(-[0-9]{4})?")
_STATES = re.compile(
    "A[AEKLPRSZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEINOPST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|"
    "T[NX]|UT|V[AIT]|W[AIVY]"
)
"""The Postal Service's abbreviations: states, territories, and the armed forces."""


@dataclass(frozen=True)
class Contact:
    """All optional; a mailing address is whole or not there at all."""

    phone: str = ""
    address_line: str = ""
    city: str = ""
    state: str = ""
    zip_code: str = ""


def checked_email(typed: str) -> str | None:
    """The address as mail is sent to it, None when it is not one.

    Nobody is asked over the network. Names set aside for practice (example.test) count, as they reach nobody.
    """
    try:
        found = validate_email(typed.strip(), check_deliverability=False, allow_smtputf8=False, test_environment=True)
    except EmailNotValidError:
        return None
    return found.ascii_email


def fold_email(email: str) -> str:
    """What makes two addresses the same one: everything but case. Dots and +tags stay: only the host knows of them."""
    return email.casefold()


def email_fault(typed: str) -> str | None:
    """The code of what is wrong with an address that was typed."""
    if not typed:
        return "required"
    return None if checked_email(typed) else "email_invalid"


def tidy_name(typed: str) -> str:
    """Without stray blanks, accents composed, otherwise as she writes it."""
    return " ".join(unicodedata.normalize("NFC", typed).split())


def name_fault(name: str) -> str | None:
    """The code of what is wrong with a first or last name, None when it can stand in a letter and on a certificate."""
    if not name:
        return "required"
    if len(name) > LONGEST_NAME:
        return "too_long"
    return None if _is_name(name) else "name_invalid"


def new_username(first_name: str, last_name: str, digits: str) -> str:
    """Lower-case letters a to z and digits, e.g. "jsmith4821": no email address, and no EIN, which is all digits."""
    initial, last = _plain(first_name)[:1], _plain(last_name)[:LONGEST_IN_USERNAME]
    return f"{initial + last if last else NAMELESS}{digits}"


def tidy_contact(typed: Contact) -> Contact:
    zip_code = re.sub(r"^([0-9]{5})[ ]?-?[ ]?([0-9]{4})$", r"\1-\2", typed.zip_code)
    return Contact(typed.phone, typed.address_line, typed.city, typed.state.upper(), zip_code)


def contact_faults(contact: Contact) -> dict[str, str]:
    """Field → code, in the order of the screen; empty when all is well."""
    faults = {name: _contact_fault(contact, name) for name in ("phone", "address_line", "city", "state", "zip_code")}
    return {name: fault for name, fault in faults.items() if fault}


def _contact_fault(contact: Contact, name: str) -> str | None:
    value: str = getattr(contact, name)
    if not value:
        has_address = any((contact.address_line, contact.city, contact.state, contact.zip_code))
        return "address_incomplete" if has_address and name != "phone" else None
    if len(value) > LONGEST_LINE:
        return "too_long"
    if not value.isprintable():
        return "not_text"
    has_shape = _SHAPES.get(name)
    return f"{name}_invalid" if has_shape and not has_shape(value) else None


def _is_phone(value: str) -> bool:
    found = _PHONE.fullmatch(value)
    return found is not None and 7 <= sum(char.isdigit() for char in found["number"]) <= 15


_SHAPES: Mapping[str, Callable[[str], bool]] = {
    "phone": _is_phone,
    "state": lambda value: bool(_STATES.fullmatch(value)),
    "zip_code": lambda value: bool(_ZIP.fullmatch(value)),
}


def _is_name(name: str) -> bool:
    """Letters and the few marks that names have. A full stop only ends a word, so no name can pass for a web address
    in the mail that greets it."""
    has_letter = any(unicodedata.category(char).startswith("L") for char in name)
    is_lettered = all(unicodedata.category(char)[0] in "LM" or char in _MARKS_IN_NAMES for char in name)
    return has_letter and is_lettered and not re.search(r"\.[^ ,]", name)


def _plain(name: str) -> str:
    return re.sub("[^a-z]", "", fold(name))
