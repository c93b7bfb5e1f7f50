"""Whatever a service writes, it writes an event with it; the few that don't are named here with the reason.

Found by reading the code: which functions begin a writing transaction, and which of those lead to `journal.record` or
to `move`, by the functions that they name.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVICES = "cecs_app.services"
JOURNAL = {f"{SERVICES}.journal.record", f"{SERVICES}.applications.move.move"}
WITHOUT = {
    "leases.take": "only says who is at it; the work journals what it does",
    "leases.renew": "only says who is at it",
    "leases.give_back": "only says who is at it",
    "limits.spend_all": "counts a try; what was tried is journalled",
    "keys._put": "seals alone change; how many, the rotation's own event tells",
    "outbox._claim": "the outbox's own bookkeeping: what posts a letter is journalled",
    "outbox._sent": "the outbox's own bookkeeping",
    "outbox._failed": "the outbox's own bookkeeping",
    "outbox._put_back": "the outbox's own bookkeeping",
    "applications.typed.keep": "counts for nothing yet: the step that she saves is journalled",
    "sessions._touch": "only keeps a login alive",
    "second_step.passkeys.offer": "a question to her browser; what comes of it is journalled",
    "second_step.passkeys.ask": "a question to her browser; what comes of it is journalled",
    "desk.sessions._touch": "only keeps a login alive",
    "payments.hints.take_hint": "a hint of the card company, kept by its own id; what it leads to is journalled",
}


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@cache
def functions() -> dict[str, ast.FunctionDef | ast.AsyncFunctionDef]:
    """By full name. A function within another is part of it."""
    found = {}
    for path in sorted((ROOT / "cecs_app" / "services").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            inner = node.body if isinstance(node, ast.ClassDef) else [node]
            for one in inner:
                if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef):
                    found[f"{module_of(path)}.{one.name}"] = one
    return found


@cache
def imported(module: str) -> dict[str, str]:
    """What a name of the module stands for, by full name."""
    path = ROOT / Path(*module.split(".")).with_suffix(".py")
    names = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    return names


def named_by(name: str) -> Iterator[str]:
    """The services that a function calls or hands on."""
    module = name.rpartition(".")[0]
    for node in ast.walk(functions()[name]):
        if isinstance(node, ast.Name):
            yield imported(module).get(node.id, f"{module}.{node.id}")
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{imported(module).get(node.value.id, node.value.id)}.{node.attr}"


def leads_to_the_journal(name: str) -> bool:
    seen, left = set(), [name]
    while left:
        one = left.pop()
        if one in JOURNAL:
            return True
        if one in functions() and one not in seen:
            seen.add(one)
            left.extend(named_by(one))
    return False


def writers() -> list[str]:
    def writes(node: ast.AST) -> bool:
        return isinstance(node, ast.Attribute) and node.attr == "transaction"

    return [name for name, body in functions().items() if any(map(writes, ast.walk(body)))]


def test_whoever_writes_writes_an_event() -> None:
    silent = {name.removeprefix(f"{SERVICES}.") for name in writers() if not leads_to_the_journal(name)}
    assert silent == set(WITHOUT)


def test_writers_are_found_in_every_part() -> None:
    parts = {name.removeprefix(f"{SERVICES}.").partition(".")[0] for name in writers()}
    assert {"applications", "desk", "payments", "profile", "recovery", "registry_import", "sign_up"} <= parts


def test_events_are_made_by_the_journal_alone() -> None:
    """A row that is inserted past the session would have no link in the audit's chain."""
    makers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "cecs_app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and any(isinstance(one, ast.Name) and one.id == "Event" for one in call(node))
    }
    assert makers == {"cecs_app/services/journal.py"}


def call(node: ast.Call) -> list[ast.expr]:
    """The callee of `Event(…)`, and what `insert(Event)`, `update(Event)` and `delete(Event)` are told."""
    is_change = isinstance(node.func, ast.Name) and node.func.id in ("insert", "update", "delete")
    return [node.func, *(node.args if is_change else [])]
