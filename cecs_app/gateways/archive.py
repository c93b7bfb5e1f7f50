"""A backup as one file: a tar whose last line is the hash of all before it, and that hash keyed.

The first says whether a byte has changed, the second whether somebody who has our key wrote it: a row that was put
into a backup would otherwise come back as if it had always been there.
"""

import hashlib
import os
import secrets
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO

from cecs_app.domain.backup import FORM, Part

MANIFEST = "manifest.json"
CHUNK_BYTES = 1 << 20
_TAIL_BYTES = len(FORM) + 2 * (1 + 64) + 1
Sign = Callable[[bytes], str]


class ArchiveDamaged(Exception):
    """It is no backup, or not any more the one that was written."""


class ArchiveWriter:
    """Adds files one by one; the manifest comes last, since it holds their hashes."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, name: str, content: bytes) -> Part:
        return self._add(name, len(content), BytesIO(content))

    def add_file(self, name: str, path: Path) -> Part:
        with path.open("rb") as file:
            return self._add(name, path.stat().st_size, file)

    def _add(self, name: str, size: int, content: BufferedReader | BytesIO) -> Part:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        content.seek(0)
        self._tar.addfile(entry, content)
        return Part(digest, size)


@contextmanager
def written(target: Path, sign: Sign) -> Iterator[ArchiveWriter]:
    """Under another name until it is whole; gone again on any error. Raises FileExistsError."""
    if target.exists():
        raise FileExistsError(target)
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            with tarfile.open(fileobj=file, mode="w") as tar:
                yield ArchiveWriter(tar)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            file.write(_tail(digest, sign))
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(target)
        _settle(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


class Archive:
    """One that has been read through, and is as it was written. Raises ArchiveDamaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._digest, self._seal = _checked(path)

    def is_ours(self, sign: Sign) -> bool:
        """Whether our key wrote it."""
        return secrets.compare_digest(self._seal, sign(_sealed(self._digest)))

    def manifest(self) -> bytes:
        with self._opened(MANIFEST) as file:
            return file.read()

    def extract(self, name: str, part: Part, path: Path) -> None:
        """Readable by nobody else. Raises ArchiveDamaged also when it is not the part that the manifest tells of."""
        hashed = hashlib.sha256()
        with self._opened(name) as file, os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as made:
            while piece := file.read(CHUNK_BYTES):
                hashed.update(piece)
                made.write(piece)
            made.flush()
            os.fsync(made.fileno())
        _check(part, hashed.hexdigest())

    def below(self, folder: str, parts: Mapping[str, Part]) -> Iterator[tuple[str, bytes]]:
        """Name and content of each part in it. Raises ArchiveDamaged as extract, and when one is not there."""
        left = {name for name in parts if name.startswith(folder)}
        with tarfile.open(self._path, "r:") as tar:
            for entry in tar:
                if entry.name in left and (file := tar.extractfile(entry)):
                    content = file.read()
                    _check(parts[entry.name], hashlib.sha256(content).hexdigest())
                    left.remove(entry.name)
                    yield entry.name.removeprefix(folder), content
        if left:
            raise ArchiveDamaged("a part is missing")

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        try:
            with tarfile.open(self._path, "r:") as tar:
                file = tar.extractfile(name)
                if file is None:
                    raise ArchiveDamaged(name)
                yield file
        except (KeyError, tarfile.TarError) as error:
            raise ArchiveDamaged(name) from error


def _check(part: Part, digest: str) -> None:
    if digest != part.sha256:
        raise ArchiveDamaged("a part is not the one of the manifest")


def _checked(path: Path) -> tuple[str, str]:
    """Hash and seal as they stand in the last line. Raises ArchiveDamaged."""
    hashed, left = hashlib.sha256(), path.stat().st_size - _TAIL_BYTES
    with path.open("rb") as file:
        while left > 0 and (piece := file.read(min(left, CHUNK_BYTES))):
            hashed.update(piece)
            left -= len(piece)
        tail = file.read()
    digest = hashed.hexdigest()
    form, found, seal = [*tail.decode(errors="replace").split(" "), "", ""][:3]
    if len(tail) != _TAIL_BYTES or (form, found) != (FORM, digest) or not seal.endswith("\n"):
        raise ArchiveDamaged("the hash differs")
    return digest, seal.removesuffix("\n")


def _tail(digest: str, sign: Sign) -> bytes:
    return f"{FORM} {digest} {sign(_sealed(digest))}\n".encode()


def _sealed(digest: str) -> bytes:
    return f"{FORM} {digest}".encode()


def _settle(folder: Path) -> None:
    """The new name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
