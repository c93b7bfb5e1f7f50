"""Where the documents lie that educators send: each a file of its own, sealed, under a random name."""

import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag

from cecs_app.gateways.secrets import Sealer

_UNFINISHED = ".part"


class DocumentDamaged(Exception):
    """What lies there is not what was put there, or nothing lies there any more."""


class DocumentStore(Protocol):
    def keep(self, content: bytes) -> str:
        """Gives the name to find it again by, once it is safe on disk."""

    def read(self, stored_as: str) -> bytes:
        """Raises DocumentDamaged."""

    def forget(self, stored_as: str) -> None:
        """Nothing where there is no such document."""

    def names_older_than(self, seconds: float) -> Iterator[str]:
        """Of everything that lies there, also of what a crash left half written."""


class SealedFolder:
    """The seal names the file too: one document put in the place of another does not open."""

    def __init__(self, folder: Path, sealer: Sealer) -> None:
        self._folder = folder
        self._sealer = sealer

    def keep(self, content: bytes) -> str:
        stored_as = secrets.token_hex(16)
        sealed = self._sealer.seal_bytes(content, _purpose(stored_as))
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self._folder / (stored_as + _UNFINISHED)
        _write(unfinished, sealed)
        unfinished.rename(self._folder / stored_as)
        _settle(self._folder)
        return stored_as

    def read(self, stored_as: str) -> bytes:
        try:
            return self._sealer.open_bytes((self._folder / stored_as).read_bytes(), _purpose(stored_as))
        except (OSError, InvalidTag, ValueError) as error:
            raise DocumentDamaged(type(error).__name__) from error

    def forget(self, stored_as: str) -> None:
        (self._folder / stored_as).unlink(missing_ok=True)

    def names_older_than(self, seconds: float) -> Iterator[str]:
        if not self._folder.is_dir():
            return
        before = time.time() - seconds
        with os.scandir(self._folder) as entries:
            yield from (one.name for one in entries if one.is_file() and one.stat().st_mtime < before)


def is_unfinished(name: str) -> bool:
    return name.endswith(_UNFINISHED)


def _purpose(stored_as: str) -> str:
    return f"document:{stored_as}"


def _write(path: Path, content: bytes) -> None:
    """Readable by nobody else, and on the disk itself before it counts."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """The new name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
