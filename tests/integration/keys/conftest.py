"""Something sealed of every kind, and the portal started anew with other keys beside the old ones."""

from collections.abc import Iterator

import pytest

from cecs_app.services.deps import Deps
from tests.keyed import NEW, OLD, Everything, everything, keyed


@pytest.fixture
def all_of_it(deps: Deps) -> Everything:
    return everything(deps)


@pytest.fixture
def rotating(deps: Deps, all_of_it: Everything) -> Iterator[Deps]:
    """Started with new keys, and the old ones beside them."""
    with keyed(deps, NEW, OLD) as found:
        yield found
