"""What a cashier types or scans when she opens an envelope: an application's number, an amount, a day."""

import re
from datetime import date

_REFERENCE = re.compile(r"A([0-9A-Z]{4})([0-9A-Z]{4})")
_IN_ADDRESS = re.compile(r"/applications/([^/?#\s]+)", re.IGNORECASE)
_NEITHER = re.compile(r"[^0-9A-Za-z]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DOLLARS = re.compile(r"\$? ?(0|[1-9][0-9]{0,6}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2})(?:\.([0-9]{2}))?")


def read_reference(scanned: str) -> str:
    """As it is stored. The slip's code holds the number alone; the address of one of its screens does as well.

    Hyphens may be missing or look otherwise: scanners type them as the keyboard's layout has them. What is no such
    number comes back in capital letters, and no application will be found by it.
    """
    in_address = _IN_ADDRESS.search(scanned)
    typed = (in_address.group(1) if in_address else scanned).strip().upper()
    parts = _REFERENCE.fullmatch(_NEITHER.sub("", typed))
    return f"A-{parts.group(1)}-{parts.group(2)}" if parts else typed


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
