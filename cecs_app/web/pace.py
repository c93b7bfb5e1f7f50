"""How fast and how many: a pace that makes who hurries wait, and a crowd that counts who has come from where."""

from collections.abc import Callable
from dataclasses import dataclass

SWEPT_EVERY_SECONDS = 10.0


@dataclass
class Pace:
    """So many a second, and once a while so many at once. Who comes too early waits for her turn."""

    per_second: float
    at_once: int
    longest_wait: float
    """In seconds; nobody queues for longer."""
    _next: float = 0.0

    def turn(self, now: float) -> float | None:
        """The seconds to wait until it is hers; None when too many are waiting. `now` never goes back."""
        then = max(self._next, now - self.at_once / self.per_second) + 1 / self.per_second
        if then - now > self.longest_wait:
            return None
        self._next = then
        return max(0.0, then - now)

    def is_rested(self, now: float) -> bool:
        return self._next <= now - self.at_once / self.per_second


@dataclass
class Household:
    """All who come from one address; a school's staff may share theirs."""

    arriving: Pace
    telling: Pace
    lines: int = 0


class Crowd:
    """Who is here, by address. An address is forgotten once nobody is here from it and it has rested."""

    def __init__(self, make: Callable[[], Household], most_lines: int, most_of_one: int) -> None:
        self._make, self._most, self._most_of_one = make, most_lines, most_of_one
        self._households: dict[str, Household] = {}
        self._lines = 0
        self._swept_at = 0.0

    def enter(self, address: str, now: float) -> Household | None:
        """None when it is full."""
        self._sweep(now)
        household = self._households.setdefault(address, self._make())
        if self._lines >= self._most or household.lines >= self._most_of_one:
            return None
        self._lines += 1
        household.lines += 1
        return household

    def leave(self, household: Household) -> None:
        self._lines -= 1
        household.lines -= 1

    def _sweep(self, now: float) -> None:
        if now - self._swept_at < SWEPT_EVERY_SECONDS:
            return
        self._swept_at = now
        self._households = {
            address: one
            for address, one in self._households.items()
            if one.lines or not (one.arriving.is_rested(now) and one.telling.is_rested(now))
        }

    def __len__(self) -> int:
        return len(self._households)
