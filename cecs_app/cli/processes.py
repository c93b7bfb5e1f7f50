"""Programs that run side by side and end together: no signal and no failure leaves one behind."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Self

GRACE_SECONDS = 8.0
LOOK_EVERY_SECONDS = 0.2
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class SideBySide:
    """A context: whatever was started in it has ended when it is left."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder = folder
        self._environment = dict(environment)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._asked_to_stop = threading.Event()

    def __enter__(self) -> Self:
        for one in SIGNALS:
            signal.signal(one, self._on_signal)
        return self

    def __exit__(self, *_failure: object) -> None:
        for process in self._running.values():
            _send(process, signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while any(_group_is_alive(process) for process in self._running.values()) and time.monotonic() < deadline:
            time.sleep(0.05)
        for process in self._running.values():
            _send(process, signal.SIGKILL)
            process.wait()

    def start(self, name: str, command: Sequence[str]) -> None:
        # A group of its own: Ctrl-C reaches us alone, and we end each program with all that it started.
        self._running[name] = subprocess.Popen(
            command, cwd=self._folder, env=self._environment, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def go_on(self) -> bool:
        """Waits a moment; False once a signal asked us to stop or a program has ended."""
        return not self._asked_to_stop.wait(LOOK_EVERY_SECONDS) and self.find_ended() is None

    def find_ended(self) -> tuple[str, int] | None:
        """The name and exit code of a program that ended by itself."""
        if self._asked_to_stop.is_set():
            return None
        codes = ((name, process.poll()) for name, process in self._running.items())
        return next(((name, code) for name, code in codes if code is not None), None)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._asked_to_stop.set()


def _send(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        # All of the group have ended; some systems say so with the second error.
        return


def _group_is_alive(process: subprocess.Popen[bytes]) -> bool:
    process.poll()
    try:
        os.killpg(process.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
