"""What the person who decides a claim is shown: which facts agree with a record, and what that suggests.

Names follow domain.names; a wrong SSN vetoes (shared/domain.md, section 6); twins share a last name and a birth date
and must never merge. Nothing here is ever shown to an educator.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cecs_app.domain.account import fold_email
from cecs_app.domain.ein_match import RegistryRecord, Stated
from cecs_app.domain.names import first_names_compatible, fold, fold_last_name, last_names_equal
from cecs_app.domain.nicknames import is_nickname_pair


class Agreement(StrEnum):
    """How one fact she stated stands to the same fact on record."""

    SAME = "same"
    NICKNAME = "nickname"
    MIDDLE_NAME = "middle_name"
    """A middle name or initial stands on one side only, or the name is divided another way."""
    FORMER = "former"
    NEAR = "near"
    """A birth date with one part wrong, or with day and month swapped: a slip of the finger."""
    DIFFERS = "differs"
    NONE_ON_RECORD = "none_on_record"


AGREES = frozenset({Agreement.SAME, Agreement.NICKNAME, Agreement.MIDDLE_NAME, Agreement.FORMER})


@dataclass(frozen=True)
class Comparison:
    ssn: Agreement
    date_of_birth: Agreement
    first_name: Agreement
    last_name: Agreement

    @property
    def is_twin(self) -> bool:
        """Born on one day under one name, but with another first name and another SSN: not she."""
        return (
            self.last_name in AGREES
            and self.date_of_birth is Agreement.SAME
            and self.first_name is Agreement.DIFFERS
            and self.ssn is Agreement.DIFFERS
        )


class Advice(StrEnum):
    """What the comparison suggests, the strongest first. It decides nothing: a person does."""

    TWINS_MIXED = "twins_mixed"
    """The SSN she stated is on one twin's record, her first name on the other's."""
    DOUBLE_ENTRY = "double_entry"
    """Two records bear her SSN. Said of a whole claim, never of one candidate."""
    TAKEN = "taken"
    """All is as if it were she, but the record has an account."""
    CERTAIN = "certain"
    MARRIAGE = "marriage"
    OTHER_FIRST_NAME = "other_first_name"
    BIRTH_DATE_SLIP = "birth_date_slip"
    NO_SSN = "no_ssn"
    ONLY_SSN = "only_ssn"
    MARRIED_WITHOUT_SSN = "married_without_ssn"
    WRONG_SSN = "wrong_ssn"
    TWIN = "twin"
    LITTLE = "little"


def compare(stated: Stated, record: RegistryRecord) -> Comparison:
    return Comparison(
        ssn=_ssn(stated.ssn_index, record.ssn_index),
        date_of_birth=_birth_date(stated.date_of_birth, record.date_of_birth),
        first_name=_first_name(stated.first_name, record.first_name, record.middle_name),
        last_name=_last_name(stated.last_name, record),
    )


def compare_email(stated: str, on_record: str) -> Agreement:
    if not on_record:
        return Agreement.NONE_ON_RECORD
    return Agreement.SAME if fold_email(stated) == fold_email(on_record) else Agreement.DIFFERS


def advise(found: Comparison, *, has_account: bool, has_twin: bool = False) -> Advice:
    """`has_twin`: another candidate is likely this one's twin."""
    advice = _advise(found)
    if has_twin and advice in (Advice.OTHER_FIRST_NAME, Advice.WRONG_SSN):
        return Advice.TWINS_MIXED
    is_likely_she = advice not in (Advice.WRONG_SSN, Advice.TWIN, Advice.LITTLE)
    return Advice.TAKEN if has_account and is_likely_she else advice


def needs_reason(found: Comparison, advice: Advice) -> bool:
    """To link all the same: a wrong number vetoes, and where little agrees there must be something else to go by."""
    return found.ssn is Agreement.DIFFERS or advice in (Advice.LITTLE, Advice.TWINS_MIXED)


