"""A portal that is used while its backup is taken, and an empty place to which it is restored."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from cecs_app.db import whole
from cecs_app.db.tables import Event
from cecs_app.domain.backup import Manifest, parse_manifest
from cecs_app.gateways.archive import Archive
from cecs_app.services import documents, journal
from cecs_app.services.backups.take import take
from cecs_app.services.deps import Deps
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.asked import Case, documents_in, items_of, sent
from tests.databases import nowhere
from tests.people import all_of

WORK = "work_done"
KEYS = {
    "CECS_AUDIT_KEY": "audit_key",
    "CECS_SEALING_KEY": "sealing_key",
    "CECS_SSN_INDEX_KEY": "ssn_index_key",
    "CECS_PASSWORD_PEPPER": "password_pepper",
}
"""By their names in the environment and in the settings."""


@contextmanager
def new_place(deps: Deps, folder: Path, **settings: object) -> Iterator[Deps]:
    """On the same kind of database, with the same keys unless `settings` say otherwise."""
    folder.mkdir(exist_ok=True)
    with nowhere(os.environ.get("CECS_TEST_POSTGRES_URL"), folder) as url:
        made = build_deps(
            Settings(database_url=url, bcrypt_cost=4, documents_folder=str(folder / "documents"), **settings)  # type: ignore[arg-type]
        )
        yield replace(made, clock=deps.clock)
        made.database.engine.dispose()


@dataclass
class Work:
    """What went on: how many writes were acknowledged, and how long the slowest took."""

    done: int = 0
    slowest_seconds: float = 0.0
    failures: list[BaseException] = field(default_factory=list)


@contextmanager
def at_work(deps: Deps, case: Case) -> Iterator[Work]:
    """She sends files and takes them back, and the journal grows, until the block ends."""
    work, is_over = Work(), threading.Event()

    def go_on() -> None:
        try:
            while not is_over.is_set():
                began = time.monotonic()
                _write(deps, case, work.done)
                work.slowest_seconds = max(work.slowest_seconds, time.monotonic() - began)
                work.done += 1
        except BaseException as error:
            work.failures.append(error)

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        while work.done < 3 and not work.failures:
            time.sleep(0.01)
        yield work
    finally:
        is_over.set()
        thread.join()
    assert work.failures == []


def _write(deps: Deps, case: Case, number: int) -> None:
    with deps.database.transaction() as db:
        journal.record(db, deps, WORK, actor="system", n=number)
    sent(deps, case, content=f"%PDF-1.7\n{number}\n%%EOF\n".encode())
    (item,) = items_of(deps, case)
    earlier = [one for one in documents_in(deps) if one.item_id == item.id]
    if len(earlier) > 2:
        documents.remove(deps, case.ada, case.reference, earlier[0].reference)


def works_in(deps: Deps) -> list[int]:
    return [one.data["n"] for one in all_of(deps, Event) if one.name == WORK]


def taken(deps: Deps, folder: Path, name: str = "cecs.tar") -> Path:
    return Path(take(deps, folder / name, "mia").backup)


def manifest_of(backup: Path) -> Manifest:
    return parse_manifest(Archive(backup).manifest())


def untouched(place: Deps) -> bool:
    return whole.is_empty(place.database) and place.documents.is_empty()
