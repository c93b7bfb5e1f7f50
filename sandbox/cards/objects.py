"""The card company's records: each is the body Stripe would show, and what it remembers without showing."""

import json
import secrets
import sqlite3
import string

from sandbox.cards.errors import Body, no_such, wrong_parameter
from sandbox.cards.practice import Behaviour

EXPANDABLE = {
    "list": {"data"},
    "checkout.session": {"payment_intent"},
    "payment_intent": {"latest_charge", "payment_method"},
    "charge": {"balance_transaction", "payment_intent"},
    "refund": {"balance_transaction", "charge", "payment_intent"},
    "balance_transaction": {"source"},
}


def new_id(prefix: str) -> str:
    letters = string.ascii_letters + string.digits
    return prefix + "".join(secrets.choice(letters) for _ in range(24))


def add(db: sqlite3.Connection, body: Body, private: Body | None = None) -> None:
    values = (body["id"], body["object"], body["created"], json.dumps(body), json.dumps(private or {}))
    db.execute("INSERT INTO objects (id, object, created, body, private) VALUES (?, ?, ?, ?, ?)", values)


def save(db: sqlite3.Connection, body: Body) -> None:
    db.execute("UPDATE objects SET body = ? WHERE id = ?", (json.dumps(body), body["id"]))


def find(db: sqlite3.Connection, kind: str, id: str) -> Body | None:
    row = db.execute("SELECT body FROM objects WHERE id = ? AND object = ?", (id, kind)).fetchone()
    return dict(json.loads(row["body"])) if row else None


def get(db: sqlite3.Connection, kind: str, id: str, param: str) -> Body:
    found = find(db, kind, id)
    if found is None:
        raise no_such(kind, id, param)
    return found


def get_private(db: sqlite3.Connection, id: str) -> Body:
    row = db.execute("SELECT private FROM objects WHERE id = ?", (id,)).fetchone()
    return dict(json.loads(row["private"]))


def save_private(db: sqlite3.Connection, id: str, private: Body) -> None:
    db.execute("UPDATE objects SET private = ? WHERE id = ?", (json.dumps(private), id))


def behaviour(db: sqlite3.Connection, intent: str) -> Behaviour:
    return Behaviour(get_private(db, intent).get("behaviour", Behaviour.PROMPT))


def set_behaviour(db: sqlite3.Connection, intent: str, behaviour: Behaviour) -> None:
    """All that an intent remembers of which practice card it was: how to behave, never the number."""
    save_private(db, intent, get_private(db, intent) | {"behaviour": behaviour})


def expanded(db: sqlite3.Connection, body: Body, path: str) -> Body:
    """`payment_intent.latest_charge`: each id on the way is replaced by the object itself."""
    name, _, rest = path.partition(".")
    if name not in EXPANDABLE.get(body["object"], set()):
        raise wrong_parameter("expand", f"This property cannot be expanded ({name}).")
    child = body[name]
    if child is None:
        return body
    if isinstance(child, list):
        return body | {name: [expanded(db, each, rest) for each in child]}
    if isinstance(child, str):
        child = _by_id(db, child)
    return body | {name: expanded(db, child, rest) if rest else child}


def _by_id(db: sqlite3.Connection, id: str) -> Body:
    row = db.execute("SELECT body FROM objects WHERE id = ?", (id,)).fetchone()
    return dict(json.loads(row["body"]))