def suggest(candidates: Collection[tuple[Comparison, Advice]]) -> Advice | None:
    """For the whole claim, what to look at first; None where there is no candidate."""
    order = list(Advice)
    advices = [advice for _found, advice in candidates]
    if sum(found.ssn is Agreement.SAME for found, _advice in candidates) > 1:
        advices.append(Advice.DOUBLE_ENTRY)
    return min(advices, key=order.index, default=None)


def twins_among(records: Collection[RegistryRecord]) -> frozenset[str]:
    """EINs of those of which another one is likely the twin."""
    stated = [(one, Stated(one.ssn_index or "", one.first_name, one.last_name, one.date_of_birth)) for one in records]
    return frozenset(one.ein for one, facts in stated if any(compare(facts, other).is_twin for other in records))


def is_worth_a_look(found: Comparison) -> bool:
    """Of all that share the SSN or the birth date, those a person should see: whoever it may be, and twins."""
    if found.ssn is Agreement.SAME:
        return True
    same_day = found.date_of_birth is Agreement.SAME
    may_have_married = found.first_name in AGREES and found.ssn is Agreement.NONE_ON_RECORD
    return same_day and (found.last_name in AGREES or may_have_married)


def _advise(found: Comparison) -> Advice:
    first, last = found.first_name in AGREES, found.last_name in AGREES
    same_day = found.date_of_birth is Agreement.SAME
    if found.ssn is Agreement.SAME:
        return _advise_on_same_ssn(first=first, last=last, same_day=same_day)
    if found.is_twin:
        return Advice.TWIN
    if not (same_day and first):
        return Advice.LITTLE
    if found.ssn is Agreement.NONE_ON_RECORD:
        return Advice.NO_SSN if last else Advice.MARRIED_WITHOUT_SSN
    return Advice.WRONG_SSN if last else Advice.LITTLE


def _advise_on_same_ssn(*, first: bool, last: bool, same_day: bool) -> Advice:
    match (first, last, same_day):
        case (True, True, True):
            return Advice.CERTAIN
        case (True, False, True):
            return Advice.MARRIAGE
        case (False, True, True):
            return Advice.OTHER_FIRST_NAME
        case (True, True, False):
            return Advice.BIRTH_DATE_SLIP
        case _:
            return Advice.ONLY_SSN


def _ssn(stated: str, on_record: str | None) -> Agreement:
    """By the blind index: nobody sees a number. A missing one neither equals another nor differs from it."""
    if not stated or not on_record:
        return Agreement.NONE_ON_RECORD
    return Agreement.SAME if stated == on_record else Agreement.DIFFERS


def _birth_date(stated: date, on_record: date) -> Agreement:
    if stated == on_record:
        return Agreement.SAME
    parts = zip(stated.timetuple()[:3], on_record.timetuple()[:3], strict=True)
    wrong = sum(one != other for one, other in parts)
    is_swapped = (stated.year, stated.month, stated.day) == (on_record.year, on_record.day, on_record.month)
    return Agreement.NEAR if wrong == 1 or is_swapped else Agreement.DIFFERS


def _first_name(stated: str, first: str, middle: str) -> Agreement:
    if not first_names_compatible(stated, first, middle):
        return Agreement.DIFFERS
    if fold(stated) in (fold(first), fold(first + middle)):
        return Agreement.SAME
    forms = [
        (fold(one), fold(other)) for one in (stated, *stated.split()[:1]) for other in (first, *first.split()[:1])
    ]
    is_nickname = any(is_nickname_pair(one, other) for one, other in forms)
    return Agreement.NICKNAME if is_nickname else Agreement.MIDDLE_NAME


def _last_name(stated: str, record: RegistryRecord) -> Agreement:
    if last_names_equal(stated, record.last_name, ()):
        return Agreement.SAME
    # A missing name equals nothing, so what folds to nothing on record is not a former name either.
    former = {fold_last_name(name) for name in record.former_last_names} - {""}
    return Agreement.FORMER if fold_last_name(stated) in former else Agreement.DIFFERS
