"""Walks folders, and tells of each file what was found in it. What is left out is left out by name, and said aloud."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from cecs_app.cli import banner as cli_banner
from cecs_app.cli.places import Places
from tests.scan.pages import SQLITE
from tests.scan.sought import Found, everything_in
from tests.scan.views import of_the_program, rows, texts

LEFT_OUT = {
    "educators.csv": "a registry file: the SSNs that came in by it are its purpose, and it is no output of ours",
}


BANNER_BEGINS = "  Log in as somebody"


@dataclass(frozen=True)
class Hit:
    file: Path
    found: Found

    def __str__(self) -> str:
        return f"{self.file}: {self.found.kind} {self.found.masked}"


@dataclass
class Report:
    hits: list[Hit] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    files: int = 0
    bytes: int = 0

    def __str__(self) -> str:
        size = f"{self.files} files, {self.bytes / 1e6:.1f} MB"
        lines = [*(f"LEFT OUT {one}" for one in self.left_out), *(f"FOUND {hit}" for hit in self.hits)]
        return "\n".join([*lines, f"{len(self.hits)} found in {size}"])


def scan(folders: Sequence[Path]) -> Report:
    report = Report()
    for file in _files(folders):
        if reason := LEFT_OUT.get(file.name):
            report.left_out.append(f"{file}: {reason}")
            continue
        report.files += 1
        report.bytes += file.stat().st_size
        data = _without_what_is_meant_to_be_there(file, report)
        report.hits += [Hit(file, found) for found in sorted(_found_in(file, data), key=str)]
    return report


def _without_what_is_meant_to_be_there(file: Path, report: Report) -> bytes:
    data = file.read_bytes()
    if banner() in data:
        report.left_out.append(f"{file}: the banner of `make run`, word for word, which names whom to try")
        data = data.replace(banner(), b"")
    if (written := of_the_program(data)) is not None:
        report.left_out.append(f"{file}: names and sources of tests, which name practice cards; all output is in")
        data = written
    return data


@cache
def banner() -> bytes:
    """The part of it that names the practice people. Their SSNs anywhere else are hits."""
    words = cli_banner.text(Places(0, 0, 0, 0, 0), has_practice=True)
    return words[words.index(BANNER_BEGINS) :].encode()


def _found_in(file: Path, data: bytes) -> set[Found]:
    found = {one for text in texts(data) for one in everything_in(text)}
    if data.startswith(SQLITE):
        found |= {one for text in rows(file) for one in everything_in(text)}
    return found


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    """Raises FileNotFoundError for a folder that isn't there: a scan of nothing must not pass."""
    for folder in folders:
        if not folder.exists():
            raise FileNotFoundError(folder)
        inside = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        yield from (one for one in inside if one.is_file() and not one.is_symlink())
