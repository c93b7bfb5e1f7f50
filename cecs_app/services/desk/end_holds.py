"""A hold ends on its last day: the educator was promised a look by then, whoever remembers it."""

from cecs_app.db import applications
from cecs_app.domain.application import Status
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps

BATCH = 100


def end_holds(deps: Deps) -> int:
    """How many are in review again, on the desk that holds them; call again while it gives BATCH."""
    with deps.database.transaction() as db:
        ended = applications.holds_until(db, deps.today(), BATCH)
        for application in ended:
            application.held_until = None
            move(db, deps, application, Status.IN_REVIEW, actor="system", held=True)
        return len(ended)
