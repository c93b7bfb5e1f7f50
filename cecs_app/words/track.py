"""The way of an application as a line of steps: what is behind it, where it stands, what is still to come."""

from dataclasses import dataclass

from cecs_app.domain.application import Status
from cecs_app.language import _, mark

_WAY = (mark("Filed"), mark("In review"), mark("Decided"), mark("Issued"))
_DENIED = (mark("Filed"), mark("In review"), mark("Denied"))
_APPEALED = (*_DENIED, mark("Appeal"))

_NOWHERE = -1
_STANDS = {
    Status.DRAFT: (_WAY, _NOWHERE),
    Status.AWAITING_PAYMENT: (_WAY, _NOWHERE),
    Status.SUBMITTED: (_WAY, 0),
    Status.IN_REVIEW: (_WAY, 1),
    Status.MISSING_CREDENTIALS: (_WAY, 1),
    Status.WAITING_REVIEW: (_WAY, 1),
    Status.ON_HOLD: (_WAY, 1),
    Status.SECOND_LOOK: (_WAY, 1),
    Status.APPROVED: (_WAY, 2),
    Status.ISSUED: (_WAY, 3),
    Status.DENIED: (_DENIED, 2),
    Status.APPEALED: (_APPEALED, 3),
}


@dataclass(frozen=True)
class TrackStep:
    """`state` is done, now or ahead."""

    name: str
    state: str


def track_of(status: Status) -> tuple[TrackStep, ...]:
    """Empty for what was given up: it leads nowhere."""
    names, now = _STANDS.get(status, ((), _NOWHERE))
    return tuple(TrackStep(_(name), _state(place, now)) for place, name in enumerate(names))


def _state(place: int, now: int) -> str:
    if place == now:
        return "now"
    return "done" if place < now else "ahead"
