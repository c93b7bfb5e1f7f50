"""Types of columns that hold on SQLite and PostgreSQL alike."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, String, TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """Refuses naive datetimes and always gives back UTC, which SQLite by itself would lose."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


BYTEWISE = String().with_variant(String(collation="C"), "postgresql")
"""Compared byte by byte on both databases, so that "begins with" is a range of an index."""
