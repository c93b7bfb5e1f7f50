"""No file over 250 lines, no function over 40: what is longer has a seam that nobody has cut yet."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = [
    path
    for folder in ("cecs_app", "sandbox", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations/versions" not in str(path)
]
LONGEST_FILE = 250
LONGEST_FUNCTION = 40


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = {
        f"{path.relative_to(ROOT)}:{one.name}": (one.end_lineno or 0) - one.lineno + 1
        for path in FILES
        for one in functions(path)
        if (one.end_lineno or 0) - one.lineno + 1 > LONGEST_FUNCTION
    }
    assert too_long == {}
