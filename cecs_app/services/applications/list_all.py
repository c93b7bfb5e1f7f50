"""Every application of an educator, the newest first."""

from cecs_app.db import applications
from cecs_app.services.applications.status import Standing, standing_of
from cecs_app.services.deps import Deps


def list_all(deps: Deps, educator_id: int | None) -> tuple[Standing, ...]:
    with deps.database.reading() as db:
        return tuple(standing_of(db, deps, one) for one in applications.of_educator(db, educator_id))
