"""Who looked at an SSN, as the educator reads it, and the reasons that the desk offers."""

from cecs_app.domain.staff import Role
from cecs_app.language import _, mark

_ROLES = {
    Role.REVIEWER: mark("A reviewer of the Bureau"),
    Role.SUPERVISOR: mark("A supervisor of the Bureau"),
}

REASONS = (
    mark("To compare it with a paper document that the educator sent."),
    mark("To answer an inquiry of an authority that the law entitles to it."),
    mark("To tell two records of the registry apart."),
)
"""Kept as they stand here: the educator reads them in her log."""
OTHER_REASON = "other"
"""Chosen in place of one of their numbers: she writes her own."""


def role_words(role: str) -> str:
    return _(_ROLES[Role(role)])
