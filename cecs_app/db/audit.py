"""The audit's chain: each event gets a link with a keyed hash over it and the link before.

What is hashed is the text of what is stored, column by column, as the database itself gives it: so that a change of a
single byte shows, also one that would read the same. Only events added through a session are seen here.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    LargeBinary,
    String,
    cast,
    event,
    extract,
    insert,
    select,
    update,
)
from sqlalchemy.orm import object_session
from sqlmodel import Session, col

from cecs_app.db.desk_tables import AuditHead, AuditLink
from cecs_app.db.tables import Event
from cecs_app.domain.audit import Head, Sign, hash_of

HASHED = ("id", "at", "name", "actor", "staff_id", "account_id", "application_id", "data")
HEAD_ID = 1
BATCH = 1_000
_NEW = "new_events"
_HEAD = col(AuditHead.id) == HEAD_ID
_LOCKED_HEAD = select(col(AuditHead.position), col(AuditHead.hash)).where(_HEAD).with_for_update()
_MOVE_HEAD = update(AuditHead).where(_HEAD)
_ADD_LINKS = insert(AuditLink)


class Link(NamedTuple):
    """One link with its event's stored texts; `stored` begins with None when the event is gone."""

    position: int
    hash: str | None
    stored: tuple[str | None, ...]


def _note(_mapper: object, _connection: object, added: Event) -> None:
    session = object_session(added)
    if session is not None:
        session.info.setdefault(_NEW, set()).add(added.id)


event.listen(Event, "after_insert", _note)


def append_new(db: Session, sign: Sign) -> None:
    """Chains what this transaction added. The last thing before the commit: whoever holds the head waits for nothing.

    Raises sqlalchemy's NoResultFound when somebody deleted the head.
    """
    db.flush()
    added = sorted(db.info.pop(_NEW, ()))
    if added:
        _append(db.connection(), sign, added)


def _append(connection: Connection, sign: Sign, event_ids: Sequence[int]) -> None:
    """In this order. An event that a savepoint took back is passed over."""
    events = _stored(connection, event_ids)
    head = Head(*connection.execute(_LOCKED_HEAD).one())
    links = []
    for number, stored in events:
        head = Head(head.position + 1, hash_of(sign, head.position + 1, head.hash, stored))
        links.append({"position": head.position, "event_id": number, "hash": head.hash})
    if links:
        connection.execute(_ADD_LINKS, links)
        connection.execute(_MOVE_HEAD, {"position": head.position, "hash": head.hash})


def adopt(connection: Connection, sign: Sign) -> None:
    """Chains the events that were there before the chain was, in the order of their numbers."""
    last: int | None = None
    while page := list(connection.scalars(_page(select(col(Event.id)), col(Event.id), last, BATCH))):
        _append(connection, sign, page)
        last = page[-1]


def find_head(db: Session) -> Head | None:
    """None when somebody deleted it."""
    position, hashed = col(AuditHead.position), _text(db.connection(), col(AuditHead.hash))
    found = db.connection().execute(select(position, hashed).where(_HEAD)).first()
    return Head(found[0], _read(found[1]) or "") if found else None


def links_after(db: Session, position: int | None, most: int = BATCH) -> list[Link]:
    """By position; from the first when it is None. Reads columns, so that a walk over all keeps nothing."""
    connection = db.connection()
    hashed = _text(connection, col(AuditLink.hash))
    every = select(col(AuditLink.position), hashed, *_columns(connection))
    every = every.join_from(AuditLink, Event, col(Event.id) == col(AuditLink.event_id), isouter=True)
    found = connection.execute(_page(every, col(AuditLink.position), position, most)).all()
    return [Link(row[0], _read(row[1]), _texts(row[2:])) for row in found]


def events_after(db: Session, event_id: int | None, most: int = BATCH) -> list[tuple[int, int | None]]:
    """Pairs of an event's number and its link's position, which is None where it has none."""
    every = select(col(Event.id), col(AuditLink.position))
    every = every.join_from(Event, AuditLink, col(Event.id) == col(AuditLink.event_id), isouter=True)
    return [(row[0], row[1]) for row in db.connection().execute(_page(every, col(Event.id), event_id, most))]


def _page(every: Any, key: Any, after: int | None, most: int) -> Any:
    return (every if after is None else every.where(key > after)).order_by(key).limit(most)


def _stored(connection: Connection, ids: Sequence[int]) -> list[tuple[int, tuple[str | None, ...]]]:
    """Each event's number and the texts of its columns, in order."""
    found: list[tuple[int, tuple[str | None, ...]]] = []
    for first in range(0, len(ids), BATCH):
        chosen = col(Event.id).in_(ids[first : first + BATCH])
        page = select(col(Event.id), *_columns(connection)).where(chosen).order_by(col(Event.id))
        found += [(row[0], _texts(row[1:])) for row in connection.execute(page)]
    return found


def _columns(connection: Connection) -> list[ColumnElement[Any]]:
    return [_text(connection, getattr(Event, name)) for name in HASHED]


def _text(connection: Connection, column: Any) -> ColumnElement[Any]:
    if connection.dialect.name == "sqlite":
        # Bytes, because whoever edits the file can store what is no text.
        return cast(column, LargeBinary)
    # An instant's own text would depend on the time zone of the session.
    return cast(extract("epoch", column) if column.key == "at" else column, String)


def _texts(row: Iterable[Any]) -> tuple[str | None, ...]:
    return tuple(_read(value) for value in row)


def _read(value: Any) -> str | None:
    return value.decode(errors="surrogateescape") if isinstance(value, bytes) else value
