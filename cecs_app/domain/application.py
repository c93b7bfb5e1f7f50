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
    ON_HOLD = "on_hold"
    """Waiting for something that neither the educator nor the Bureau can hasten."""
    SECOND_LOOK = "second_look"
    """Decided by a reviewer; a supervisor must look at it too."""
    APPEALED = "appealed"
    """Denied, and the educator asked a panel to look at it again."""
    APPROVED = "approved"
    ISSUED = "issued"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    EXPIRED_DRAFT = "expired_draft"


class Actor(StrEnum):
    """Who acts next."""

    EDUCATOR = "educator"
    BUREAU = "bureau"
    SUPERVISOR = "supervisor"
    PANEL = "panel"
    OTHERS = "others"
    """Neither she nor the Bureau: what put it on hold."""
    NOBODY = "nobody"


MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.AWAITING_PAYMENT, Status.SUBMITTED, Status.WITHDRAWN, Status.EXPIRED_DRAFT}),
    Status.AWAITING_PAYMENT: frozenset({Status.SUBMITTED, Status.WITHDRAWN}),
    # Back to awaiting payment: a check that filed it bounced, or was recorded in error.
    Status.SUBMITTED: frozenset({Status.IN_REVIEW, Status.WITHDRAWN, Status.AWAITING_PAYMENT}),
    Status.IN_REVIEW: frozenset(
        {
            Status.MISSING_CREDENTIALS,
            Status.ON_HOLD,
            Status.SECOND_LOOK,
            Status.APPROVED,
            Status.DENIED,
            Status.WITHDRAWN,
        }
    ),
    # In review without an answer: the reviewer takes up what never came.
    Status.MISSING_CREDENTIALS: frozenset({Status.WAITING_REVIEW, Status.IN_REVIEW, Status.DENIED, Status.WITHDRAWN}),
    Status.WAITING_REVIEW: frozenset({Status.IN_REVIEW, Status.WITHDRAWN}),
    Status.ON_HOLD: frozenset({Status.IN_REVIEW, Status.WITHDRAWN}),
    Status.SECOND_LOOK: frozenset({Status.IN_REVIEW, Status.APPROVED, Status.DENIED, Status.WITHDRAWN}),
    Status.APPROVED: frozenset({Status.ISSUED}),
    # Back to review: a supervisor undoes the decision, or the panel grants the appeal.
    Status.ISSUED: frozenset({Status.IN_REVIEW}),
    Status.DENIED: frozenset({Status.APPEALED, Status.IN_REVIEW}),
    Status.APPEALED: frozenset({Status.DENIED, Status.IN_REVIEW}),
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
    Status.ON_HOLD: Actor.OTHERS,
    Status.SECOND_LOOK: Actor.SUPERVISOR,
    Status.APPEALED: Actor.PANEL,
    Status.APPROVED: Actor.BUREAU,
    Status.ISSUED: Actor.NOBODY,
    Status.DENIED: Actor.NOBODY,
    Status.WITHDRAWN: Actor.NOBODY,
    Status.EXPIRED_DRAFT: Actor.NOBODY,
}

ENDED = frozenset({Status.ISSUED, Status.DENIED, Status.WITHDRAWN, Status.EXPIRED_DRAFT})
"""Nobody works on it any more, and a new one may be begun in its place. An appeal or an undo opens it again."""

DECIDED = (Status.ISSUED, Status.DENIED)
"""By the Bureau."""

AT_THE_DESK = tuple(status for status in Status if status not in {*ENDED, Status.DRAFT, Status.AWAITING_PAYMENT})
"""Filed and not finished: what the Bureau's queue shows."""

TO_TAKE_UP = (Status.SUBMITTED, Status.WAITING_REVIEW)
"""Next in the order of filing, for whoever is free."""


def check_move(present: Status, wanted: Status) -> None:
    """Raises NotAllowed("status_moved") for a move that the table does not have."""
    if wanted not in MOVES[present]:
        raise NotAllowed("status_moved", present=present, wanted=wanted)


def can_move(present: Status, wanted: Status) -> bool:
    return wanted in MOVES[present]
