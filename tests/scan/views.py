"""The texts of a file: its bytes as they are, and what the usual wrappings hide from whoever looks at bytes alone."""

import gzip
import io
import pickletools
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from tests.scan import pages

ZIP, GZIP, PICKLE = b"PK\x03\x04", b"\x1f\x8b", b"\x80"
WIDE = (re.compile(rb"(?:[\x20-\x7e]\x00){9,}"), re.compile(rb"(?:\x00[\x20-\x7e]){9,}"))
ESCAPED = re.compile(r"\\u00([2-7][0-9a-fA-F])")
PERCENT = re.compile(r"%([2-7][0-9a-fA-F])")
NO_BREAK = re.compile(rb"\xc2\xa0|\xe2\x80[\x91\x93\xaf]")
"""A blank or hyphen of print, in UTF-8."""
EMPTY = re.compile(rb"\0{2,}")
"""Most of a database's pages."""
DEEPEST = 4


def texts(data: bytes, depth: int = 0) -> Iterator[str]:
    """Of bytes, whatever they are."""
    plain = NO_BREAK.sub(b" ", EMPTY.sub(b"\0", data)).decode("latin-1")
    yield plain
    yield from _unwrapped(plain)
    for wide in WIDE:
        yield from (one.replace(b"\0", b"").decode("latin-1") for one in wide.findall(data))
    if depth < DEEPEST:
        for inner in (*_unpacked(data), *together(_unpickled(data)), *together(pages.values(data))):
            yield from texts(inner, depth + 1)


def together(values: Iterable[bytes]) -> Iterator[bytes]:
    """On a line each, which is quicker; what is wrapped once more stays by itself, to be unwrapped."""
    lines = []
    for value in values:
        if value.startswith((ZIP, GZIP, PICKLE)):
            yield value
        else:
            lines.append(value)
    if lines:
        yield b"\n".join(lines)


def of_the_program(report: bytes) -> bytes | None:
    """What the program under test wrote, of a report in JUnit's form; None for anything else.

    The rest of it are the tests' own names and sources, which name practice cards on purpose.
    """
    if b"<testsuites" not in report[:200]:
        return None
    written = (one.text or "" for one in ElementTree.fromstring(report).iter() if one.tag.startswith("system-"))  # noqa: S314  our own
    return "\n".join(written).encode()


def rows(path: Path) -> Iterator[str]:
    """Of a SQLite file with its write-ahead log: each value whole, however many pages it takes.

    A copy is opened: looking must not change what is looked at.
    """
    with tempfile.TemporaryDirectory() as folder:
        for part in path.parent.glob(f"{path.name}*"):
            if part.name in (path.name, f"{path.name}-wal"):
                shutil.copy(part, folder)
        database = sqlite3.connect(Path(folder) / path.name)
        database.text_factory = lambda value: value.decode("utf-8", "replace")
        try:
            for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                found = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608  the name is the database's own
                values = (one if isinstance(one, bytes) else str(one).encode() for row in found for one in row)
                for inner in together(values):
                    yield from texts(inner, 1)
        finally:
            database.close()


def _unwrapped(plain: str) -> Iterator[str]:
    """JSON's escapes, and the percent signs of addresses and forms."""
    if ESCAPED.search(plain):
        yield ESCAPED.sub(_letter, plain)
    if PERCENT.search(plain) or re.search(r"\w\+\w", plain):
        yield PERCENT.sub(_letter, plain).replace("+", " ")


def _letter(code: re.Match[str]) -> str:
    return chr(int(code[1], 16))


def _unpacked(data: bytes) -> Iterator[bytes]:
    try:
        if data.startswith(GZIP):
            yield gzip.decompress(data)
        elif data.startswith(ZIP):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from (archive.read(name) for name in archive.namelist())
    except (OSError, EOFError, zipfile.BadZipFile):
        return  # cut off, or only looks like one: its bytes are looked at all the same


def _unpickled(data: bytes) -> Iterator[bytes]:
    """What a pickle says, read and never run: its numbers are no digits in its bytes."""
    if not data.startswith(PICKLE) or not data.endswith(b"."):
        return
    try:
        for _code, said, _place in pickletools.genops(data):
            if isinstance(said, bytes):
                yield said
            elif isinstance(said, str | int):
                yield str(said).encode()
    except ValueError:
        return
