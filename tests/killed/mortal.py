"""A portal that can be killed and is back in seconds: built once, then started as `reflex run` starts its build."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

import httpx

from tests.e2e.portal import ROOT

READY_SECONDS = 60
TURN = ROOT / "var" / "killed" / "building"
BUILD = ("-m", "reflex", "export", "--frontend-only", "--no-zip")
BUILT = {"REFLEX_ENV_MODE": "prod", "__REFLEX_SKIP_COMPILE": "true", "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true"}
"""What `reflex run --env prod --single-port` sets once the front end is built, before it starts this same server."""


def run(environment: Mapping[str, str], *command: str) -> str:
    """One command of the project's Python, to its end; what it said."""
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def build(environment: Mapping[str, str]) -> None:
    """The front end, in the folder of REFLEX_WEB_WORKDIR. One at a time: each writes reflex.lock anew."""
    TURN.parent.mkdir(parents=True, exist_ok=True)
    with TURN.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run({**environment, "CECS_BACKGROUND_WORK": "false"}, *BUILD)


@contextmanager
def program(command: Sequence[str], environment: Mapping[str, str], output: IO[bytes]) -> Iterator[None]:
    process = _start(command, environment, output)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


@dataclass
class Mortal:
    """The portal's process, with all that it started in a group of its own."""

    url: str
    environment: Mapping[str, str]
    output: IO[bytes]
    process: subprocess.Popen[bytes] | None = None

    def starts(self) -> float:
        """The seconds until it answers."""
        began, port = time.monotonic(), self.url.rpartition(":")[2]
        listens = ("--interface", "asgi", "--factory", "--host", "127.0.0.1", "--port", port)
        command = ["-m", "granian", *listens, "cecs_app.cecs_app:app"]
        self.process = _start(command, {**self.environment, **BUILT}, self.output)
        while not self._answers():
            assert self.process.poll() is None, "the portal did not start"
            assert time.monotonic() - began < READY_SECONDS, f"the portal was not there in {READY_SECONDS} s"
            time.sleep(0.1)
        return time.monotonic() - began

    def is_killed(self) -> None:
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        assert self.process.returncode == -signal.SIGKILL

    def ends(self) -> None:
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(timeout=30)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health", timeout=2).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False


def _start(command: Sequence[str], environment: Mapping[str, str], output: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
    )
