"""The life of an application: its statuses, the one table of moves between them, and who acts next."""

from enum import StrEnum

from cecs_app.domain.errors import NotAllowed


class Status(StrEnum):
    DRAFT = "draft"
    AWAITING_PAYMENT = "awaiting_payment"
    SUBMITTED = "submitted"
    """Waiting for its first review."""
    IN_REVIEW = "in_review"
    MISSING_CREDENTIALS = "missing_credentials"
    WAITING_REVIEW = "waiting_review"
    APPROVED = "approved"
    ISSUED = "issued"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    EXPIRED_DRAFT = "expired_draft"


class Actor(StrEnum):
    """Who acts next."""

    EDUCATOR = "educator"
    BUREAU = "bureau"
    NOBODY = "nobody"


MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.AWAITING_PAYMENT, Status.SUBMITTED, Status.WITHDRAWN, Status.EXPIRED_DRAFT}),
    Status.AWAITING_PAYMENT: frozenset({Status.SUBMITTED, Status.WITHDRAWN}),
    # Back to awaiting payment: a check that filed it bounced, or was recorded in error.
    Status.SUBMITTED: frozenset({Status.IN_REVIEW, Status.WITHDRAWN, Status.AWAITING_PAYMENT}),
    Status.IN_REVIEW: frozenset({Status.MISSING_CREDENTIALS, Status.APPROVED, Status.DENIED, Status.WITHDRAWN}),
    Status.MISSING_CREDENTIALS: frozenset({Status.WAITING_REVIEW, Status.DENIED, Status.WITHDRAWN}),
    Status.WAITING_REVIEW: frozenset({Status.IN_REVIEW, Status.WITHDRAWN}),
    Status.APPROVED: frozenset({Status.ISSUED}),
    Status.ISSUED: frozenset(),
    Status.DENIED: frozenset(),
    Status.WITHDRAWN: frozenset(),
    Status.EXPIRED_DRAFT: frozenset(),
}

NEXT_ACTOR: dict[Status, Actor] = {
    Status.DRAFT: Actor.EDUCATOR,
    Status.AWAITING_PAYMENT: Actor.EDUCATOR,
    Status.SUBMITTED: Actor.BUREAU,
    Status.IN_REVIEW: Actor.BUREAU,
    Status.MISSING_CREDENTIALS: Actor.EDUCATOR,
    Status.WAITING_REVIEW: Actor.BUREAU,
    Status.APPROVED: Actor.BUREAU,
    Status.ISSUED: Actor.NOBODY,
    Status.DENIED: Actor.NOBODY,
    Status.WITHDRAWN: Actor.NOBODY,
    Status.EXPIRED_DRAFT: Actor.NOBODY,
}

ENDED = frozenset(status for status, moves in MOVES.items() if not moves)


def check_move(present: Status, wanted: Status) -> None:
    """Raises NotAllowed("status_moved") for a move that the table does not have."""
    if wanted not in MOVES[present]:
        raise NotAllowed("status_moved", present=present, wanted=wanted)


def can_move(present: Status, wanted: Status) -> bool:
    return wanted in MOVES[present]
