"""What an educator's login and a clerk's have in common: one cookie, which belongs to at most one of them."""

import math
from dataclasses import dataclass
from datetime import datetime

from cecs_app.services import sessions
from cecs_app.services.deps import Deps
from cecs_app.services.desk import sessions as desk_sessions
from cecs_app.services.sessions import fingerprint


@dataclass(frozen=True)
class Left:
    """How long a login still lasts. `seconds` is 0 where there is none any more."""

    seconds: int = 0
    login: str = ""
    """Stands for the cookie: an open tab sees by it that it was opened under another one."""


def is_live(deps: Deps, token: str) -> bool:
    """Whether anybody is logged in under this cookie. Asking does not keep the login alive."""
    return _find_end(deps, token) is not None


def look(deps: Deps, token: str) -> Left:
    """Asking does not keep the login alive."""
    end = _find_end(deps, token)
    if end is None:
        return Left()
    return Left(math.ceil((end - deps.now()).total_seconds()), fingerprint(fingerprint(token)))


def stay(deps: Deps, token: str) -> Left:
    """Whoever holds the cookie says that she is there. After the longest time her login ends all the same."""
    if sessions.find_visitor(deps, token) is None:
        desk_sessions.find_clerk(deps, token)
    return look(deps, token)


def _find_end(deps: Deps, token: str) -> datetime | None:
    return sessions.find_end(deps, token) or desk_sessions.find_end(deps, token)
