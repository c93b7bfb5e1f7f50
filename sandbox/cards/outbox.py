"""Events on their way to the merchant. One that is not taken stays and is tried again, for at most a day."""

import json
import sqlite3
from dataclasses import dataclass

from sandbox.cards.errors import Body

GIVEN_UP_AFTER = 24 * 60 * 60
LONGEST_PAUSE = 60
AT_ONCE = 20

# An event's time is a whole second; the second more keeps a late one from coming too early.
DUE = """
SELECT seq, payload, attempts FROM outbox
WHERE due_at + is_late * (:late + 1) <= :now ORDER BY seq LIMIT :at_once
"""


@dataclass(frozen=True)
class Letter:
    seq: int
    payload: str
    attempts: int


def put(db: sqlite3.Connection, event: Body, *, is_late: bool) -> None:
    values = (json.dumps(event), event["created"], event["created"], is_late)
    db.execute("INSERT INTO outbox (payload, written_at, due_at, is_late) VALUES (?, ?, ?, ?)", values)


def due(db: sqlite3.Connection, now: float, late: float) -> list[Letter]:
    rows = db.execute(DUE, {"now": now, "late": late, "at_once": AT_ONCE}).fetchall()
    return [Letter(*row) for row in rows]


def taken(db: sqlite3.Connection, letter: Letter) -> None:
    db.execute("DELETE FROM outbox WHERE seq = ?", (letter.seq,))


def refused(db: sqlite3.Connection, letter: Letter, now: float) -> None:
    """The next try after 1, 2, 4 … 60 seconds."""
    due_at = now + min(2**letter.attempts, LONGEST_PAUSE)
    change = "UPDATE outbox SET attempts = attempts + 1, due_at = ?, is_late = 0 WHERE seq = ?"
    db.execute(change, (due_at, letter.seq))
    db.execute("DELETE FROM outbox WHERE seq = ? AND written_at <= ?", (letter.seq, now - GIVEN_UP_AFTER))


def is_empty(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM outbox LIMIT 1").fetchone() is None


def forget_all(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM outbox")
