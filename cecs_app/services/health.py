"""Whether the portal can serve."""

from cecs_app.db import whole
from cecs_app.services.deps import Deps


def check(deps: Deps) -> None:
    """Raises whatever the database says when it can't be read."""
    with deps.database.reading() as db:
        whole.touch(db)
