"""How far somebody has come, and so what she may open: one ladder for all guards."""

from dataclasses import dataclass
from enum import IntEnum


class Stage(IntEnum):
    """Each stage includes the ones below it."""

    ANYONE = 0
    TEMPORARY = 1
    """Signed in with a temporary password, which can do one thing only: set the personal one."""
    SIGNED_IN = 2
    """With her own password, but not yet tied to an Educator Identification Number."""
    REGISTERED = 3
    """Tied to a record; the statement of this login not yet acknowledged."""
    ACKNOWLEDGED = 4


@dataclass(frozen=True)
class Visitor:
    """Who is behind a session cookie. Made only from the database, never from anything a form sent."""

    session_id: int
    account_id: int
    educator_id: int | None
    username: str
    first_name: str
    stage: Stage
