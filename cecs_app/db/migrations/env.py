"""Alembic's entry: the URL comes from db/migrate.py, the tables from db/tables.py."""

from typing import Literal

from alembic import context
from sqlalchemy import Connection
from sqlmodel import AutoString, SQLModel

from cecs_app.db import desk_tables, login_tables, payment_tables  # noqa: F401  their tables join the metadata
from cecs_app.db.column_types import UtcDateTime


def render(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Revisions name plain SQLAlchemy types, so that they still run when our own types move."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True, render_item=render)
with context.begin_transaction():
    context.run_migrations()
