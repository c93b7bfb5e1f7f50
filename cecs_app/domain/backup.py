"""A backup's manifest: what the archive holds, and of what moment."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from cecs_app.domain.audit import Head, parse_head

FORM = "cecs-backup-1"
"""Names the form of the archive, so that another one could follow without being taken for this."""
DATABASE = "database"
DOCUMENTS = "documents/"
"""The part that is the database, and what the names of the documents' parts begin with."""


class NoManifest(ValueError):
    """This is no manifest of the form that we know."""


@dataclass(frozen=True)
class Part:
    """One file of the archive."""

    sha256: str
    size_bytes: int


@dataclass(frozen=True)
class Manifest:
    """`parts` are by name, `rows` by table, all of the same moment as the audit's `head`."""

    kind: str
    """Of database: sqlite or postgresql."""
    revision: str
    """Of the schema."""
    taken_at: datetime
    head: Head
    rows: Mapping[str, int]
    parts: Mapping[str, Part]
    lost: tuple[str, ...]
    """Documents whose files were missing already when the backup was taken."""
    keys: Mapping[str, str]
    """By setting: a proof of the key that holds for what is sealed, from which the key can't be told."""

    @property
    def documents(self) -> int:
        """How many there are."""
        return len(self.parts) - 1


def as_bytes(manifest: Manifest) -> bytes:
    told = {**asdict(manifest), "taken_at": manifest.taken_at.isoformat(), "head": str(manifest.head), "form": FORM}
    return json.dumps(told, indent=1).encode()


def parse_manifest(content: bytes) -> Manifest:
    """Raises NoManifest."""
    try:
        told = json.loads(content)
        if told.pop("form") != FORM:
            raise NoManifest("another form")
        parts = {name: Part(**one) for name, one in told.pop("parts").items()}
        taken_at, head = datetime.fromisoformat(told.pop("taken_at")), parse_head(told.pop("head"))
        return Manifest(**told | {"lost": tuple(told["lost"])}, parts=parts, taken_at=taken_at, head=head)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoManifest(type(error).__name__) from error
