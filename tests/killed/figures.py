"""The figures of a run: a row for each kill, put together into docs/payments-killed.md when all have run."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from tests.e2e.portal import ROOT

PAGE = ROOT / "docs" / "payments-killed.md"
ROWS = ROOT / "var" / "killed"
ORDER = ("opening", "paying", "told", "money_back")
HEAD = """# The portal is killed while paying

Written by `make test-killed`: a real portal, the sandbox as card company, and SIGKILL at each step. Nobody comes back
to the result page, unless the educator never reached the card page: then she presses Pay again. "Hears": whether the
card company's webhooks reach the portal after the restart; where they don't, the sweep alone finds it out.

{kills} kills. The portal was back after {back:.1f} s on average; settled, from the kill,
after {least:.0f} s at best and {most:.0f} s at worst.

| Killed | At the card company | In the database | Hears | Settled | In the end |
|---|---|---|---|---|---|
"""


@dataclass
class Figure:
    name: str
    place: tuple[str, int] | list[Any]
    """The file and line of its test."""
    gateway: str = ""
    database: str = ""
    hears: bool = False
    back: float = 0
    settled: float = 0
    outcome: str = "not settled"

    def keep(self) -> None:
        ROWS.mkdir(parents=True, exist_ok=True)
        (ROWS / f"{self.name}.json").write_text(json.dumps(asdict(self)))

    def turn(self) -> tuple[int, int, bool, str]:
        file, line = self.place
        return next(turn for turn, name in enumerate(ORDER) if name in file), line, not self.hears, self.name

    def line(self) -> str:
        name = self.name.replace("[hears nothing]", "").replace("[hears]", "").replace("[", ", ").rstrip("]")
        cells = (name, self.gateway, self.database, "yes" if self.hears else "no", f"{self.settled:.0f} s")
        return f"| {' | '.join(cells)} | {self.outcome} |"


def forget() -> None:
    for one in ROWS.glob("*.json"):
        one.unlink()


def write() -> None:
    """In the order in which a payment goes."""
    kept = sorted((Figure(**json.loads(one.read_text())) for one in ROWS.glob("*.json")), key=Figure.turn)
    if not kept:
        return
    times, backs = [one.settled for one in kept], [one.back for one in kept if one.back]
    average = sum(backs) / max(1, len(backs))
    head = HEAD.format(kills=len(kept), back=average, least=min(times), most=max(times))
    PAGE.write_text(head + "\n".join(one.line() for one in kept) + "\n", encoding="utf-8")
