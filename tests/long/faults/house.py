"""The whole house, each program of its own: portal, its workers, sandbox, PostgreSQL, and Redis where there is one."""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cecs_app.cli.places import QUIET_REFLEX
from cecs_app.db import migrate
from cecs_app.services.deps import Deps
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.e2e.portal import free_port
from tests.long.faults.programs import Program, portal, postgres, redis, sandbox
from tests.long.faults.slow_line import slow_line

UNBUILT = {"REFLEX_ENV_MODE": "prod", "__REFLEX_SKIP_COMPILE": "true", "REFLEX_BACKEND_ONLY": "true"}
WORKER, WORKERS = "a worker", 2
REPLACED_SECONDS = 15


@dataclass
class House:
    url: str
    folder: Path
    environment: dict[str, str]
    programs: dict[str, Program]
    """In the order in which they start."""

    @cached_property
    def deps(self) -> Deps:
        """To put people in and to look at what became of them; a look waits for no lock."""
        settings = Settings(
            database_url=self.environment["CECS_DATABASE_URL"],
            documents_folder=self.environment["CECS_DOCUMENTS_FOLDER"],
            public_url=self.url,
            bcrypt_cost=4,
        )
        return build_deps(settings)

    @property
    def victims(self) -> list[str]:
        return [*self.programs, *([WORKER] if "Redis" in self.programs else [])]

    @property
    def inbox_file(self) -> Path:
        return self.folder / "sandbox" / "data" / "sandbox.sqlite3"

    def kill(self, victim: str, choice: int) -> None:
        """`choice` says which of several workers."""
        if victim != WORKER:
            self.programs[victim].is_killed()
            return
        workers = self.programs["portal"].workers()
        os.kill(workers[choice % len(workers)], signal.SIGKILL)

    def comes_back(self, victim: str) -> None:
        """A worker is replaced by the portal itself, unless too many died: then it ends, and is started again."""
        inside = self.programs["portal"]
        if victim != WORKER:
            self.programs[victim].starts()
        elif not inside.comes_to(lambda: len(inside.workers()) == WORKERS, within=REPLACED_SECONDS):
            inside.is_killed()
            inside.starts()
        inside.waits_for(inside.answers)


@contextmanager
def house_of_its_own(*, shared: bool) -> Iterator[House]:
    """`shared`: two workers, with their states in a Redis; otherwise one, with all in memory."""
    with tempfile.TemporaryDirectory(prefix="cecs-faults.") as folder:
        place = Path(folder)
        place.chmod(0o711)  # PostgreSQL has a user of its own, who must reach her part of it
        with _open_house(place, shared=shared) as house:
            yield house


@contextmanager
def _open_house(folder: Path, *, shared: bool) -> Iterator[House]:
    ports = {one: str(free_port()) for one in ("PORT", "INBOX_PORT", "CARD_PORT", "SMTP_PORT")}
    url = f"http://localhost:{ports['PORT']}"
    with ExitStack() as stack:
        database, database_url = postgres(folder / "postgres")
        states, redis_url = redis(folder / "redis") if shared else (None, "")
        workers = {"CECS_REDIS_URL": redis_url, "CECS_WORKERS": f"{WORKERS}"} if shared else {}
        mail = {"CECS_SMTP_URL": f"smtp://{stack.enter_context(slow_line(int(ports['SMTP_PORT'])))}"}
        environment = {**_environment(folder, url, ports, database_url), **workers, **mail}
        outside = sandbox(folder / "sandbox", environment)
        inside = portal(folder, environment, WORKERS if shared else 1)
        every = [database, *([states] if states else []), outside, inside]
        house = House(url, folder, environment, {one.name: one for one in every})
        for one in every:
            stack.callback(one.ends)
            if one is inside:
                migrate.upgrade(house.deps.database)
            one.starts()
        yield house
        house.deps.database.engine.dispose()


def _environment(folder: Path, url: str, ports: dict[str, str], database_url: str) -> dict[str, str]:
    return {
        **os.environ,
        **QUIET_REFLEX,
        **UNBUILT,
        **ports,
        "CECS_BCRYPT_COST": "4",
        "CECS_CARD_API_URL": f"http://localhost:{ports['CARD_PORT']}",
        "CECS_DATABASE_URL": database_url,
        "CECS_DOCUMENTS_FOLDER": str(folder / "documents"),
        "CECS_PUBLIC_URL": url,
        "REFLEX_API_URL": url,
        "REFLEX_DEPLOY_URL": url,
        "REFLEX_WEB_WORKDIR": str(folder / "web"),
        "SANDBOX_DATA": str(folder / "sandbox" / "data"),
        "SANDBOX_WEBHOOK_URL": f"{url}/webhooks/cards",
    }
