"""Reads a registry file row by row, so that one bad row never costs the others."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any


class UnreadableFile(Exception):
    """There is no such file, or it lacks a column: nothing of it can be loaded."""


@dataclass(frozen=True)
class Row:
    """`line` is where the row begins, the header being line 1. A row with a `fault` has no cells to trust."""

    file: str
    line: int
    cells: Mapping[str, str]
    fault: str = ""


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """UTF-8, with or without a byte order mark. Raises UnreadableFile at once, before any file is loaded."""
    try:
        # A byte that is not UTF-8 becomes a surrogate: the row it stands in is refused, not the file.
        file = path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror}") from error
    reader = csv.reader(file)
    header = [name.strip() for name in next(reader, [])]
    missing = [name for name in columns if name not in header]
    if missing:
        file.close()
        raise UnreadableFile(f"{path}: the first line lacks the column {missing[0]}")
    return _rows(file, str(path), header, reader)


def _rows(file: IO[str], name: str, header: Sequence[str], reader: Any) -> Iterator[Row]:
    with file:
        while True:
            line = reader.line_num + 1
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(name, line, {}, f"the row can't be read: {error}")
                continue
            # Spreadsheets save blank lines as nothing but commas.
            if any(value.strip() for value in values):
                yield _row(name, line, header, values)


def _row(file: str, line: int, header: Sequence[str], values: Sequence[str]) -> Row:
    if len(values) != len(header):
        return Row(file, line, {}, f"the row has {len(values)} columns, the first line {len(header)}")
    if any("\ud800" <= char <= "\udfff" for value in values for char in value):
        return Row(file, line, {}, "the row is not UTF-8")
    return Row(file, line, dict(zip(header, values, strict=True)))
