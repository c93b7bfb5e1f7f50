"""Claims: the life of an application, move by move, as the Bureau works; and who acts next."""

from itertools import product

import pytest

from cecs_app.domain.application import ENDED, NEXT_ACTOR, Status, can_move, check_move
from cecs_app.domain.errors import NotAllowed

# Written down from the business, apart from the program's table.
ALLOWED = """
draft -> awaiting_payment: signed, and there is a fee
draft -> submitted: signed, and there is none
draft -> withdrawn: the educator gives it up
draft -> expired_draft: nobody touched it for long
awaiting_payment -> submitted: the fee came
awaiting_payment -> withdrawn
submitted -> in_review: somebody at the Bureau takes it up
submitted -> withdrawn
submitted -> awaiting_payment: the check that paid for it bounced
in_review -> missing_credentials: something is missing
in_review -> on_hold: it waits for somebody else
in_review -> second_look: decided, and a supervisor must look too
in_review -> approved
in_review -> denied
in_review -> withdrawn
missing_credentials -> waiting_review: what was missing arrived
missing_credentials -> in_review: a reviewer takes up what never arrived
missing_credentials -> denied: it never arrived
missing_credentials -> withdrawn
waiting_review -> in_review
waiting_review -> withdrawn
on_hold -> in_review
on_hold -> withdrawn
second_look -> in_review: the supervisor sends it back
second_look -> approved
second_look -> denied
second_look -> withdrawn
approved -> issued
issued -> in_review: a supervisor undoes it
denied -> in_review: a supervisor undoes it
denied -> appealed: the educator asks a panel
appealed -> denied: the panel upholds it
appealed -> in_review: the panel grants the appeal
"""
PAIRS = {tuple(line.partition(":")[0].split(" -> ")) for line in ALLOWED.strip().splitlines()}
WAITS_FOR = {
    "educator": {"draft", "awaiting_payment", "missing_credentials"},
    "bureau": {"submitted", "in_review", "waiting_review", "approved"},
    "supervisor": {"second_look"},
    "panel": {"appealed"},
    "others": {"on_hold"},
    "nobody": {"issued", "denied", "withdrawn", "expired_draft"},
}


def test_the_allowed_moves_name_real_statuses() -> None:
    assert {str(status) for status in Status} == {status for pair in PAIRS for status in pair}


@pytest.mark.parametrize(("present", "wanted"), list(product(Status, Status)))
def test_a_status_moves_only_as_the_bureau_works(present: Status, wanted: Status) -> None:
    assert can_move(present, wanted) is ((present, wanted) in PAIRS)


@pytest.mark.parametrize(("present", "wanted"), list(product(Status, Status)))
def test_a_move_that_is_not_allowed_says_what_stands_and_what_was_wanted(present: Status, wanted: Status) -> None:
    if (present, wanted) in PAIRS:
        check_move(present, wanted)
        return
    with pytest.raises(NotAllowed) as caught:
        check_move(present, wanted)
    assert (caught.value.code, caught.value.data) == ("status_moved", {"present": present, "wanted": wanted})


def test_four_ends_and_no_more() -> None:
    assert {"issued", "denied", "withdrawn", "expired_draft"} == ENDED


@pytest.mark.parametrize("status", Status)
def test_somebody_acts_next_until_it_has_ended(status: Status) -> None:
    (waits_for,) = [actor for actor, statuses in WAITS_FOR.items() if status in statuses]
    assert NEXT_ACTOR[status] == waits_for
    assert (waits_for == "nobody") is (status in ENDED)


@pytest.mark.parametrize("status", Status)
def test_every_status_is_reached_from_a_draft(status: Status) -> None:
    reached = {"draft"}
    for _ in Status:
        reached |= {wanted for present, wanted in PAIRS if present in reached}
    assert status in reached
