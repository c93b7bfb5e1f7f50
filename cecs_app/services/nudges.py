"""Short mails about a change that nobody writes a letter about."""

from sqlmodel import Session

from cecs_app.db.tables import Account, Application
from cecs_app.domain.application import Status
from cecs_app.services import outbox
from cecs_app.services.deps import Deps
from cecs_app.words.letter import Letter
from cecs_app.words.letters import nudges as words


def nudge(
    db: Session, deps: Deps, application: Application, present: Status, wanted: Status, staff_id: int | None
) -> None:
    """When a reviewer takes it up for the first time; all other news come as letters.

    What the command line moves in one breath was taken up by nobody: its outcome is the news.
    """
    if present is not Status.SUBMITTED or wanted is not Status.IN_REVIEW or staff_id is None:
        return

    def compose(account: Account) -> Letter:
        link = deps.screen(f"/applications/{application.reference}/status")
        return words.taken_up(account.first_name, application.reference, link)

    outbox.post_to_educator(db, deps, application.educator_id, compose)
