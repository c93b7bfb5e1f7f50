"""What must stand nowhere: card numbers, Social Security Numbers, and the passwords of the tests' people.

Each is told from what only looks like it: a card number by its brand, length, grouping and check digit; an SSN by
what could have been issued, or by being one that the tests or the practice registry use.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.us import ssn

from cecs_app.practice import people, registry, staff

TESTS = Path(__file__).parents[1]
OWN = Path(__file__).parent

BRANDS = {
    "Visa": r"4(\d{12}|\d{15}|\d{18})",
    "Mastercard": r"(5[1-5]\d{14}|2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12})",
    "American Express": r"3[47]\d{13}",
    "Discover": r"(6011|64[4-9]\d|65\d\d)\d{12,15}",
    "Diners Club": r"3(0[0-5]|[689]\d)\d{11}",
    "JCB": r"35(2[89]|[3-8]\d)\d{12,15}",
    "UnionPay": r"62\d{14,17}",
}
GROUPS = re.compile(r"\d+(?:[ -]\d+)*")
AS_PRINTED = {(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 1), (4, 4, 4, 4, 3)}
"""How cards and people group the digits. Within a longer row of numbers, anything else is only a row of numbers."""
LONGEST_GROUP = 8
"""Nobody groups a card number into longer ones; a number before a date and time, as in a mail's id, is no card."""
DAY = re.compile(r"20\d\d-[01]\d-[0-3]\d")
"""Nobody groups a card number so: in a database a row's number stands before a version and an instant."""
LONG_ROW = re.compile(r"\d[\d .-]{7,}\d")
SSN = re.compile(r"(?<![\d-])(\d{3})-(\d{2})-(\d{4})(?![\d-])")
NINE = re.compile(r"(?<!\d)(\d{3})([ .]?)(\d{2})\2(\d{4})(?!\d)")
BEFORE_MIME_MARK, AFTER_MIME_MARK = "=" * 15, ("==\r\n", "==--\r\n")
"""Either tells it: a page of a database may begin in the middle of one."""
NAMED_PASSWORD = re.compile(r"^\w*PASSWORD = \"(.+)\"$", re.MULTILINE)
ANY_SSN = re.compile(r"\b(\d{3})-(\d{2})-(\d{4})\b")


@dataclass(frozen=True)
class Found:
    """Never the thing itself: a report of secrets must not become a place where they stand."""

    kind: str
    masked: str


def everything_in(text: str) -> Iterator[Found]:
    yield from card_numbers(text)
    yield from social_security_numbers(text)
    yield from passwords(text)


def card_numbers(text: str) -> Iterator[Found]:
    for row in GROUPS.finditer(text):
        if len(row[0]) >= 13 and not _is_part_of_something(text, row):
            groups = re.split(r"[ -]", row[0])
            for digits in _windows(groups):
                if brand := brand_of(digits):
                    yield Found(f"card number ({brand})", f"{digits[0]}…{digits[-4:]}, {len(digits)} digits")


def brand_of(digits: str) -> str:
    """Empty for what is no card number."""
    if len(set(digits)) == 1 or not luhn.is_valid(digits):
        return ""
    return next((name for name, form in BRANDS.items() if re.fullmatch(form, digits)), "")


def social_security_numbers(text: str) -> Iterator[Found]:
    rows = "\n".join(LONG_ROW.findall(text))  # a tenth of the time that the whole text takes
    for parts in SSN.finditer(rows):
        if "".join(parts.groups()) in known_ssns() or _may_be_issued("".join(parts.groups())):
            yield Found("SSN", f"***-**-{parts[3]}")
    for parts in NINE.finditer(rows):
        if parts[1] + parts[3] + parts[4] in known_ssns():
            yield Found("SSN, nine digits", f"*****{parts[4]}")


def passwords(text: str) -> Iterator[Found]:
    for password in known_passwords():
        if password in text:
            yield Found("password", f"{password[0]}…, {len(password)} characters")


@cache
def known_ssns() -> frozenset[str]:
    """Of the practice registry, and every one that stands in a test."""
    practice = {one.ssn for one in (*registry.registry(date.today()), *people.TO_REGISTER, people.RETURNS)}  # noqa: DTZ011
    written = {"-".join(parts) for source in _sources() for parts in ANY_SSN.findall(source)}
    return frozenset(one.replace("-", "") for one in practice | written if one)


@cache
def known_passwords() -> frozenset[str]:
    """And the secrets of the practice staff's authenticators, which are as good as one."""
    practice = [people.PASSWORD, staff.PASSWORD, *(one.authenticator for one in staff.EVERYBODY)]
    return frozenset([*practice, *(one for source in _sources() for one in NAMED_PASSWORD.findall(source))])


def _sources() -> Iterator[str]:
    yield from (one.read_text(encoding="utf-8") for one in TESTS.rglob("*.py") if OWN not in one.parents)


def _windows(groups: list[str]) -> Iterator[str]:
    """Whole groups in a row that may be one card number."""
    for first in range(len(groups)):
        for end in range(first + 1, len(groups) + 1):
            chosen = groups[first:end]
            lengths = tuple(len(one) for one in chosen)
            is_alone = len(chosen) == 1 or (len(chosen) == len(groups) and max(lengths) <= LONGEST_GROUP)
            if 13 <= sum(lengths) <= 19 and (is_alone or lengths in AS_PRINTED):
                yield "".join(chosen)


def _is_part_of_something(text: str, row: re.Match[str]) -> bool:
    """A digest or an identifier goes on beside it, with digits of its own; a fraction's point stands before it.

    Or the equals signs with which Python marks the parts of a mail, and a random number after them.
    """
    if DAY.search(row[0]):
        return True
    if text.endswith(BEFORE_MIME_MARK, 0, row.start()) or text.startswith(AFTER_MIME_MARK, row.end()):
        return True
    before = re.search(r"[0-9A-Za-z_-]*\Z", text[max(0, row.start() - 40) : row.start()])
    after = re.match(r"[0-9A-Za-z_-]*", text[row.end() : row.end() + 40])
    beside = (before[0] if before else "") + (after[0] if after else "")
    is_fraction = re.search(r"\d\.\Z", text[max(0, row.start() - 2) : row.start()]) is not None
    return is_fraction or any(one.isdigit() for one in beside)


def _may_be_issued(digits: str) -> bool:
    try:
        ssn.validate(digits)
    except ValidationError:
        return False
    return True
