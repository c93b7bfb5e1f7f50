"""What the staff type or scan: the reference of an application or a claim, an amount, a day."""

import re
from datetime import date

_REFERENCE = re.compile(r"([A-Z])([0-9A-Z]{4})([0-9A-Z]{4})")
_IN_ADDRESS = re.compile(r"/applications/([^/?#\s]+)", re.IGNORECASE)
_NEITHER = re.compile(r"[^0-9A-Za-z]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DOLLARS = re.compile(r"\$? ?(0|[1-9][0-9]{0,6}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2})(?:\.([0-9]{2}))?")


def as_reference(typed: str) -> str:
    """As it is stored, A-2345-WXYZ or C-2345-WXYZ.

    Hyphens may be missing or look otherwise: scanners type them as the keyboard's layout has them. What is no
    reference comes back in capital letters, and nothing will be found by it.
    """
    given = typed.strip().upper()
    parts = _REFERENCE.fullmatch(_NEITHER.sub("", given))
    return "-".join(parts.groups()) if parts else given


def read_slip(scanned: str) -> str:
    """The reference. The slip's code holds it alone; the address of one of the application's screens does as well."""
    in_address = _IN_ADDRESS.search(scanned)
    return as_reference(in_address.group(1) if in_address else scanned)


def find_cents(typed: str) -> int | None:
    """Of "200", "200.00" or "$1,200.00"; None for whatever could be read in two ways, such as "1.200" or "12,50"."""
    found = _DOLLARS.fullmatch(typed.strip())
    if found is None:
        return None
    dollars, cents = found.groups()
    return int(dollars.replace(",", "")) * 100 + int(cents or 0)


def find_day(typed: str) -> date | None:
    """As a date field sends it, 2027-01-15."""
    try:
        return date.fromisoformat(typed) if _DAY.fullmatch(typed) else None
    except ValueError:
        return None
