"""A populated desk is backed up while it is worked at, lost, and restored to another place."""

import dataclasses
import hashlib
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import col, select

from cecs_app.db.desk_tables import Document
from cecs_app.practice.desk import load_desk
from cecs_app.practice.load import load_practice
from cecs_app.services.backups import sound
from cecs_app.services.backups.restore import restore
from cecs_app.services.backups.take import Taken, take
from cecs_app.services.deps import Deps
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps
from tests.asked import Case, asked, sent
from tests.backed_up import at_work, manifest_of, new_place, works_in
from tests.databases import postgres_copies, sqlite_copies

BACKUPS = 10
DOCUMENTS, DOCUMENT_BYTES = 200, 200_000


@dataclass(frozen=True)
class Drill:
    """Of several backups the slowest; `slowest_write_seconds` of all writes while they were taken."""

    database: str
    rows: int
    documents: int
    megabytes: float
    backup_seconds: float
    writes: int
    slowest_write_seconds: float
    restore_seconds: float


def drill(database: str, server_url: str) -> Drill:
    """Raises when what came back is not all that had been acknowledged, or is not whole."""
    with tempfile.TemporaryDirectory(prefix="cecs-drill.") as folder, _desk(Path(folder), server_url) as deps:
        case = asked(deps)
        _add_documents(deps, case)
        with at_work(deps, case) as work:
            acknowledged, taken, took = 0, None, 0.0
            for number in range(BACKUPS):
                acknowledged, began = work.done, time.monotonic()
                taken = take(deps, Path(folder) / f"{number}.tar", "drill")
                took = max(took, time.monotonic() - began)
        assert taken
        deps.database.engine.dispose()
        restored_seconds = _restored(deps, Path(folder), taken, acknowledged)
        return Drill(
            database=database,
            rows=taken.rows,
            documents=taken.documents,
            megabytes=taken.bytes / 1e6,
            backup_seconds=took,
            writes=work.done,
            slowest_write_seconds=work.slowest_seconds,
            restore_seconds=restored_seconds,
        )


def _add_documents(deps: Deps, case: Case) -> None:
    """More than a screen takes: of another item, so that those who work leave them alone."""
    sent(deps, asked(deps, name="Beth", clerk=case.rita))
    with deps.database.transaction() as db:
        (first,) = db.exec(select(Document).order_by(col(Document.id).desc()).limit(1)).all()
        for number in range(DOCUMENTS):
            content = number.to_bytes(4) * (DOCUMENT_BYTES // 4)
            values = first.model_dump() | {"id": None, "reference": f"D-{number}", "size_bytes": len(content)}
            sha256, stored_as = hashlib.sha256(content).hexdigest(), deps.documents.keep(content)
            db.add(Document(**values | {"sha256": sha256, "stored_as": stored_as}))


def _restored(deps: Deps, folder: Path, taken: Taken, acknowledged: int) -> float:
    with new_place(deps, folder / "elsewhere") as place:
        began = time.monotonic()
        restore(place, Path(taken.backup), "drill")
        took = time.monotonic() - began
        done = works_in(place)
        assert done == list(range(len(done))) and len(done) >= acknowledged
        sound.check(place, manifest_of(Path(taken.backup)).head)
    return took


@contextmanager
def _desk(folder: Path, server_url: str) -> Iterator[Deps]:
    made = postgres_copies(server_url) if server_url else sqlite_copies(folder)
    with made as copies, copies(folder) as url:
        settings = Settings(database_url=url, bcrypt_cost=4, documents_folder=str(folder / "documents"))
        deps = dataclasses.replace(build_deps(settings))
        load_practice(deps)
        load_desk(deps)
        yield deps
        deps.database.engine.dispose()
