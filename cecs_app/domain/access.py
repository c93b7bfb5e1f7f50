"""How far somebody has come, and so what she may open: one ladder for all guards."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum


class Stage(IntEnum):
    """Each stage includes the ones below it."""

    ANYONE = 0
    PROVING = 1
    """The password was right; the second step of login is still to come, and nothing else is open."""
    TEMPORARY = 2
    """Signed in with a temporary password, which can do one thing only: set the personal one."""
    SIGNED_IN = 3
    """With her own password, but not yet tied to an Educator Identification Number."""
    REGISTERED = 4
    """Tied to a record; the statement of this login not yet acknowledged."""
    ACKNOWLEDGED = 5


@dataclass(frozen=True)
class Visitor:
    """Who is behind a session cookie. Made only from the database, never from anything a form sent."""

    session_id: int
    account_id: int
    educator_id: int | None
    username: str
    first_name: str
    stage: Stage
    proved_at: datetime | None = None
    """When she last proved in this login that it is she; None where no login is behind it."""


@dataclass(frozen=True)
class Browser:
    """Where a login comes from, as far as its requests tell: shown to the owner, never a proof of anything."""

    address: str
    user_agent: str = ""
    device: str = ""
    """The value of the long-lived cookie that tells a browser known to her from a stranger's; empty without one."""


def login_ends_at(begun_at: datetime, seen_at: datetime, idle: timedelta, longest: timedelta) -> datetime:
    """When a login ends by itself if nothing is done in it before."""
    return min(seen_at + idle, begun_at + longest)
