"""A letter in somebody's application."""

from typing import Any

from cecs_app.db.desk_tables import SentLetter
from cecs_app.services.deps import Deps
from tests.applying import stored

LETTER = "L-2027-0001"


def send_letter(deps: Deps, reference: str) -> None:
    """Straight into the database, under a number that a test knows beforehand."""
    written: dict[str, Any] = {
        "subject": "A letter",
        "greeting": "Dear Ada,",
        "paragraphs": [],
        "facts": [],
        "link": None,
        "closing": [],
    }
    number = stored(deps, reference).id or 0
    with deps.database.transaction() as db:
        db.add(SentLetter(reference=LETTER, application_id=number, kind="", content=written, sent_at=deps.now()))
