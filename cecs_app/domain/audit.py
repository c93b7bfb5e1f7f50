"""The audit's chain: what is hashed of an event, and what can be wrong with the chain."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

FORM = "cecs-audit-1"
"""Names the form below, so that another one could follow without its hashes being taken for these."""
BEGINS = ""
"""The hash before the first link."""

Sign = Callable[[bytes], str]
"""The keyed hash, in hexadecimal digits."""


class Breach(StrEnum):
    """What is wrong at a position."""

    EVENT_CHANGED = "event_changed"
    EVENT_REMOVED = "event_removed"
    EVENT_WITHOUT_LINK = "event_without_link"
    LINK_CHANGED = "link_changed"
    LINK_REMOVED = "link_removed"
    LINKS_OUT_OF_ORDER = "links_out_of_order"
    HEAD_MOVED = "head_not_where_the_chain_ends"
    ENDS_WITH_OLD_KEY = "ends_with_old_key"
    TAIL_CUT_OFF = "tail_cut_off"
    NOT_THE_CHAIN_NOTED = "not_the_chain_that_was_noted"


@dataclass(frozen=True)
class Head:
    """Where the chain ends: what somebody notes outside the database to hold against it later."""

    position: int = 0
    hash: str = BEGINS

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"


def parse_head(text: str) -> Head:
    """Raises ValueError for anything but POSITION:HASH."""
    position, colon, hashed = text.strip().partition(":")
    if not (position.isascii() and position.isdecimal() and colon):
        raise ValueError(text)
    return Head(int(position), hashed)


def hash_of(sign: Sign, position: int, before: str, stored: Sequence[str | None]) -> str:
    """Of one link. `before` is the hash of the link before it, `stored` the texts of the event's columns."""
    return sign(json.dumps([FORM, position, before, *stored]).encode())
