"""The portal without its pages: sockets, forms and documents answer, and nothing need be built first."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import httpx

from cecs_app.cli.places import QUIET_REFLEX
from cecs_app.db import migrate
from cecs_app.services.deps import Deps
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.e2e.portal import ROOT, free_port

READY_SECONDS = 90
GRACE_SECONDS = 15
STARTED = "Started worker-"
UNBUILT = {"REFLEX_ENV_MODE": "prod", "__REFLEX_SKIP_COMPILE": "true", "REFLEX_BACKEND_ONLY": "true"}


@dataclass
class Backend:
    url: str
    environment: Mapping[str, str]
    log: Path
    workers: int = 1
    process: subprocess.Popen[bytes] | None = None
    app: str = "cecs_app.cecs_app:app"
    """What Granian serves."""

    @cached_property
    def deps(self) -> Deps:
        """To look into the portal's database and to put people there."""
        return build_deps(Settings(database_url=self.environment["CECS_DATABASE_URL"], bcrypt_cost=4))

    def starts(self) -> None:
        """Raises AssertionError with its last words when it does not."""
        port = self.url.rpartition(":")[2]
        listens = ("--interface", "asgi", "--factory", "--host", "127.0.0.1", "--port", port)
        began = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "granian", *listens, "--workers", str(self.workers), self.app],
                cwd=ROOT,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        deadline = time.monotonic() + READY_SECONDS
        # All of them: a worker that is told to end while it starts never does.
        while self.log.read_text()[began:].count(STARTED) < self.workers or not self.answers():
            assert self.process.poll() is None, f"the portal did not start:\n{self.words()}"
            assert time.monotonic() < deadline, f"the portal was not there in {READY_SECONDS} s:\n{self.words()}"
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health", timeout=2).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def words(self) -> str:
        return self.log.read_text()[-4000:]

    def is_killed(self) -> None:
        self._ends(signal.SIGKILL)

    def ends(self) -> None:
        if self.process and self.process.poll() is None:
            self._ends(signal.SIGTERM)

    def _ends(self, number: signal.Signals) -> None:
        assert self.process is not None
        os.killpg(self.process.pid, number)
        try:
            self.process.wait(timeout=GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def backend(folder: Path, workers: int = 1, **more: str) -> Iterator[Backend]:
    """One that runs, on the database in this folder; `more` is its environment, such as CECS_REDIS_URL."""
    made = a_backend(folder, workers, **more)
    migrate.upgrade(made.deps.database)
    try:
        made.starts()
        yield made
    finally:
        made.ends()


def a_backend(folder: Path, workers: int = 1, **more: str) -> Backend:
    """One that is not started."""
    url = f"http://localhost:{free_port()}"
    environment = {
        **os.environ,
        **QUIET_REFLEX,
        **UNBUILT,
        "CECS_BACKGROUND_WORK": "false",
        "CECS_BCRYPT_COST": "4",
        "CECS_DATABASE_URL": f"sqlite:///{folder / 'cecs.db'}",
        "CECS_DOCUMENTS_FOLDER": str(folder / "documents"),
        "CECS_PUBLIC_URL": url,
        "REFLEX_API_URL": url,
        "REFLEX_DEPLOY_URL": url,
        "REFLEX_WEB_WORKDIR": str(folder / "web"),
        **more,
    }
    return Backend(url, environment, folder / f"portal-{url.rpartition(':')[2]}.log", workers)
