"""What the Bureau asks for when something is missing, and how far each item has come."""

from enum import StrEnum


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
    ItemStatus.REFUSED: frozenset({ItemStatus.ACCEPTED}),
    ItemStatus.WAIVED: frozenset(),
}

FOR_THE_EDUCATOR = frozenset({ItemStatus.ASKED})
"""She has not answered yet."""

UNSETTLED = frozenset({ItemStatus.ASKED, ItemStatus.BY_POST, ItemStatus.RECEIVED})
"""Nothing is approved before these are accepted, refused or waived."""
