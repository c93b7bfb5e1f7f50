"""A SQLite database that litestream follows is lost again and again: what was acknowledged a moment before is back."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sqlmodel import col, select

from cecs_app.db import migrate
from cecs_app.db.tables import Event
from cecs_app.db.unit_of_work import Database
from cecs_app.services import audit
from cecs_app.services.backups import sound
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.databases import opened
from tests.long.backup.writer import NAME

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "deploy" / "litestream.yml"
PROMISED_SECONDS = 10.0
"""What was acknowledged longer ago than this is never lost. litestream sends twice a second; it needs longer while it
begins, and where the machine is busy with other things."""


PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Round:
    """`lag_seconds`: how old the oldest write was that was lost; 0 where none was."""

    what: str
    written: int
    lost: int
    lag_seconds: float
    restored_seconds: float
    megabytes: float


class Place:
    """The database, and its copy elsewhere."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "cecs.db"
        self.url = f"sqlite:///{self.file}"
        copy = f"file://{folder / 'copy'}"
        self.environment = {**os.environ, "CECS_DATABASE_FILE": str(self.file), "CECS_COPY": copy}
        self.log = folder / "litestream.log"

    def litestream(self, verb: str, *more: str) -> list[str]:
        return [str(Path(sys.executable).parent / "litestream"), verb, "-config", str(CONFIG), *more]

    def lose(self) -> None:
        """Nothing of it is left, nor what litestream keeps beside it."""
        for path in self.file.parent.glob("*cecs.db*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def rounds(folder: Path, number: int, dice: Random) -> Iterator[Round]:
    """One after the other on the same copy: after a loss life goes on."""
    place, first = Place(folder), 0
    made = opened(place.url)
    migrate.upgrade(made)
    made.engine.dispose()
    for turn in range(number):
        what = ("all killed", "litestream killed and away for a while", "portal killed and begun again")[turn % 3]
        told = folder / f"told-{turn}"
        _live(place, told, first, what, dice)
        found = _lost_and_restored(place, told, first, what)
        first += found.written
        yield found


def _live(place: Place, told: Path, first: int, what: str, dice: Random) -> None:
    """Until everything is killed at once."""
    with _running(place, "follower") as follow, _running(place, "writer", told, first) as write:
        _work_on(told, dice)
        if what.startswith("litestream"):
            follow.kill()
            follow.wait()
            _work_on(told, dice)
            with _running(place, "follower"):
                _work_on(told, dice)
                write.kill()
        elif what.startswith("portal"):
            write.kill()
            write.wait()
            with _running(place, "writer", told, len(_told(told)) + first):
                _work_on(told, dice)
        write.kill()
        follow.kill()


def _work_on(told: Path, dice: Random) -> None:
    """So long that something was acknowledged, also where a process takes its time to begin."""
    before, ends = _size(told), time.monotonic() + PATIENCE_SECONDS
    while _size(told) == before and time.monotonic() < ends:
        time.sleep(0.05)
    time.sleep(dice.uniform(3, 6))


def _size(told: Path) -> int:
    return told.stat().st_size if told.exists() else 0


@contextmanager
def _running(place: Place, what: str, told: Path | None = None, first: int = 0) -> Iterator[subprocess.Popen[bytes]]:
    """Killed at the end, whatever happens."""
    if told:
        writer = [sys.executable, "-m", "tests.long.backup.writer", place.url, str(first)]
        output, command = told.open("ab"), writer
    else:
        output, command = place.log.open("ab"), place.litestream("replicate")
    with output:
        process = subprocess.Popen(command, cwd=ROOT, env=place.environment, stdout=output, stderr=output)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def _lost_and_restored(place: Place, told: Path, first: int, what: str) -> Round:
    acknowledged = _told(told)
    ended = max(acknowledged.values())
    place.lose()
    began = time.monotonic()
    subprocess.run(
        place.litestream("restore", str(place.file)), env=place.environment, check=True, capture_output=True
    )
    took = time.monotonic() - began
    there = _there(place, first)
    lost = [at for number, at in acknowledged.items() if number not in there]
    return Round(
        what=what,
        written=max((*there, first - 1)) + 1 - first,
        lost=len(lost),
        lag_seconds=max((ended - at for at in lost), default=0.0),
        restored_seconds=took,
        megabytes=place.file.stat().st_size / 1e6,
    )


def _told(told: Path) -> dict[int, float]:
    """When each number was acknowledged; the last line may be cut off."""
    lines = told.read_text(encoding="utf-8").splitlines(keepends=True)
    pairs = [line.split() for line in lines if line.endswith("\n")]
    return {int(number): float(at) for number, at in pairs}


def _there(place: Place, first: int) -> set[int]:
    """Raises NotAllowed when the database or its journal is not whole, or ends elsewhere than its last event."""
    deps = build_deps(Settings(database_url=place.url, documents_folder=str(place.file.with_name("documents"))))
    sound.check(deps)
    assert audit.verify(deps).fault is None
    numbers = _numbers(deps.database)
    assert numbers == list(range(len(numbers))), "a hole"
    deps.database.engine.dispose()
    return {number for number in numbers if number >= first}


def _numbers(database: Database) -> list[int]:
    with database.reading() as db:
        events = db.exec(select(Event).where(Event.name == NAME).order_by(col(Event.id))).all()
        return [one.data["n"] for one in events]
