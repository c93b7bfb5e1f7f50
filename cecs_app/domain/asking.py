"""What a reviewer may ask an educator for, and by when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.ssn import holds_ssn

LONGEST_DETAIL = 500
LONGEST_WAIT = timedelta(days=365)
"""What is missing longer than a year is not missing any more: the rules and the fees have moved on."""

PROOF_KINDS = (ItemKind.PROOF_OF_IDENTITY, ItemKind.NAME_CHANGE, ItemKind.COURT_PAPERS, ItemKind.OTHER)
"""What may be asked of somebody whose record is not known for certain."""


@dataclass(frozen=True)
class Wanted:
    kind: ItemKind
    detail: str
    """The reviewer's own words to the educator."""


def asking_faults(
    wanted: Sequence[Wanted], due_on: date, today: date, allowed: Collection[ItemKind]
) -> dict[str, str]:
    """Field → code, in the order of the screen; empty when the letter may go."""
    faults = {}
    if not wanted:
        faults["wanted"] = "nothing_wanted"
    for one in wanted:
        if one.kind not in allowed:
            faults["wanted"] = "no_balance" if one.kind is ItemKind.FEE_BALANCE else "not_for_this"
        if len(one.detail) > LONGEST_DETAIL:
            faults[detail_field(one.kind)] = "too_long"
        elif holds_ssn(one.detail):
            faults[detail_field(one.kind)] = "reason_has_number"
        if one.kind is ItemKind.OTHER and not one.detail.strip():
            faults[detail_field(one.kind)] = "say_what"
    if not today <= due_on <= today + LONGEST_WAIT:
        faults["due_on"] = "due_day_past" if due_on < today else "due_day_far"
    return faults


def detail_field(kind: ItemKind) -> str:
    return f"detail_{kind}"
