"""Drafts that nobody touches any more are closed, so that they don't stand in the way of a new one."""

from cecs_app.db import applications
from cecs_app.domain.application import Status
from cecs_app.domain.retention import Kept
from cecs_app.services.applications.move import move
from cecs_app.services.deps import Deps

BATCH = 100


def expire_drafts(deps: Deps) -> int:
    """How many were closed in this round; call again while it gives BATCH."""
    with deps.database.transaction() as db:
        drafts = applications.stale_drafts(db, deps.retention_policy.before(Kept.DRAFTS, deps.now()), BATCH)
        for draft in drafts:
            move(db, deps, draft, Status.EXPIRED_DRAFT, actor="system")
        return len(drafts)
