"""A registration that only a person can decide: how long she may be kept waiting, and what can come of it."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from cecs_app.domain.credentials import OUTSTANDING, ItemStatus

BUSINESS_DAYS = 10
"""Two working weeks, our promise and not a published rule: long enough for a letter to the archive and back.
State holidays are counted as working days, so that the day shown never has to move when the calendar does."""

SATURDAY = 5


class ClaimStatus(StrEnum):
    OPEN = "open"
    SETTLED_BY_REGISTERING = "settled_by_registering"
    """She put a slip right and was matched, or got a new number."""
    LINKED = "linked"
    KEPT_APART = "kept_apart"
    """None of the candidates is she: a new number was minted."""
    REFUSED = "refused"


class Proof(StrEnum):
    """How far the proof is that the Bureau asked for."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    ARRIVED = "arrived"
    """All of it."""


def decided_by(asked_on: date) -> date:
    """The last day of the promise."""
    day, left = asked_on, BUSINESS_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day


def is_overdue(due_on: date, proof: Proof, today: date) -> bool:
    """Of an open claim: past the promised day, and not because she has still to send something."""
    return proof is not Proof.ASKED and due_on < today


def proof_of(items: Collection[ItemStatus]) -> Proof:
    """By the statuses of what was asked for."""
    if any(one in OUTSTANDING for one in items):
        return Proof.ASKED
    return Proof.ARRIVED if ItemStatus.RECEIVED in items else Proof.NOT_ASKED
