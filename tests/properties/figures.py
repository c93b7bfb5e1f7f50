"""What a run did, in numbers: they show that it tried what it claims to have tried."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Figures:
    counts: Counter[str] = field(default_factory=Counter)
    crashes: Counter[str] = field(default_factory=Counter)
    """By the point at which the request died."""
    silences: Counter[str] = field(default_factory=Counter)
    """By the point at which the line broke or the company failed."""
    outcomes: Counter[str] = field(default_factory=Counter)
    """By service and what it gave or refused."""

    def add(self, other: "Figures") -> None:
        for mine, its in zip(self._all(), other._all(), strict=True):
            mine.update(its)

    def _all(self) -> tuple[Counter[str], ...]:
        return self.counts, self.crashes, self.silences, self.outcomes
