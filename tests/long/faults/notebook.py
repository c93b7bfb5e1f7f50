"""What an educator was told, written down by herself and safe on disk before she does anything else."""

import json
import os
import threading
import time
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path


class Told(StrEnum):
    SUBMITTED = "submitted"
    """Her screen went on from Sign and Submit."""
    PAID = "paid"
    """The card company's page took her card."""
    RECEIPT = "receipt"
    """The portal showed her the receipt."""
    SENT = "sent"
    """The portal took her document."""


@dataclass(frozen=True)
class Note:
    told: Told
    subject: str
    """The application's reference; of a document the item's, and the hash of what was sent."""
    at: float
    tries: int = 1


class Notebook:
    def __init__(self, path: Path) -> None:
        self._path, self._turn = path, threading.Lock()
        self._file = path.open("a", encoding="utf-8")
        self.last = 0.0
        """When somebody was told something."""

    def write(self, told: Told, subject: str, tries: int = 1) -> None:
        with self._turn:
            note = Note(told, subject, time.monotonic(), tries)
            self._file.write(json.dumps(asdict(note)) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())
            self.last = note.at

    def read(self) -> list[Note]:
        lines = self._path.read_text(encoding="utf-8").splitlines()
        return [Note(**{**one, "told": Told(one["told"])}) for one in map(json.loads, lines)]
