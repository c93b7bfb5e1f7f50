"""Where the documents lie that educators send: each a file of its own, sealed, under a random name.

What is not wanted any more is set aside first and taken away days later: a backup that is being taken still finds
what its database speaks of, and who set it aside by mistake can bring it back.
"""

import math
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from errno import errorcode
from pathlib import Path
from typing import Protocol, Self

import structlog
from cryptography.exceptions import InvalidTag

from cecs_app.domain.errors import NotNow
from cecs_app.gateways.secrets import NAME_BYTES, Place, Sealer

log = structlog.get_logger()
_UNFINISHED = ".part"
_ASIDE = ".aside"
_NAME = re.compile("[0-9a-f]{32}")


class DocumentDamaged(Exception):
    """What lies there is not what was put there, or nothing lies there any more."""


class DocumentStore(Protocol):
    def keep(self, content: bytes) -> str:
        """Gives the name to find it again by, once it is safe on disk. Raises NotNow when the disk takes no more."""

    def read(self, stored_as: str) -> bytes:
        """Raises DocumentDamaged."""

    def set_aside(self, stored_as: str, at: datetime) -> None:
        """It can still be read. Nothing where there is no such document."""

    def bring_back(self, stored_as: str) -> None:
        """What was set aside. Nothing where there is no such document."""

    def forget(self, stored_as: str) -> None:
        """For good, also what was set aside. Nothing where there is no such document."""

    def names_older_than(self, seconds: float) -> Iterator[str]:
        """Of everything that lies there and is not set aside, also of what a crash left half written."""

    def aside_before(self, at: datetime) -> Iterator[str]:
        """Which documents were set aside before then."""

    def sealed(self, stored_as: str) -> bytes:
        """As it lies there. Raises DocumentDamaged when nothing does."""

    def put_sealed(self, stored_as: str, content: bytes) -> None:
        """As `sealed` gave it. Raises ValueError for what is no name of a document."""

    def names(self) -> Iterator[str]:
        """Of all documents, also of those set aside."""

    def place(self, stored_as: str) -> Place:
        """Which key it is sealed with. Raises DocumentDamaged when nothing lies there."""

    def renew(self, stored_as: str) -> None:
        """Seals it with the present key. Raises DocumentDamaged."""

    def is_empty(self) -> bool: ...

    def replaced(self) -> AbstractContextManager["DocumentStore"]:
        """An empty store beside this one. It takes this one's place when the block ends; on any error it is gone."""


class SealedFolder:
    """The seal names the file too: one document put in the place of another does not open."""

    def __init__(self, folder: Path, sealer: Sealer) -> None:
        self._folder = folder
        self._sealer = sealer

    def keep(self, content: bytes) -> str:
        stored_as = secrets.token_hex(16)
        try:
            self._put(stored_as, self._sealer.seal_bytes(content, _purpose(stored_as)))
        except OSError as error:
            log.error("document_not_kept", error=errorcode.get(error.errno or 0, type(error).__name__))
            with suppress(OSError):
                # The space that it takes would be missed most where the disk is full.
                (self._folder / (stored_as + _UNFINISHED)).unlink(missing_ok=True)
            raise NotNow from error
        return stored_as

    def read(self, stored_as: str) -> bytes:
        sealed = self.sealed(stored_as)
        try:
            return self._sealer.open_bytes(sealed, _purpose(stored_as))
        except (InvalidTag, ValueError) as error:
            raise DocumentDamaged(type(error).__name__) from error

    def set_aside(self, stored_as: str, at: datetime) -> None:
        _move(self._folder / stored_as, self._aside(stored_as))
        with suppress(FileNotFoundError):
            os.utime(self._aside(stored_as), (at.timestamp(), at.timestamp()))

    def bring_back(self, stored_as: str) -> None:
        _move(self._aside(stored_as), self._folder / stored_as)

    def forget(self, stored_as: str) -> None:
        (self._folder / stored_as).unlink(missing_ok=True)
        self._aside(stored_as).unlink(missing_ok=True)

    def names_older_than(self, seconds: float) -> Iterator[str]:
        yield from (name for name in self._files_before(time.time() - seconds) if not name.endswith(_ASIDE))

    def aside_before(self, at: datetime) -> Iterator[str]:
        found = (name for name in self._files_before(at.timestamp()) if name.endswith(_ASIDE))
        yield from (name.removesuffix(_ASIDE) for name in found)

    def sealed(self, stored_as: str) -> bytes:
        # Twice: it may be set aside between the two.
        for path in (self._folder / stored_as, self._aside(stored_as), self._folder / stored_as):
            with suppress(FileNotFoundError):
                return path.read_bytes()
        raise DocumentDamaged("missing")

    def put_sealed(self, stored_as: str, content: bytes) -> None:
        if not _NAME.fullmatch(stored_as):
            raise ValueError(stored_as)
        self._put(stored_as, content)

    def names(self) -> Iterator[str]:
        found = (name.removesuffix(_ASIDE) for name in self._files_before(math.inf))
        yield from (name for name in found if _NAME.fullmatch(name))

    def place(self, stored_as: str) -> Place:
        with self._find(stored_as).open("rb") as file:
            named = self._sealer.named(file.read(NAME_BYTES))
        return named or self._sealer.place(self.sealed(stored_as), _purpose(stored_as))

    def renew(self, stored_as: str) -> None:
        path = self._find(stored_as)
        before = path.stat()
        renewed = self._sealer.seal_bytes(self.read(stored_as), _purpose(stored_as))
        unfinished = path.with_name(f"{stored_as}-{secrets.token_hex(4)}{_UNFINISHED}")
        _write(unfinished, renewed)
        # Since when it lies there, or is set aside, is told by this time.
        os.utime(unfinished, ns=(before.st_atime_ns, before.st_mtime_ns))
        unfinished.rename(path)
        _settle(self._folder)

    def is_empty(self) -> bool:
        return not self._folder.is_dir() or next(self._folder.iterdir(), None) is None

    @contextmanager
    def replaced(self) -> Iterator[Self]:
        beside, before = (self._folder.with_name(self._folder.name + end) for end in (".restoring", ".before"))
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(mode=0o700, parents=True)
        try:
            yield type(self)(beside, self._sealer)
            if self._folder.is_dir():
                shutil.rmtree(before, ignore_errors=True)
                self._folder.rename(before)
            beside.rename(self._folder)
            _settle(self._folder.parent)
            shutil.rmtree(before, ignore_errors=True)
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    def _put(self, stored_as: str, sealed: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = self._folder / (stored_as + _UNFINISHED)
        _write(unfinished, sealed)
        unfinished.rename(self._folder / stored_as)
        _settle(self._folder)

    def _find(self, stored_as: str) -> Path:
        for path in (self._folder / stored_as, self._aside(stored_as)):
            if path.is_file():
                return path
        raise DocumentDamaged("missing")

    def _aside(self, stored_as: str) -> Path:
        return self._folder / (stored_as + _ASIDE)

    def _files_before(self, seconds: float) -> Iterator[str]:
        """Names of the files last changed before then, in seconds since 1970."""
        if not self._folder.is_dir():
            return
        with os.scandir(self._folder) as entries:
            for one in entries:
                with suppress(FileNotFoundError):
                    if one.is_file() and one.stat().st_mtime < seconds:
                        yield one.name


def is_unfinished(name: str) -> bool:
    return name.endswith(_UNFINISHED)


def _purpose(stored_as: str) -> str:
    return f"document:{stored_as}"


def _move(path: Path, to: Path) -> None:
    with suppress(FileNotFoundError):
        path.rename(to)


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
