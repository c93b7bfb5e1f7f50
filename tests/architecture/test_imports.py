"""The layers look one way only: domain knows nobody, services know no Reflex, screens know no database."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "cecs_app"
FORBIDDEN = {
    "domain": (
        "reflex",
        "sqlmodel",
        "sqlalchemy",
        "starlette",
        "cecs_app.db",
        "cecs_app.gateways",
        "cecs_app.services",
        "cecs_app.web",
        "cecs_app.ui",
        "cecs_app.words",
        "cecs_app.settings",
        "cecs_app.clock",
    ),
    "db": ("reflex", "starlette", "cecs_app.services", "cecs_app.web", "cecs_app.ui", "cecs_app.gateways"),
    "gateways": ("reflex", "starlette", "cecs_app.db", "cecs_app.services", "cecs_app.web", "cecs_app.ui"),
    "services": ("reflex", "starlette", "cecs_app.web", "cecs_app.ui", "cecs_app.wiring"),
    "words": ("reflex", "starlette", "cecs_app.db", "cecs_app.services", "cecs_app.web", "cecs_app.ui"),
    "web": ("reflex", "cecs_app.db", "cecs_app.ui"),
    "ui": ("sqlmodel", "sqlalchemy", "cecs_app.db", "cecs_app.gateways"),
}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def breaches(layer: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sorted((PACKAGE / layer).rglob("*.py"))
        for name in sorted(imported(path))
        for wall in FORBIDDEN[layer]
        if name == wall or name.startswith(wall + ".")
    ]


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_a_layer_imports_only_what_lies_below_it(layer: str) -> None:
    assert breaches(layer) == []


def test_the_portal_never_imports_the_sandbox() -> None:
    files = PACKAGE.rglob("*.py")
    assert [str(path) for path in files if any(n.split(".")[0] == "sandbox" for n in imported(path))] == []


def test_only_the_unit_of_work_commits() -> None:
    allowed = {PACKAGE / "db" / "unit_of_work.py", PACKAGE / "db" / "migrate.py"}
    guilty = [p for p in PACKAGE.rglob("*.py") if p not in allowed and ".commit()" in p.read_text(encoding="utf-8")]
    assert guilty == []
