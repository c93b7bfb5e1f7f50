"""Letters about an application: mailed, and kept as they were sent, so that they can be read again online."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from cecs_app.db import applications, letters
from cecs_app.db.desk_tables import SentLetter
from cecs_app.db.tables import Application
from cecs_app.gateways.secrets import new_reference
from cecs_app.services import outbox
from cecs_app.services.deps import Deps
from cecs_app.services.outbox import Compose
from cecs_app.words.letter import Letter


@dataclass(frozen=True)
class KeptLetter:
    reference: str
    kind: str
    letter: Letter
    sent_at: datetime


def send(db: Session, deps: Deps, application: Application, kind: str, compose: Compose) -> None:
    """In the language of her account. Nothing where nobody has an account for that record."""
    letter = outbox.post_to_educator(db, deps, application.educator_id, compose)
    if letter is None:
        return
    db.add(
        SentLetter(
            reference=new_reference("L"),
            application_id=application.id or 0,
            kind=kind,
            content=asdict(letter),
            sent_at=deps.now(),
        )
    )


def letters_of(db: Session, application_id: int) -> tuple[KeptLetter, ...]:
    """The newest first."""
    return tuple(_kept(one) for one in letters.of_application(db, application_id))


def get_letter(deps: Deps, educator_id: int | None, reference: str, letter: str) -> KeptLetter:
    """The owner's own. Raises NotFound."""
    with deps.database.reading() as db:
        application = applications.get_owned(db, educator_id, reference)
        return _kept(letters.get(db, application.id or 0, letter))


def _kept(row: SentLetter) -> KeptLetter:
    return KeptLetter(row.reference, row.kind, _read(row.content), row.sent_at)


def _read(content: dict[str, Any]) -> Letter:
    """JSON has no tuples: they come back as lists."""
    link = content["link"]
    return Letter(
        subject=content["subject"],
        greeting=content["greeting"],
        paragraphs=tuple(content["paragraphs"]),
        facts=tuple((label, value) for label, value in content["facts"]),
        link=(link[0], link[1]) if link else None,
        closing=tuple(content["closing"]),
    )
