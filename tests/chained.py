"""A journal of eight chained events, and the database's owner, who may change what nobody else can."""

from itertools import cycle, islice

from cecs_app.services import journal
from cecs_app.services.deps import Deps

EVENTS = 8
TRIGGERS = ("event_no_update", "event_no_delete", "audit_link_no_update", "audit_link_no_delete")
OFF = {
    "sqlite": ("PRAGMA foreign_keys=OFF", *(f"DROP TRIGGER IF EXISTS {name}" for name in TRIGGERS)),
    "postgresql": ("SET session_replication_role = replica",),
}
ON = {"sqlite": ("PRAGMA foreign_keys=ON",), "postgresql": ("SET session_replication_role = DEFAULT",)}


def written(deps: Deps, count: int = EVENTS) -> None:
    """One by itself, two in one transaction, and so on. In an empty database event 1 stands at position 1."""
    numbers = iter(range(1, count + 1))
    for together in cycle((1, 2)):
        chosen = list(islice(numbers, together))
        if not chosen:
            return
        with deps.database.transaction() as db:
            for number in chosen:
                told = {"n": number, "said": "Añadió ½"}
                journal.record(db, deps, f"act_{number}", actor="staff", staff_id=20 + number, **told)


def changed_by_owner(deps: Deps, *statements: str) -> None:
    """Past triggers and foreign keys, which whoever owns the database can take off."""
    dialect, raw = deps.database.engine.dialect.name, deps.database.engine.raw_connection()
    cursor = raw.cursor()
    for statement in (*OFF[dialect], *statements, *ON[dialect]):
        cursor.execute(statement)
    raw.commit()
    raw.close()
