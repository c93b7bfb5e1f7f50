"""The mail server is away for two hours, and 2,000 mails wait for its return."""

import dataclasses
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cecs_app.background import LONGEST_PAUSE_SECONDS
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.databases import sqlite_copies
from tests.fakes import TestClock
from tests.waiting_mail import Postbox, free_port, running, seconds_to_deliver, two_hours_away

MAILS = 2_000
WITHIN_SECONDS = 60
TEXT = """
## The mail server is away for two hours

{mails} mails waited for it (the two hours pass on a clock of ours, the mails then leave over a real line). It is asked
for at least every {pause:.0f} s, so in the worst case all were out {worst:.0f} s after its return: {seconds:.0f} s for
sending, {arrived} taken, {different} different.

**{verdict}**
"""


@dataclass(frozen=True)
class Delivery:
    seconds: float
    arrived: int
    different: int

    @property
    def is_in_time(self) -> bool:
        every = self.arrived == self.different == MAILS
        return every and self.seconds + LONGEST_PAUSE_SECONDS < WITHIN_SECONDS

    def text(self) -> str:
        kept = f"All mail is out within {WITHIN_SECONDS} s of the return, each once."
        return TEXT.format(
            mails=f"{MAILS:,}",
            pause=LONGEST_PAUSE_SECONDS,
            worst=self.seconds + LONGEST_PAUSE_SECONDS,
            seconds=self.seconds,
            arrived=self.arrived,
            different=self.different,
            verdict=kept if self.is_in_time else "A promise was not kept.",
        )


def delivery() -> Delivery:
    with tempfile.TemporaryDirectory(prefix="cecs-mail.") as folder:
        place = Path(folder)
        (place / "own").mkdir()
        with sqlite_copies(place) as copies, copies(place / "own") as url:
            clock, port, postbox = TestClock(), free_port(), Postbox()
            deps = dataclasses.replace(build_deps(Settings(database_url=url)), clock=clock)
            two_hours_away(deps, clock, port, MAILS)
            with running(postbox, port):
                seconds = seconds_to_deliver(deps, port)
            deps.database.engine.dispose()
    return Delivery(seconds, len(postbox.ids), len(set(postbox.ids)))
