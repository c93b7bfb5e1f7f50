"""What a crash between disk and database left in the folder of documents.

A file half written is taken away. A whole one that no document speaks of is only told of: pointed at another database
by mistake, this work would otherwise take away every document there is.
"""

from itertools import islice

import structlog

from cecs_app.db import items
from cecs_app.gateways.documents import is_unfinished
from cecs_app.services.deps import Deps

log = structlog.get_logger()
OLD_SECONDS = 24 * 3600.0
"""No upload takes that long."""
BATCH = 500


def tidy(deps: Deps) -> int:
    """How many whole files belong to no document."""
    names, strays = deps.documents.names_older_than(OLD_SECONDS), 0
    while batch := list(islice(names, BATCH)):
        whole = [one for one in batch if not is_unfinished(one)]
        for one in set(batch) - set(whole):
            deps.documents.forget(one)
        with deps.database.reading() as db:
            strays += len(set(whole) - items.known_names(db, whole))
    if strays:
        log.warning("stray_documents", count=strays)
    return strays
