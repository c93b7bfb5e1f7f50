"""Claims: what happened is told to the staff in words, by whatever event, also by one without words of its own."""

from typing import Any

import pytest

from cecs_app.domain.credentials import ItemKind
from cecs_app.words.desk_events import actor_words, event_words

TERM = {"number": "C-1", "valid_from": "2027-07-01", "valid_until": "2032-06-30"}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("application_claimed", {}, "Claimed"),
        ("application_issued", {"new": TERM}, "Issued: C-1, July 1, 2027 through June 30, 2032"),
        ("application_issued", {}, "Issued"),
        ("decision_made", {"verdict": "deny"}, "Decided to deny"),
        ("payment_paid", {"amount_cents": 5_000}, "Paid $50.00 by card"),
        ("item_accepted", {"kind": "transcript"}, "Accepted: transcript"),
        ("something_new", {}, "Something new"),
    ],
)
def test_each_event_has_its_words(name: str, data: dict[str, Any], words: str) -> None:
    assert event_words(name, data) == words


@pytest.mark.parametrize("kind", ItemKind)
def test_an_item_is_named_whatever_its_kind(kind: ItemKind) -> None:
    assert event_words("item_refused", {"kind": kind}).startswith("Refused: ")


def test_who_did_it_is_told_where_no_name_is_known() -> None:
    assert [actor_words(one) for one in ("educator", "staff", "gateway", "system", "robot")] == [
        "The educator",
        "The Bureau",
        "Card company",
        "The portal",
        "robot",
    ]
