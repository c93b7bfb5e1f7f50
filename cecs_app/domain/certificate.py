"""A certificate or permit, the days it is in force, and the families its endorsements belong to.

Source: shared/domain.md, sections 2 and 3. What the law says of a kind is a row of the rulebook; this file
asks for it through `CertificateRules` and so decides nothing by a kind's name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from cecs_app.domain.calendar import ONE_DAY, Row, anniversary, months_before


class CertificateKind(StrEnum):
    INITIAL = "initial"
    PROVISIONAL = "provisional"
    PROFESSIONAL = "professional"
    INTERIM_INITIAL = "interim_initial"
    INTERIM_PROVISIONAL = "interim_provisional"
    NONRENEWABLE_INTERIM = "nonrenewable_interim"
    DURATIONAL_SHORTAGE_AREA_PERMIT = "durational_shortage_area_permit"
    CHARTER_SCHOOL_PERMIT = "charter_school_permit"
    COACHING_PERMIT = "coaching_permit"
    EMERGENCY_COACHING_PERMIT = "emergency_coaching_permit"
    ADULT_EDUCATION = "adult_education"


class ApplicationKind(StrEnum):
    """What an educator may ask of a certificate, in the order in which a screen offers it."""

    RENEWAL = "renewal"
    CONTINUATION = "continuation"
    EXTENSION = "extension"
    ADVANCEMENT = "advancement"
    ENDORSEMENT = "endorsement"
    DUPLICATE = "duplicate"


WITHOUT_A_TERM = frozenset({ApplicationKind.ENDORSEMENT, ApplicationKind.DUPLICATE})
"""What does not prolong a certificate can't be too late for it."""


class Service(StrEnum):
    """Whether one must have served under the certificate."""

    NONE = "none"
    SOME = "some"


class Reason(StrEnum):
    """Why not: the first group as the rulebook's rows say, the second by a certificate's own dates."""

    CONTINUED_NOT_RENEWED = "continued_not_renewed"
    NO_LONGER_RENEWED = "no_longer_renewed"
    COURSEWORK_FIRST = "coursework_first"
    NEVER_RENEWABLE = "never_renewable"
    DISTRICT_APPLIES = "district_applies"
    SCHOOL_APPLIES = "school_applies"
    NOT_OFFERED_FOR_THIS_KIND = "not_offered_for_this_kind"

    WINDOW_NOT_OPEN = "window_not_open"
    EXPIRED = "expired"
    LIMIT_REACHED = "limit_reached"


class CertificateState(StrEnum):
    NOT_YET_VALID = "not_yet_valid"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Certificate:
    """As printed. `valid_until` is the last day in force, unless a law moved it: see `effective_until`."""

    number: str
    kind: CertificateKind
    endorsements: tuple[str, ...]
    valid_from: date
    valid_until: date
    in_force_since: date | None = None
    """Set when a new term was issued early: the days before `valid_from` that the term before still covers."""

    @property
    def begins(self) -> date:
        """The first day of the unbroken time in force."""
        return self.in_force_since or self.valid_from


@dataclass(frozen=True)
class TermChange:
    """A law that, on the day it took effect, gave every unexpired certificate of a kind a longer term."""

    years: int
    valid_from: date
    source: str


class CertificateRules(Protocol):
    """What this file asks of the rulebook."""

    def term_changes(self, kind: CertificateKind, on: date) -> Iterable[TermChange]:
        """Those in effect on that day, oldest first."""

    def expiring_months(self, on: date) -> int:
        """How many months before its end a certificate counts as expiring."""


def effective_until(certificate: Certificate, on: date, rulebook: CertificateRules) -> date:
    """The last day in force as the law stands `on` that day."""
    end = certificate.valid_until
    for change in rulebook.term_changes(certificate.kind, on):
        end = _carried_on(certificate.valid_from, end, change)
    return end


def _carried_on(first: date, end: date, change: TermChange) -> date:
    if not first < change.valid_from <= end:
        return end
    longer = anniversary(first, change.years)
    # Some certificates are printed to the anniversary itself, most to the day before: each keeps its own way.
    printed_to_anniversary = end == anniversary(first, end.year - first.year)
    return max(end, longer if printed_to_anniversary else longer - ONE_DAY)


def state_of(certificate: Certificate, on: date, rulebook: CertificateRules) -> CertificateState:
    end = effective_until(certificate, on, rulebook)
    if on < certificate.begins:
        return CertificateState.NOT_YET_VALID
    if on > end:
        return CertificateState.EXPIRED
    notice_from = months_before(end, rulebook.expiring_months(on))
    return CertificateState.EXPIRING if on >= notice_from else CertificateState.VALID


class EndorsementFamily(StrEnum):
    TEACHING = "teaching"
    ADMINISTRATIVE = "administrative"
    SPECIAL_SERVICES = "special_services"
    VOCATIONAL = "vocational"
    ADULT = "adult"


CODE_DIGITS = 3


@dataclass(frozen=True)
class Endorsement:
    code: str
    name: str
    family: EndorsementFamily


def parse_endorsements(mapping: Mapping[str, object]) -> Mapping[str, Endorsement]:
    """By code, from the parsed `rules/endorsements.toml`. Raises RowsError."""
    found: dict[str, Endorsement] = {}
    for row in Row("the file", mapping).rows("endorsements"):
        endorsement = _endorsement(row)
        if endorsement.code in found:
            raise row.error(f"code {endorsement.code} is there twice")
        found[endorsement.code] = endorsement
    return found


def _endorsement(row: Row) -> Endorsement:
    row.check_only("code", "name", "family")
    code = row.get("code", str)
    if not (len(code) == CODE_DIGITS and code.isascii() and code.isdecimal()):
        raise row.error(f"code {code!r} is not {CODE_DIGITS} digits")
    return Endorsement(code, row.get("name", str), row.word("family", EndorsementFamily))
