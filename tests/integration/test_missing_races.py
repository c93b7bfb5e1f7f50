"""An educator and the Bureau at the same thing in the same moment: whoever waits looks again before she acts."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from cecs_app.db import applications, items
from cecs_app.domain.credentials import ItemStatus
from cecs_app.domain.errors import NotAllowed, NotFound
from cecs_app.services import documents
from cecs_app.services.answering import say_by_post
from cecs_app.services.deps import Deps
from tests.applying import at_once
from tests.asked import Case, asked, documents_in, items_of, sent, slot, states
from tests.papers import PDF, jpeg, png
from tests.payable import events_of


@pytest.fixture
def case(deps: Deps) -> Case:
    return asked(deps)


def while_judged(deps: Deps, case: Case, becomes: ItemStatus, act: Callable[[], None]) -> None:
    """She acts while the reviewer, who holds the application, is about to make the item this."""
    with ThreadPoolExecutor(1) as pool:
        with deps.database.transaction() as db:
            held = applications.get_any(db, case.reference)
            item = items.get(db, held.id or 0, items_of(deps, case)[0].reference)
            acting = pool.submit(act)
            wait([acting], timeout=0.5)
            item.status = becomes
        with pytest.raises(NotAllowed) as refused:
            acting.result()
        assert refused.value.code == "item_moved"


def test_what_is_being_accepted_is_not_taken_away(deps: Deps, case: Case) -> None:
    for content in (PDF, png()):
        sent(deps, case, content=content)
    wrong = documents_in(deps)[0].reference
    while_judged(deps, case, ItemStatus.ACCEPTED, lambda: documents.remove(deps, case.ada, case.reference, wrong))
    assert len(documents_in(deps)) == 2


def test_what_is_being_waived_takes_no_file_and_no_word(deps: Deps, case: Case) -> None:
    while_judged(deps, case, ItemStatus.WAIVED, lambda: sent(deps, case))
    assert documents_in(deps) == []


def test_nor_is_it_said_to_come_by_post(deps: Deps, case: Case) -> None:
    while_judged(deps, case, ItemStatus.WAIVED, lambda: say_by_post(deps, slot(deps, case)))
    assert states(deps, case) == ["waived"]


def test_one_file_taken_away_in_two_tabs_at_once_goes_once(deps: Deps, case: Case) -> None:
    for content in (PDF, png(), jpeg()):
        sent(deps, case, content=content)
    wrong = documents_in(deps)[0].reference
    outcomes = at_once(2, lambda: documents.remove(deps, case.ada, case.reference, wrong))
    assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", NotFound.__name__]
    assert events_of(deps, case.owed).count("document_removed") == 1
