"""docs/security.md answers each requirement of OWASP ASVS 5.0, levels 1 and 2: by a test that exists, or a reason."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "security.md"
REQUIRED = (
    "1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2 "
    "2.1:1-3 2.2:1-3 2.3:1-4 2.4:1-1 "
    "3.2:1-2 3.3:1-4 3.4:1-6 3.5:1-5 3.7:1-2 "
    "4.1:1-3 4.2:1-1 4.3:1-2 4.4:1-4 "
    "5.1:1-1 5.2:1-3 5.3:1-2 5.4:1-3 "
    "6.1:1-3 6.2:1-12 6.3:1-4 6.4:1-4 6.5:1-5 6.6:1-3 6.8:1-4 "
    "7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-2 7.6:1-2 "
    "8.1:1-2 8.2:1-3 8.3:1-1 8.4:1-1 "
    "9.1:1-3 9.2:1-4 "
    "10.1:1-2 10.2:1-2 10.3:1-4 10.4:1-11 10.5:1-5 10.6:1-2 10.7:1-3 "
    "11.1:1-2 11.2:1-3 11.3:1-3 11.4:1-4 11.5:1-1 11.6:1-1 "
    "12.1:1-3 12.2:1-2 12.3:1-4 "
    "13.1:1-1 13.2:1-5 13.3:1-2 13.4:1-5 "
    "14.1:1-2 14.2:1-4 14.3:1-3 "
    "15.1:1-3 15.2:1-3 15.3:1-7 "
    "16.1:1-1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3 "
    "17.1:1-1 17.2:1-4 17.3:1-2"
)
"""Section, and the numbers in it that are of level 1 or 2. Source: ASVS 5.0.0; level 3 begins after them."""
ROW = re.compile(r"^\| (?P<number>\d+\.[\d.*]+) \| (?P<what>[^|]+) \| (?P<how>[^|]*) \| (?P<proof>[^|]+) \|$")
NAMED = re.compile(r"`(tests/[^`]+)`")
LINK = re.compile(r"`((?:docs|cecs_app|deploy|\.ci|\.semgrep)/[^`]+)`")
SHORTEST_REASON = 25


def required() -> Iterator[str]:
    for part in REQUIRED.split():
        section, _, numbers = part.partition(":")
        first, last = numbers.split("-")
        yield from (f"{section}.{number}" for number in range(int(first), int(last) + 1))


def rows() -> list[re.Match[str]]:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [found for line in lines if (found := ROW.match(line))]


@cache
def names_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, named))


def is_there(name: str) -> bool:
    path, _, test = name.partition("::")
    if not (ROOT / path).exists():
        return False
    return not test or test in names_in(ROOT / path)


def test_every_requirement_has_its_row() -> None:
    answered = {row["number"] for row in rows()}
    chapters = {number.removesuffix("*") for number in answered if number.endswith("*")}
    lacking = [one for one in required() if one not in answered and not one.startswith(tuple(chapters))]
    assert lacking == []


def test_no_row_is_for_what_is_not_required_of_us() -> None:
    numbers = [row["number"] for row in rows() if not row["number"].endswith("*")]
    assert sorted(set(numbers) - set(required())) == []
    assert len(numbers) == len(set(numbers))


def test_every_row_names_a_test_or_a_reason() -> None:
    bare = [
        row["number"]
        for row in rows()
        if not NAMED.findall(row["proof"]) and len(row["proof"].strip()) < SHORTEST_REASON
    ]
    assert bare == []


def test_every_line_of_a_table_is_a_row() -> None:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| \d", line)]
    assert [line for line in lines if not ROW.match(line)] == []


def test_every_test_and_every_place_it_names_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in NAMED.findall(text) if not is_there(name)] == []
    assert [name for name in LINK.findall(text) if not (ROOT / name).exists()] == []
