"""Nothing runs here but what was named, looked at and locked: Python's packages and the browser's alike."""

import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from rxconfig import config

ROOT = Path(__file__).parents[2]
NAMED_AND_LOCKED = [
    ("requirements.in", "requirements.txt"),
    ("requirements-dev.in", "requirements-dev.txt"),
    ("requirements-tools.in", "requirements-tools.txt"),
]
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
BROWSERS = ROOT / "reflex.lock"


def named(file: str) -> list[Requirement]:
    """What a .in file asks for, and what those ask for that it includes."""
    found = []
    for line in (ROOT / file).read_text().splitlines():
        text = line.split("#")[0].strip()
        if text.startswith("-r "):
            found += named(text.removeprefix("-r "))
        elif text and not text.startswith("-"):
            found.append(Requirement(text))
    return found


def locked_lines(file: str) -> list[str]:
    """An entry each, its hashes with it."""
    text = (ROOT / file).read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def locked(file: str) -> list[Requirement]:
    return [Requirement(HASH.sub("", line)) for line in locked_lines(file)]


def locked_here(file: str) -> dict[str, str]:
    """Name and version of what this Python on this machine takes of it."""
    here = [one for one in locked(file) if one.marker is None or one.marker.evaluate()]
    return {canonicalize_name(one.name): str(one.specifier) for one in here}


def needed_by(wanted: list[Requirement]) -> set[str]:
    """All that these need, and theirs, as the installed packages themselves say."""
    seen: set[tuple[str, str]] = set()
    waiting = [(one.name, extra) for one in wanted for extra in ["", *one.extras]]
    while waiting:
        name, extra = waiting.pop()
        if (canonicalize_name(name), extra) in seen:
            continue
        seen.add((canonicalize_name(name), extra))
        for text in metadata.requires(name) or []:
            need = Requirement(text)
            if need.marker is None or need.marker.evaluate({"extra": extra}):
                waiting += [(need.name, one) for one in ["", *need.extras]]
    return {name for name, _extra in seen}


@pytest.mark.parametrize(("named_in", "locked_in"), NAMED_AND_LOCKED)
def test_what_we_name_is_locked_in_that_very_version(named_in: str, locked_in: str) -> None:
    here = locked_here(locked_in)
    assert {one.name: here.get(canonicalize_name(one.name)) for one in named(named_in)} == {
        one.name: str(one.specifier) for one in named(named_in)
    }


@pytest.mark.parametrize("file", [lock for _, lock in NAMED_AND_LOCKED])
def test_every_locked_package_carries_its_hashes_and_no_address(file: str) -> None:
    assert [line for line in locked_lines(file) if not HASH.search(line)] == []
    assert [line for line in locked_lines(file) if "://" in line or line.startswith("-")] == []


@pytest.mark.parametrize(("named_in", "locked_in"), NAMED_AND_LOCKED[:2])
def test_the_lock_holds_all_that_is_needed_and_nothing_else(named_in: str, locked_in: str) -> None:
    assert set(locked_here(locked_in)) == needed_by(named(named_in))


def test_we_test_with_what_we_run_on() -> None:
    tested = locked_here("requirements-dev.txt")
    assert locked_here("requirements.txt").items() <= tested.items()
    assert {name: f"=={metadata.version(name)}" for name in tested} == tested


def browser_packages() -> Iterator[tuple[str, list[Any]]]:
    text = (BROWSERS / "bun.lock").read_text()
    lock = json.loads(re.sub(r",(\s*[}\]])", r"\1", text))  # JSON but for a comma after the last of each
    yield from lock["packages"].items()


def test_every_package_of_the_browsers_carries_its_hash() -> None:
    entries = dict(browser_packages())
    assert set(json.loads((BROWSERS / "package.json").read_text())["dependencies"]) <= set(entries)
    without = [name for name, entry in entries.items() if not re.fullmatch("sha512-[A-Za-z0-9+/]{86}==", entry[-1])]
    assert without == []


def test_a_build_takes_what_is_locked_or_fails() -> None:
    assert config.frozen_lockfile
