"""What was measured, for docs/workers-figures.md."""

import os
import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.e2e.portal import ROOT

PAGE = ROOT / "docs" / "workers-figures.md"


@dataclass
class Figures:
    rows: list[tuple[str, str]] = field(default_factory=list)

    def note(self, what: str, measured: str) -> None:
        self.rows.append((what, measured))

    def write(self) -> None:
        day = f"{datetime.now(UTC):%B %d, %Y}"
        machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
        lines = [
            "# What a screen's state costs",
            "",
            f"Written by `make test-workers` on {day} ({machine}). A tab is one logged-in educator on her profile.",
            "",
            "| Measured | |",
            "|---|---|",
            *(f"| {what} | {measured} |" for what, measured in self.rows),
            "",
        ]
        PAGE.write_text("\n".join(lines), encoding="utf-8")


def resident_kilobytes(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def children_of(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
