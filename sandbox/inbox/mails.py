"""The mails in the store: kept as they came, newest first, the oldest forgotten."""

import json
import secrets
import sqlite3
from dataclasses import dataclass
from functools import cached_property

from sandbox.inbox.reading import Correspondent, Letter, read_letter
from sandbox.store import Store

KEPT = 2_000

# Every wanted recipient and every wanted word must be there; with none wanted, every mail matches.
COUNT_MATCHING = """
SELECT count(*), coalesce(sum(NOT is_read), 0) FROM mails
WHERE NOT EXISTS (SELECT 1 FROM json_each(:recipients) WHERE NOT instr(lower(recipients), value))
  AND NOT EXISTS (SELECT 1 FROM json_each(:words) WHERE NOT instr(words || lower(recipients), value))
"""
PAGE_OF_MATCHING = """
SELECT * FROM mails
WHERE NOT EXISTS (SELECT 1 FROM json_each(:recipients) WHERE NOT instr(lower(recipients), value))
  AND NOT EXISTS (SELECT 1 FROM json_each(:words) WHERE NOT instr(words || lower(recipients), value))
ORDER BY seq DESC LIMIT :limit OFFSET :start
"""
OPEN_MAIL = """
UPDATE mails SET is_read = 1
WHERE id = CASE :id WHEN 'latest' THEN (SELECT id FROM mails ORDER BY seq DESC LIMIT 1) ELSE :id END
RETURNING *
"""


@dataclass(frozen=True)
class Mail:
    id: str
    received_at: float
    sender: str
    recipients: list[str]
    is_read: bool
    raw: bytes

    @cached_property
    def letter(self) -> Letter:
        return read_letter(self.raw)

    @property
    def bcc(self) -> list[Correspondent]:
        """Who received it without being named in it."""
        named = {each.address.lower() for each in self.letter.to + self.letter.cc}
        return [Correspondent("", address) for address in self.recipients if address.lower() not in named]


@dataclass(frozen=True)
class Found:
    """One page of mails, and how many there are in all."""

    mails: list[Mail]
    matching: int
    matching_unread: int
    total: int
    unread: int


def keep(store: Store, raw: bytes, sender: str, recipients: list[str], now: float) -> None:
    letter = read_letter(raw)
    words = " ".join([letter.subject, letter.sender.address, letter.text or letter.html]).lower()
    with store.writing() as db:
        db.execute(
            "INSERT INTO mails (id, received_at, sender, recipients, words, raw) VALUES (?, ?, ?, ?, ?, ?)",
            (secrets.token_hex(11), now, sender, json.dumps(recipients), words, raw),
        )
        db.execute("DELETE FROM mails WHERE seq <= (SELECT max(seq) FROM mails) - ?", (KEPT,))


def find(store: Store, query: str = "", limit: int = 50, start: int = 0) -> Found:
    """`query` is words that must all be there; `to:` before a word looks at recipients only."""
    wanted = _terms(query)
    with store.reading() as db:
        rows = db.execute(PAGE_OF_MATCHING, {**wanted, "limit": limit, "start": start}).fetchall()
        matching = db.execute(COUNT_MATCHING, wanted).fetchone()
        everything = db.execute(COUNT_MATCHING, _terms("")).fetchone()
    return Found([_mail(row) for row in rows], *matching, *everything)


def open_mail(store: Store, id: str) -> Mail | None:
    """The mail, now marked as read; "latest" is the newest one."""
    with store.writing() as db:
        row = db.execute(OPEN_MAIL, {"id": id}).fetchone()
    return _mail(row) if row else None


def forget_all(store: Store) -> None:
    with store.writing() as db:
        db.execute("DELETE FROM mails")


def _terms(query: str) -> dict[str, str]:
    terms = [term.replace('"', "") for term in query.lower().split()]
    recipients = [term.removeprefix("to:") for term in terms if term.startswith("to:")]
    words = [term for term in terms if not term.startswith("to:")]
    return {"recipients": json.dumps(recipients), "words": json.dumps(words)}


def _mail(row: sqlite3.Row) -> Mail:
    return Mail(
        id=row["id"],
        received_at=row["received_at"],
        sender=row["sender"],
        recipients=json.loads(row["recipients"]),
        is_read=bool(row["is_read"]),
        raw=row["raw"],
    )
