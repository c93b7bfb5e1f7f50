"""Which educator of the registry, if any, the person who signs up is.

Source: the identity table of the EIN issue.

| SSN on a record                                | Birth date | Last name | First name | Outcome     |
| equal, one record                              | equal      | equal     | compatible | **matched** |
| equal                                          | equal      | differs, or first differs | **claim**   |
| equal                                          | differs    | any       | any        | **claim**   |
| record holds none, or another                  | equal      | equal     | compatible | **claim**   |
| none shares the SSN, none shares birth date + last name + compatible first | **new**     |
| the record already has an account              | as any row above       | **claim**, owner mailed |

A claim is decided by a person. The educator never learns which fact differed, so nothing here says it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cecs_app.domain.names import first_names_compatible, last_names_equal


@dataclass(frozen=True)
class Stated:
    """What the educator typed; `ssn_index` is the keyed blind index of the SSN, never the SSN."""

    ssn_index: str
    first_name: str
    last_name: str
    date_of_birth: date


@dataclass(frozen=True)
class RegistryRecord:
    """What the registry holds about one educator; `ssn_index` is None when it holds no SSN."""

    ein: str
    ssn_index: str | None
    first_name: str
    middle_name: str
    last_name: str
    former_last_names: tuple[str, ...]
    date_of_birth: date
    has_account: bool


class Outcome(StrEnum):
    MATCHED = "matched"
    CLAIM = "claim"
    NEW = "new"


@dataclass(frozen=True)
class EinMatch:
    """The outcome and, for the person who decides a claim, the records it may be about.

    `ein` is set only when matched. `candidates` and `taken` hold EINs, sorted, and only for a claim; `taken`
    are the candidates that already have an account, whose owners are mailed.
    """

    outcome: Outcome
    ein: str | None
    candidates: tuple[str, ...]
    taken: tuple[str, ...]


def match(stated: Stated, records: Sequence[RegistryRecord]) -> EinMatch:
    """Apply the identity table to the records that share the SSN index or the birth date.

    The order of the records does not matter, and those that share neither are ignored.
    """
    # Sets, so that a record the query returned twice is not taken for two records.
    sharing_ssn = {record for record in records if _shares_ssn(stated, record)}
    same_person = {record for record in records if _shares_birth_date_and_names(stated, record)}
    if len(sharing_ssn) == 1 and sharing_ssn <= same_person:
        (only,) = sharing_ssn
        if not only.has_account:
            return EinMatch(Outcome.MATCHED, only.ein, (), ())
    return _claim_or_new(sharing_ssn | same_person)


def _claim_or_new(candidates: Iterable[RegistryRecord]) -> EinMatch:
    eins = tuple(sorted(record.ein for record in candidates))
    taken = tuple(sorted(record.ein for record in candidates if record.has_account))
    return EinMatch(Outcome.CLAIM if eins else Outcome.NEW, None, eins, taken)


def _shares_ssn(stated: Stated, record: RegistryRecord) -> bool:
    """SSN is compared by blind index only; a missing index equals nothing, not even another missing one."""
    return bool(stated.ssn_index) and stated.ssn_index == record.ssn_index


def _shares_birth_date_and_names(stated: Stated, record: RegistryRecord) -> bool:
    return (
        stated.date_of_birth == record.date_of_birth
        and last_names_equal(stated.last_name, record.last_name, record.former_last_names)
        and first_names_compatible(stated.first_name, record.first_name, record.middle_name)
    )
