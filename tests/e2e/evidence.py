"""What a run of the journeys leaves behind, and the look through it for what must stand nowhere.

Kept in the portal's folder: its database with the write-ahead log, its log, the sandbox's data, every Reflex state as
a pickle, and each frame that a browser received by a socket. Frames that were sent hold what was typed, by necessity.
"""

import itertools
import json
import shutil
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, WebSocket

from tests.scan.scan import scan

EXPECTED = ("cecs.db", "portal.log", "while-it-ran/cecs.db-wal", "sandbox/*.sqlite3", "states/*.pkl", "frames/*.jsonl")
"""What a whole run has written, whichever journeys were chosen."""
_numbers = itertools.count(1)


def environment(folder: Path) -> dict[str, str]:
    """The portal keeps its states in memory; here each goes to disk, with what never leaves the server, to be read."""
    return {"REFLEX_STATE_MANAGER_MODE": "disk", "REFLEX_STATES_WORKDIR": str(folder / "states")}


def record_frames(context: BrowserContext, folder: Path) -> None:
    """All that this browser receives by sockets, from its first page on."""
    file = folder / "frames" / f"{next(_numbers):03d}.jsonl"
    file.parent.mkdir(exist_ok=True)

    def write(socket: WebSocket, frame: str | bytes) -> None:
        text = frame if isinstance(frame, str) else frame.decode("latin-1")
        with file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"url": socket.url, "frame": text}) + "\n")

    def listen(page: Page) -> None:
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: write(socket, frame)))

    context.on("page", listen)


def keep_while_it_runs(folder: Path) -> None:
    """The write-ahead log is gone once the portal has stopped, and with it what was overwritten."""
    kept = folder / "while-it-ran"
    kept.mkdir(exist_ok=True)
    for file in folder.glob("cecs.db*"):
        shutil.copy(file, kept)


def assert_it_holds_no_secret(folder: Path) -> None:
    """Once the portal has stopped, so that all is on disk. A scan of less than everything must not pass either."""
    missing = [name for name in EXPECTED if not any(folder.glob(name))]
    report = scan([folder])
    print(f"\nScanned what the journeys left in {folder}: {report}")
    assert not missing, f"not there to be scanned: {missing}"
    assert not report.hits, str(report)
