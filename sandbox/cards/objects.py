"""The card company's records: each is the body Stripe would show, and what it remembers without showing."""

import json
import secrets
import sqlite3
import string

from sandbox.cards.errors import Body, no_such, wrong_parameter

EXPANDABLE = {
    "checkout.session": {"payment_intent"},
    "payment_intent": {"latest_charge"},
    "charge": {"payment_intent"},
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


def expanded(db: sqlite3.Connection, body: Body, path: str) -> Body:
    """`payment_intent.latest_charge`: each id on the way is replaced by the object itself."""
    name, _, rest = path.partition(".")
    if name not in EXPANDABLE[body["object"]]:
        raise wrong_parameter("expand", f"This property cannot be expanded ({name}).")
    child = body[name]
    if child is None:
        return body
    if isinstance(child, str):
        child = get(db, "charge" if name == "latest_charge" else name, child, name)
    return body | {name: expanded(db, child, rest) if rest else child}
