"""Who has looked at an educator's SSN: the log that she can read."""

from dataclasses import dataclass

from cecs_app.db import accounts, showings
from cecs_app.db.desk_tables import SsnShowing
from cecs_app.services.deps import Deps
from cecs_app.words.formats import instant_words
from cecs_app.words.showings import role_words

AT_ONCE = 25


@dataclass(frozen=True)
class ShowingView:
    """No name: it was the Bureau who looked."""

    at: str
    who: str
    reason: str
    about: str


@dataclass(frozen=True)
class LogView:
    showings: list[ShowingView]
    older: int
    """Where the next page begins; 0 on the last."""


def get_log(deps: Deps, account_id: int, before: int | None = None) -> LogView:
    """Newest first; also of somebody who has no record yet, only a claim."""
    with deps.database.reading() as db:
        educator_id = accounts.get(db, account_id).educator_id
        rows = showings.of_account(db, account_id, educator_id, before, AT_ONCE + 1)
    page = rows[:AT_ONCE]
    return LogView([_view(row) for row in page], (page[-1].id or 0) if len(rows) > AT_ONCE else 0)


def _view(row: SsnShowing) -> ShowingView:
    return ShowingView(instant_words(row.at), role_words(row.role), row.reason, row.about)
