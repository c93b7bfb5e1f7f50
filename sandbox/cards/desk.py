from collections.abc import Callable
from dataclasses import dataclass

from sandbox.settings import Settings
from sandbox.store import Store


@dataclass(frozen=True)
class Desk:
    """What the card company works with."""

    store: Store
    settings: Settings
    clock: Callable[[], float]

    def now(self) -> int:
        return int(self.clock())
