"""What she types in a step, kept while she types it: there again on any device, though not an answer yet.

So whoever is called away, or logged out, finds it. It counts for nothing before she saves the step, which ends it.
"""

from collections.abc import Mapping

from cecs_app.domain.errors import NotFound
from cecs_app.domain.ssn import holds_ssn
from cecs_app.domain.steps import ASKING, Step
from cecs_app.services.applications.draft import open_draft
from cecs_app.services.deps import Deps

MOST_CHARACTERS = 30_000
"""Of one step, names of fields included: more than any form of ours can hold."""


def keep(deps: Deps, educator_id: int | None, reference: str, step: str, fields: Mapping[str, str]) -> None:
    """Raises NotFound for a step that asks nothing, or for what is too much, and Elsewhere."""
    if step not in ASKING or sum(map(len, (*fields, *fields.values()))) > MOST_CHARACTERS:
        raise NotFound
    # As when it is saved: a number that may be an SSN is kept in no text.
    kept = {name: value for name, value in fields.items() if not holds_ssn(value)}
    with deps.database.transaction() as db:
        draft = open_draft(db, deps, educator_id, reference, Step(step), lock=True)
        draft.application.typed = {**draft.application.typed, step: kept}
