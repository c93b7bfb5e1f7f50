from collections.abc import Callable
from dataclasses import dataclass

from sandbox.store import Store


@dataclass(frozen=True)
class Desk:
    """What the card company works with."""

    store: Store
    card_key: str
    card_url: str
    clock: Callable[[], float]

    def now(self) -> int:
        return int(self.clock())
