"""A POST that is sent again is answered again, not done again."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass

from sandbox.cards.errors import Body, key_in_use, key_used_otherwise

REMEMBERED = 24 * 60 * 60


@dataclass(frozen=True)
class Answer:
    status: int
    body: Body
    replayed: bool = False


def fingerprint(path: str, encoded: str) -> str:
    return hashlib.sha256(f"{path}\n{encoded}".encode()).hexdigest()


def claim(db: sqlite3.Connection, key: str, mark: str, now: int) -> Answer | None:
    """The stored answer, or None when this request is the first and must give one."""
    db.execute("DELETE FROM idempotency WHERE created <= ?", (now - REMEMBERED,))
    row = db.execute("SELECT * FROM idempotency WHERE key = ?", (key,)).fetchone()
    if row is None:
        db.execute("INSERT INTO idempotency (key, fingerprint, created) VALUES (?, ?, ?)", (key, mark, now))
        return None
    if row["fingerprint"] != mark:
        raise key_used_otherwise()
    if row["status"] is None:
        raise key_in_use()
    return Answer(row["status"], json.loads(row["body"]), replayed=True)


def remember(db: sqlite3.Connection, key: str, answer: Answer) -> None:
    values = (answer.status, json.dumps(answer.body), key)
    db.execute("UPDATE idempotency SET status = ?, body = ? WHERE key = ?", values)


def release(db: sqlite3.Connection, key: str) -> None:
    db.execute("DELETE FROM idempotency WHERE key = ?", (key,))
