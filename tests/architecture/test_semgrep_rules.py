"""The house's own rules find what they are for, and nothing else: shown on careless code that is never run."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEMGREP = ROOT / ".venv-tools" / "bin" / "semgrep"
RULES = ROOT / ".semgrep"
EXAMPLES = ROOT / "tests" / "lint"
MARK = re.compile(r"bad: ([a-z-]+)")
Found = set[tuple[str, int, str]]


def marked() -> Iterator[tuple[str, int, str]]:
    """File, line and the rule that must find it."""
    for path in EXAMPLES.rglob("*.*"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if mark := MARK.search(line):
                yield str(path.relative_to(EXAMPLES)), number, mark[1]


@pytest.fixture(scope="module")
def found() -> Found:
    assert SEMGREP.exists(), "semgrep is not there: `make check` installs it"
    # Read as if it stood at the root, for rules say where they hold; tests are passed over otherwise.
    ignoring = ["--no-git-ignore", "--x-ignore-semgrepignore-files"]
    run = subprocess.run(
        [SEMGREP, "scan", "--config", RULES, "--json", "--quiet", "--metrics", "off", *ignoring, "."],
        cwd=EXAMPLES,
        env=os.environ | {"SEMGREP_ENABLE_VERSION_CHECK": "0"},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    told = json.loads(run.stdout)
    assert told["errors"] == []
    return {(one["path"], one["start"]["line"], one["check_id"].rpartition(".")[2]) for one in told["results"]}


def test_each_rule_finds_what_is_marked_with_its_name_and_nothing_else(found: Found) -> None:
    assert found == set(marked())


def test_no_rule_is_without_an_example() -> None:
    rules = set(re.findall(r"^  - id: (\S+)", (RULES / "house.yml").read_text(encoding="utf-8"), re.MULTILINE))
    assert rules == {rule for _file, _line, rule in marked()}


def test_what_is_passed_over_is_passed_over_by_name_and_with_a_reason() -> None:
    """`# nosemgrep` and `# nosec` alone would hide everything on their line."""
    lines = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for folder in ("cecs_app", "sandbox")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if "nosec" in line.replace("nosecret", "") or "nosemgrep" in line
    ]
    named = re.compile(r"# nosec B\d{3}  # \S|# nosemgrep: [a-z-]+(  \(\S.*\))?$")
    assert [line for line in lines if not named.search(line)] == []
