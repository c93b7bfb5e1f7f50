"""Queries of the desk's search box: over every application that was filed, the finished ones too."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import union
from sqlmodel import Session, col, or_, select

from cecs_app.db.tables import Application, Educator
from cecs_app.domain.application import Status

LAST_CHARACTER = "\U0010ffff"
_IS_THE_DESKS = or_(col(Application.filed_at).is_not(None), Application.status == Status.AWAITING_PAYMENT)
"""As services.desk.case lets it be read: a draft is nobody's business."""


def find_reference(db: Session, reference: str) -> str | None:
    """The reference itself, if there is such an application to read."""
    return db.exec(select(Application.reference).where(Application.reference == reference, _IS_THE_DESKS)).first()


def educators_by_ein(db: Session, ein: str) -> list[int]:
    return [one or 0 for one in db.exec(select(Educator.id).where(Educator.ein == ein)).all()]


def educators_named(db: Session, prefixes: Sequence[str], most: int) -> list[int]:
    """By the beginning of their name's key, in its order, no more than `most` for each."""
    if not prefixes:
        return []
    ranges = [_range(prefix, most).subquery() for prefix in prefixes]
    found = union(*(select(one) for one in ranges)).subquery()
    rows = db.exec(select(found.c.name_key, found.c.id)).all()
    return [number for _key, number in sorted(tuple(row) for row in rows)]


def applications_of(db: Session, educator_ids: Sequence[int], most: int) -> list[int]:
    """Of each educator the newest first; the educators as they come."""
    statement = select(Application.id, Application.educator_id).where(
        col(Application.educator_id).in_(educator_ids), _IS_THE_DESKS
    )
    place = {educator_id: number for number, educator_id in enumerate(educator_ids)}
    found = sorted((place[educator_id], -(number or 0)) for number, educator_id in db.exec(statement).all())
    return [-number for _place, number in found[:most]]


def _range(prefix: str, most: int) -> Any:
    """All that begins so: up to the last character there is."""
    key = col(Educator.name_key)
    begins_so = (key >= prefix, key < prefix + LAST_CHARACTER)
    return select(Educator.name_key, Educator.id).where(*begins_so).order_by(key).limit(most)
