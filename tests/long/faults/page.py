"""docs/faults-figures.md: a row for each kill."""

from dataclasses import dataclass, field

HEAD = """# Everything is killed while educators work

Written by `make test-faults` (seed {seed}): a portal on a PostgreSQL that writes through, with the sandbox as card
company and mail server. Educators log in, sign and submit, pay by card and send documents without a pause, over the
portal's own forms and socket; what they are told they write down first, and what fails they do again. Meanwhile one
program after the other gets SIGKILL, with all that it started, and is started again on what it left behind.

"Serves": until the portal answers again with its database behind it. "Told": until somebody was told again that
something is done. "In flight": what the educators were at in that instant.
"""
LANE = """
## {name}

{kills} kills in {minutes:.0f} minutes: {victims}. Told meanwhile: {told}. Serves again after {serves} at the median
and {serves_most} at worst. All mail and money had settled {quiet:.0f} s after the last kill.

**{verdict}**

| # | Killed | After | In flight | Serves | Told |
|---|---|---|---|---|---|
"""


@dataclass
class Kill:
    victim: str
    at: float
    """Seconds since the first educator began."""
    in_flight: str
    serves: float = 0
    told: float = 0

    def line(self, number: int) -> str:
        cells = (str(number), self.victim, f"{self.at:.0f} s", self.in_flight or "nothing")
        return f"| {' | '.join(cells)} | {self.serves:.1f} s | {self.told:.1f} s |"


@dataclass
class Lane:
    """One house, and what it went through."""

    name: str
    kills: list[Kill] = field(default_factory=list)
    told: dict[str, int] = field(default_factory=dict)
    seconds: float = 0
    quiet: float = 0
    faults: list[str] = field(default_factory=list)

    def text(self) -> str:
        victims = [one.victim for one in self.kills]
        serves = sorted(one.serves for one in self.kills) or [0.0]
        head = LANE.format(
            name=self.name,
            kills=len(self.kills),
            minutes=self.seconds / 60,
            victims=", ".join(f"{victims.count(one)} {one}" for one in dict.fromkeys(victims)),
            told=", ".join(f"{count} {told}" for told, count in self.told.items()),
            serves=f"{serves[len(serves) // 2]:.1f} s",
            serves_most=f"{serves[-1]:.1f} s",
            quiet=self.quiet,
            verdict=_verdict(self.faults),
        )
        return head + "\n".join(one.line(number) for number, one in enumerate(self.kills, 1)) + "\n"


def page(seed: int, lanes: list[Lane]) -> str:
    return HEAD.format(seed=seed) + "".join(one.text() for one in lanes)


def _verdict(faults: list[str]) -> str:
    if not faults:
        return (
            "Nothing that anybody was told of is lost, nothing happened twice, and the books and the chain are whole."
        )
    return f"{len(faults)} promises were not kept: " + "; ".join(faults[:10])
