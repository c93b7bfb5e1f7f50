"""Files in the folder of documents that no document speaks of: left by a crash, or removed.

A file half written is taken away, a whole one set aside first: pointed at another database by mistake, this work would
otherwise take away every document there is. What was set aside and is spoken of again is brought back.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from cecs_app.db import items
from cecs_app.gateways.documents import is_unfinished
from cecs_app.services.deps import Deps

OLD_SECONDS = 24 * 3600.0
"""No upload takes that long."""
BATCH = 500


def find_forgettable(deps: Deps, before: datetime) -> Iterator[str]:
    """What was set aside before then, and is still spoken of by no document."""
    for batch, known in _known(deps, deps.documents.aside_before(before)):
        yield from (name for name in batch if name not in known)


def sweep(deps: Deps) -> int:
    """Sets aside and brings back; how many it set aside."""
    for _batch, known in _known(deps, deps.documents.aside_before(deps.now())):
        for name in known:
            deps.documents.bring_back(name)
    strays = 0
    for batch, known in _known(deps, deps.documents.names_older_than(OLD_SECONDS)):
        for name in batch:
            if is_unfinished(name):
                deps.documents.forget(name)
            elif name not in known:
                deps.documents.set_aside(name, deps.now())
                strays += 1
    return strays


def _known(deps: Deps, names: Iterator[str]) -> Iterator[tuple[list[str], set[str]]]:
    """In batches, with those that documents speak of."""
    while batch := list(islice(names, BATCH)):
        with deps.database.reading() as db:
            known = items.known_names(db, batch)
        yield batch, known
