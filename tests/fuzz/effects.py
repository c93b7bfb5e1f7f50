"""What came of it in the database: compared row by row with what stood there before."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel

from cecs_app.services.audit import verify
from cecs_app.services.deps import Deps
from tests.fuzz.people import SECRETS

Rows = dict[str, dict[Any, dict[str, Any]]]
NOBODYS = {"attempt", "audit_head", "audit_link", "lease"}
"""Counters, and the journal's chain, which is verified by itself."""
BY_ITSELF = {"outgoing_mail", "sign_up"}
"""Whoever asks for an account gets a row of these; to whom a mail goes is looked at."""


def rows(deps: Deps) -> Rows:
    """Of every table, by the primary key."""
    with deps.database.reading() as db:
        return {
            table.name: {
                tuple(row[column.name] for column in table.primary_key): dict(row)
                for row in db.execute(select(table)).mappings()
            }
            for table in SQLModel.metadata.sorted_tables
        }


def unauthorised(deps: Deps, before: Rows, own: Mapping[str, set[int]]) -> list[str]:
    """In words, what changed that nobody there might have changed. `own` is what was theirs before."""
    after = rows(deps)
    may = {column: ids | _came(before, after, column.removesuffix("_id")) for column, ids in own.items()}
    found = []
    for table, old in before.items():
        if table in NOBODYS:
            continue
        for key, row in old.items():
            now = after[table].get(key)
            if now != row and not _is_own(table, row, may):
                found.append(f"{table} {key}: {_difference(row, now)}")
        for key in after[table].keys() - old.keys():
            row = after[table][key]
            if not (_is_own(table, row, may) or _is_harmless(table, row)):
                found.append(f"{table} {key}: new, {row}")
    return found


def unjournalled(deps: Deps, before: Rows) -> list[str]:
    """Applications that came without an event, and a broken chain."""
    after = rows(deps)
    told = {one["application_id"] for one in after["event"].values()}
    silent = [key for key in after["application"].keys() - before["application"].keys() if key[0] not in told]
    fault = verify(deps).fault
    return [f"application {key} has no event" for key in silent] + ([f"the chain: {fault}"] if fault else [])


def _came(before: Rows, after: Rows, table: str) -> set[int]:
    """Nobody else was there to make it."""
    return {key[0] for key in after.get(table, {}).keys() - before.get(table, {}).keys()}


def _is_own(table: str, row: dict[str, Any], may: Mapping[str, set[int]]) -> bool:
    """Every owner that the row names is one of them, and it names one."""
    named = {column: row[column] for column in may if row.get(column) is not None}
    if table == "account":
        named["account_id"] = row["id"]
    if table in ("educator", "application"):
        named[f"{table}_id"] = row["id"]
    return bool(named) and all(value in may[column] for column, value in named.items())


def _is_harmless(table: str, row: dict[str, Any]) -> bool:
    if table == "outgoing_mail":
        return not any(secret.lower() in row["recipient"].lower() for secret in SECRETS)
    return table in BY_ITSELF or (table == "event" and row["application_id"] is None and row["account_id"] is None)


def _difference(row: dict[str, Any], now: dict[str, Any] | None) -> str:
    if now is None:
        return "gone"
    return ", ".join(f"{name} {row[name]!r} -> {now[name]!r}" for name in row if row[name] != now[name])
