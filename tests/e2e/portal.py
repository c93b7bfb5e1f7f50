"""Starts the whole portal as `make run` does, on free ports, with a database of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.e2e.gateway_line import GatewayLine, gateway_line
from tests.e2e.inbox import Inbox

ROOT = Path(__file__).parents[2]
WEB = ROOT / f".web-test{os.environ.get('PYTEST_XDIST_WORKER', '')}"
"""Each worker builds a portal of its own."""
BUILT = WEB / "build" / "client"
BUILD_SECONDS = 300
HURRY = {"SANDBOX_SLOW_SECONDS": "3", "SANDBOX_HUNG_SECONDS": "22", "SANDBOX_LATE_SECONDS": "8"}
"""The card company's troubles last as long as a journey can wait; hung is longer than the library's 20 seconds."""


@dataclass(frozen=True)
class Portal:
    url: str
    inbox: Inbox
    card_url: str
    database_url: str
    log: Path
    environment: Mapping[str, str]
    gateway: GatewayLine


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def browser_lock() -> dict[str, bytes]:
    """Which packages the pages are built from: each file of the lock with what it says."""
    return {path.name: path.read_bytes() for path in (ROOT / "reflex.lock").iterdir()}


@contextmanager
def running_portal(folder: Path, languages: str, more: Mapping[str, str] | None = None) -> Iterator[Portal]:
    ports = {name: str(free_port()) for name in ("PORT", "INBOX_PORT", "CARD_PORT")}
    database_url = f"sqlite:///{folder / 'cecs.db'}"
    log = folder / "portal.log"
    environment = (
        os.environ
        | ports
        | {
            "CECS_DATABASE_URL": database_url,
            "CECS_DOCUMENTS_FOLDER": str(folder / "documents"),
            "CECS_LANGUAGES": languages,
            "SANDBOX_DATA": str(folder / "sandbox"),
            "REFLEX_WEB_WORKDIR": str(WEB),
            **HURRY,
            **(more or {}),
        }
    )
    with log.open("w") as output, gateway_line(int(ports["CARD_PORT"])) as gateway:
        environment |= {"CECS_CARD_API_URL": gateway.url}
        process = subprocess.Popen(
            [sys.executable, "-m", "cecs_app", "serve"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
        try:
            url = f"http://localhost:{ports['PORT']}"
            _wait_until_ready(url, process, log)
            inbox = Inbox(f"http://localhost:{ports['INBOX_PORT']}")
            yield Portal(url, inbox, f"http://localhost:{ports['CARD_PORT']}", database_url, log, environment, gateway)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + BUILD_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the portal did not start:\n{log.read_text()[-4000:]}")
        try:
            if httpx.get(f"{url}/health").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.3)
    raise RuntimeError(f"the portal was not ready in {BUILD_SECONDS} s:\n{log.read_text()[-4000:]}")
