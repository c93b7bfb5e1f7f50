"""Whatever somebody writes for others is refused while an SSN stands in it: it is kept, mailed, and audited."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cecs_app.domain.asking import Wanted
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.errors import InvalidFields
from cecs_app.domain.staff import Role
from cecs_app.services.applications import appeal
from cecs_app.services.deps import Deps
from cecs_app.services.desk import appeals, ask, decide, items, mail_day, notes, second_look, undo
from tests.asked import Case, asked, due, in_review, slot
from tests.at_desk import hired
from tests.on_record import contents
from tests.payable import came

TEXT = "Her number is {} says the transcript that came."
Typed = Callable[[Deps, Case, str], object]
ACTS: dict[str, tuple[str, Typed]] = {
    "a denial": ("reason", lambda deps, case, text: decide.deny(deps, case.rita, case.reference, text)),
    "a hold": (
        "reason",
        lambda deps, case, text: decide.hold(deps, case.rita, case.reference, text, deps.today() + timedelta(days=9)),
    ),
    "sent back": ("reason", lambda deps, case, text: second_look.send_back(deps, case.rita, case.reference, text)),
    "an undo": ("reason", lambda deps, case, text: undo.undo(deps, case.rita, case.reference, text)),
    "a panel's": (
        "reason",
        lambda deps, case, text: appeals.settle(deps, case.rita, case.reference, "upheld", text),
    ),
    "an appeal": (
        "statement",
        lambda deps, case, text: appeal.ask(deps, case.owed.educator_id, case.ada.account_id, case.reference, text),
    ),
    "a note": ("note", lambda deps, case, text: notes.add(deps, case.rita, case.reference, text)),
    "a letter": (
        "detail_transcript",
        lambda deps, case, text: ask.ask(
            deps, case.rita, case.reference, (Wanted(ItemKind.TRANSCRIPT, text),), due(deps)
        ),
    ),
}


@pytest.mark.parametrize("number", ["734-12-3456", "734 12 3456", "734123456", "734.12.3456", "734-123456"])
@pytest.mark.parametrize("what", ACTS)
def test_an_ssn_is_refused_and_nothing_is_kept(deps: Deps, what: str, number: str) -> None:
    case, (field, act) = in_review(deps), ACTS[what]
    before = contents(deps)
    with pytest.raises(InvalidFields) as refused:
        act(deps, case, TEXT.format(number))
    assert refused.value.fields == {field: "reason_has_number"}
    assert contents(deps) == before


@pytest.mark.parametrize("act", [items.refuse, items.waive])
def test_nor_in_what_was_wrong_with_an_item(deps: Deps, act: Callable[..., None]) -> None:
    case = asked(deps)
    with pytest.raises(InvalidFields) as refused:
        act(deps, case.rita, case.reference, slot(deps, case).item, "It is of 734-12-3456.")
    assert refused.value.fields == {"reason": "reason_has_number"}


def test_nor_in_a_cashiers_remark(deps: Deps) -> None:
    case = in_review(deps, total_cents=20_000)
    carla, money = hired(deps, Role.CASHIER, name="Carla"), came(deps, case.owed, 20_000)
    with pytest.raises(InvalidFields) as refused:
        mail_day.take_back(deps, carla, money.reference, "in_error", "it was of 734-12-3456")
    assert refused.value.fields == {"remark": "reason_has_number"}


@pytest.mark.parametrize("text", ["450 Columbus Blvd, Hartford CT 06103-1841", "EIN 1234567890", "860-555-0123"])
def test_an_address_an_ein_and_a_telephone_are_no_ssn(deps: Deps, text: str) -> None:
    case = in_review(deps)
    notes.add(deps, case.rita, case.reference, text)
