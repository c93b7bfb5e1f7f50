"""What is measured while they are at it: what was heard, how big the process is, how long its log."""

import os
import re
import statistics
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.portal import ROOT
from tests.fuzz.people import SECRETS

TRACES = re.compile(
    rb"Traceback|File \"|\.py\b|site-packages|sqlalchemy|sqlite3|psycopg|0x7f[0-9a-f]{6}|"
    rb"(Key|Type|Value|Attribute|Runtime)Error|" + re.escape(str(ROOT).encode())
)
"""What a program says of itself when it fails; no screen of ours says any of it."""


@dataclass
class Ears:
    """Every byte that came to anybody hostile."""

    heard_bytes: int = 0
    traces: Counter[str] = field(default_factory=Counter)
    secrets: Counter[str] = field(default_factory=Counter)

    def hears(self, said: bytes) -> None:
        self.heard_bytes += len(said)
        for found in TRACES.finditer(said):
            self.traces[_around(said, found.start())] += 1
        for secret in SECRETS:
            # The numbers they know: they may hear again what they said themselves.
            if re.search(rb"(?<!C-)(?<!CT-)" + secret.encode(), said, re.IGNORECASE):
                self.secrets[_around(said, said.lower().index(secret.lower().encode()))] += 1


def _around(said: bytes, at: int) -> str:
    return said[max(0, at - 80) : at + 80].decode("utf-8", "replace")


@dataclass
class Seconds:
    """How long something took, each time."""

    taken: list[float] = field(default_factory=list)

    def p95(self) -> float:
        return statistics.quantiles(self.taken, n=20)[-1]

    def median(self) -> float:
        return statistics.median(self.taken)


def resident_bytes(process: int) -> int:
    """Of it and all that it started."""
    return sum(_resident(one) for one in _tree(process))


def processor_seconds(process: int) -> float:
    """What it and all that it started has used: however busy the machine is with other things."""
    ticks = (Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in _tree(process))
    return sum(int(found[11]) + int(found[12]) for found in ticks) / os.sysconf("SC_CLK_TCK")


def _tree(process: int) -> list[int]:
    tree = [process]
    for one in tree:
        children = Path(f"/proc/{one}/task/{one}/children")
        tree += [int(child) for child in children.read_text().split()]
    return tree


def _resident(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0
