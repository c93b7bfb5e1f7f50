"""What the Bureau asks for when something is missing, and how far each item has come."""

from collections.abc import Iterable
from enum import StrEnum

from cecs_app.domain.errors import NotAllowed


class ItemKind(StrEnum):
    TRANSCRIPT = "transcript"
    STATEMENT_OF_EXPERIENCE = "statement_of_experience"
    COURT_PAPERS = "court_papers"
    SIGNED_STATEMENT = "signed_statement"
    """On a conduct question answered "yes"."""
    TEAM_COMPLETION = "team_completion"
    TEST_SCORES = "test_scores"
    CLOCK_HOURS = "clock_hours"
    NAME_CHANGE = "name_change"
    PROOF_OF_IDENTITY = "proof_of_identity"
    FEE_BALANCE = "fee_balance"
    """Settled by paying, never by a document."""
    OTHER = "other"


class ItemStatus(StrEnum):
    ASKED = "asked"
    BY_POST = "by_post"
    """The educator says that it is in the mail."""
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    """Not good enough, with a reason; a new item asks for a better one."""
    WAIVED = "waived"
    """Not needed after all."""


ITEM_MOVES: dict[ItemStatus, frozenset[ItemStatus]] = {
    ItemStatus.ASKED: frozenset({ItemStatus.BY_POST, ItemStatus.RECEIVED, ItemStatus.WAIVED}),
    ItemStatus.BY_POST: frozenset({ItemStatus.ASKED, ItemStatus.RECEIVED, ItemStatus.WAIVED}),
    ItemStatus.RECEIVED: frozenset({ItemStatus.ACCEPTED, ItemStatus.REFUSED, ItemStatus.WAIVED}),
    ItemStatus.ACCEPTED: frozenset({ItemStatus.REFUSED}),
    ItemStatus.REFUSED: frozenset({ItemStatus.ACCEPTED, ItemStatus.WAIVED}),
    ItemStatus.WAIVED: frozenset(),
}

UNSETTLED = frozenset({ItemStatus.ASKED, ItemStatus.BY_POST, ItemStatus.RECEIVED})
"""Nobody has judged it: files may still be added."""

OUTSTANDING = frozenset({ItemStatus.ASKED, ItemStatus.BY_POST})
"""Nothing of it is here yet."""

MOST_FILES = 5
"""Of one item: the pages of a transcript, photographed one by one. More belong into one PDF."""


def open_kinds(items: Iterable[tuple[str, str]]) -> tuple[ItemKind, ...]:
    """What stands between an application and its approval, of kind and status, oldest first.

    Something of that kind is not judged yet, from whichever letter; or the last was refused and not asked for again.
    """
    found = list(items)
    waiting = {kind for kind, status in found if status in UNSETTLED}
    return tuple(ItemKind(kind) for kind, last in dict(found).items() if kind in waiting or last == ItemStatus.REFUSED)


def check_item_move(present: ItemStatus, wanted: ItemStatus) -> None:
    """Raises NotAllowed("item_moved") for a move that the table does not have."""
    if wanted not in ITEM_MOVES[present]:
        raise NotAllowed("item_moved")
