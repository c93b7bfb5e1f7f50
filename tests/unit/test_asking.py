"""What may be asked for, by which day; how items move; and on which days somebody is reminded."""

from datetime import date, timedelta
from itertools import product

import pytest

from cecs_app.domain.asking import LONGEST_DETAIL, PROOF_KINDS, Wanted, asking_faults
from cecs_app.domain.credentials import UNSETTLED, ItemKind, ItemStatus, check_item_move, open_kinds
from cecs_app.domain.errors import NotAllowed
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps

TODAY = date(2027, 1, 15)
LATER = TODAY + timedelta(days=60)
TRANSCRIPT = Wanted(ItemKind.TRANSCRIPT, "")
ALLOWED = """
asked by_post received waived
by_post asked received waived
received accepted refused waived
accepted refused
refused accepted waived
waived
"""
MOVES = {(line.split()[0], to) for line in ALLOWED.strip().splitlines() for to in line.split()[1:]}


@pytest.mark.parametrize(
    ("wanted", "due_on", "faults"),
    [
        ((TRANSCRIPT,), LATER, {}),
        ((TRANSCRIPT,), TODAY, {}),
        ((TRANSCRIPT,), TODAY + timedelta(days=365), {}),
        ((), LATER, {"wanted": "nothing_wanted"}),
        ((TRANSCRIPT,), TODAY - timedelta(days=1), {"due_on": "due_day_past"}),
        ((TRANSCRIPT,), TODAY + timedelta(days=366), {"due_on": "due_day_far"}),
        ((Wanted(ItemKind.TRANSCRIPT, "x" * LONGEST_DETAIL),), LATER, {}),
        ((Wanted(ItemKind.TRANSCRIPT, "x" * (LONGEST_DETAIL + 1)),), LATER, {"detail_transcript": "too_long"}),
        ((Wanted(ItemKind.OTHER, " "),), LATER, {"detail_other": "say_what"}),
        ((Wanted(ItemKind.OTHER, "A photo"),), LATER, {}),
        ((Wanted(ItemKind.FEE_BALANCE, ""),), LATER, {"wanted": "no_balance"}),
    ],
)
def test_a_letter_goes_only_with_something_to_ask_and_a_day_to_come(
    wanted: tuple[Wanted, ...], due_on: date, faults: dict[str, str]
) -> None:
    allowed = frozenset(ItemKind) - {ItemKind.FEE_BALANCE}
    assert asking_faults(wanted, due_on, TODAY, allowed) == faults


def test_a_transcript_proves_nothing_about_who_somebody_is() -> None:
    assert asking_faults((TRANSCRIPT,), LATER, TODAY, PROOF_KINDS) == {"wanted": "not_for_this"}


@pytest.mark.parametrize(("present", "wanted"), list(product(ItemStatus, ItemStatus)))
def test_an_item_moves_only_as_the_desk_works(present: ItemStatus, wanted: ItemStatus) -> None:
    if (present, wanted) in MOVES:
        check_item_move(present, wanted)
        return
    with pytest.raises(NotAllowed) as refusal:
        check_item_move(present, wanted)
    assert refusal.value.code == "item_moved"


def test_what_is_accepted_refused_or_waived_is_settled_and_nothing_else() -> None:
    assert set(ItemStatus) - UNSETTLED == {"accepted", "refused", "waived"}


@pytest.mark.parametrize(
    ("today", "fell_due"),
    [
        (date(2027, 2, 7), None),
        (date(2027, 2, 8), date(2027, 2, 8)),
        (date(2027, 2, 21), date(2027, 2, 8)),
        (date(2027, 2, 22), date(2027, 2, 22)),
        (date(2027, 2, 28), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2027, 2, 28)),
        (date(2027, 3, 2), date(2027, 3, 2)),
        (date(2027, 12, 31), date(2027, 3, 2)),
    ],
)
def test_reminders_fall_due_21_7_and_1_day_before_and_once_after(today: date, fell_due: date | None) -> None:
    policy = build_deps(Settings(database_url="sqlite://")).desk_policies[0]
    assert policy.last_reminder(date(2027, 3, 1), today) == fell_due


@pytest.mark.parametrize(
    ("statuses", "is_open"),
    [
        (("refused",), True),
        (("refused", "waived"), False),
        (("refused", "accepted"), False),
        (("accepted", "refused"), True),
        # What came for the first letter is looked at too, whatever becomes of the second.
        (("received", "waived"), True),
        (("received", "accepted"), True),
        (("accepted", "waived"), False),
    ],
)
def test_of_a_kind_everything_that_came_is_judged_and_a_refusal_is_followed_up(
    statuses: tuple[str, ...], is_open: bool
) -> None:
    kinds = open_kinds([("transcript", one) for one in statuses])
    assert kinds == ((ItemKind.TRANSCRIPT,) if is_open else ())
