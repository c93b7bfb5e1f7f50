"""When work that waits for its time is due, also after the clock was put back."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from sqlmodel import or_


def is_due(due_at: Mapped[datetime], now: datetime, farthest: timedelta) -> ColumnElement[bool]:
    """`farthest` is more than anybody ever puts it off: what seems later was put off before the clock stepped back."""
    return or_(due_at <= now, due_at > now + farthest)
