"""The programs that get killed: each starts on what it left behind, and says when it answers."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import httpx
import psycopg

from tests.e2e.portal import ROOT

READY_SECONDS = 120
POSTGRES = "-c listen_addresses= -c fsync=on -c synchronous_commit=on -c max_connections=100"


class NothingToTest(Exception):
    """A server is not installed: then nothing was tested, and the run must say so."""


@dataclass
class Program:
    """In a process group of its own, so that SIGKILL reaches whatever it started."""

    name: str
    command: Sequence[str]
    answers: Callable[[], bool]
    log: Path
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    user: str | None = None
    folder: Path = ROOT
    process: subprocess.Popen[bytes] | None = None

    def starts(self) -> float:
        """The seconds until it answers."""
        began = time.monotonic()
        with self.log.open("ab") as output:
            self.process = self._started(output)
        self.waits_for(self.answers)
        return time.monotonic() - began

    def waits_for(self, what: Callable[[], bool]) -> None:
        if not self.comes_to(what, within=READY_SECONDS):
            raise AssertionError(f"{self.name} is not there:\n{self.log.read_text(errors='replace')[-3000:]}")

    def comes_to(self, what: Callable[[], bool], within: float) -> bool:
        """False when that takes longer, or it has ended by itself."""
        assert self.process
        deadline = time.monotonic() + within
        while not what():
            if self.process.poll() is not None or time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        return True

    def is_killed(self) -> None:
        """All of it at once, as by a power cut."""
        assert self.process
        children = self.workers()  # of PostgreSQL's, each has a group of its own
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self.process.wait(timeout=30)
        while any(_is_alive(child) for child in children):
            time.sleep(0.01)

    def ends(self) -> None:
        """For good: nobody asks for its data any more."""
        if self.process and self.process.poll() is None:
            self.is_killed()

    def workers(self) -> list[int]:
        """The processes that it started to work for it; one of several may be missing for a moment."""
        assert self.process
        children = _ps("-o", "pid=,args=", "--ppid", str(self.process.pid)).splitlines()
        return [int(line.split()[0]) for line in children if "resource_tracker" not in line]

    def _started(self, output: IO[bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command,
            cwd=self.folder,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            user=self.user,
            group=self.user and "nogroup",
            extra_groups=[] if self.user else None,
        )


def postgres(folder: Path) -> tuple[Program, str]:
    """A server that writes through to the disk; with the URL of its one database."""
    programs = _postgres_programs()
    folder.mkdir()
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    initdb = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "cecs", "-A", "trust", "-E", "UTF8"]
    made = Program("initdb", initdb, lambda: True, folder.with_suffix(".log"), user=user, folder=folder)
    made.starts()
    assert made.process and made.process.wait(timeout=60) == 0, made.log.read_text()
    url = f"postgresql://cecs@/postgres?host={folder}"
    settings = [*POSTGRES.split(), "-c", f"unix_socket_directories={folder}"]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), *settings]
    return Program("PostgreSQL", command, lambda: _takes_a_query(url), made.log, user=user, folder=folder), url


def redis(folder: Path) -> tuple[Program, str]:
    """Nothing on disk: what it holds are states, which a page fetches anew."""
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if not found:
        raise NothingToTest("NOTHING WAS TESTED: no Redis was found. Install its server and repeat.")
    folder.mkdir()
    place = folder / "redis.sock"
    command = [found, "--port", "0", "--unixsocket", str(place), "--save", "", "--appendonly", "no"]
    return Program("Redis", command, lambda: _answers_at(place), folder / "log", folder=folder), f"unix://{place}"


def sandbox(folder: Path, environment: Mapping[str, str]) -> Program:
    """Card company and mail server in one; what it took is on its own disk."""
    folder.mkdir()
    inbox = f"http://127.0.0.1:{environment['INBOX_PORT']}/health"
    command = [sys.executable, "-m", "sandbox"]
    return Program("sandbox", command, lambda: _is_ok(inbox), folder / "log", environment)


def portal(folder: Path, environment: Mapping[str, str], workers: int) -> Program:
    port = environment["PORT"]
    listens = ["--interface", "asgi", "--factory", "--host", "127.0.0.1", "--port", port, "--workers", str(workers)]
    revives = ["--respawn-failed-workers", "--respawn-interval", "0.2"] if workers > 1 else []
    command = [sys.executable, "-m", "granian", *listens, *revives, "cecs_app.cecs_app:app"]
    health = f"http://127.0.0.1:{port}/health"
    return Program("portal", command, lambda: _is_ok(health), folder / "portal.log", environment)


def _postgres_programs() -> Path:
    every = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: float(one.parent.name))
    found = shutil.which("initdb")
    if not found and not every:
        raise NothingToTest("NOTHING WAS TESTED: no PostgreSQL was found. Install its server and repeat.")
    return Path(found).parent if found else every[-1]


def _takes_a_query(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=2) as connection:
            connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def _answers_at(place: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(place))
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith(b"+PONG")
    except OSError:
        return False


def _is_ok(address: str) -> bool:
    try:
        return httpx.get(address, timeout=2).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def _is_alive(number: int) -> bool:
    return _ps("-o", "stat=", "-p", str(number)).strip()[:1] not in ("", "Z")


def _ps(*arguments: str) -> str:
    return subprocess.run(["ps", *arguments], capture_output=True, text=True, check=False).stdout
