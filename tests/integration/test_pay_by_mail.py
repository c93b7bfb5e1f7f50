"""Pay later: the slip and its mail."""

from datetime import date

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.errors import NotAllowed, NotFound
from cecs_app.services.deps import Deps
from cecs_app.services.payments.by_mail import choose_mail, get_slip
from cecs_app.services.payments.fee import get_fee
from tests.fakes import posted
from tests.payable import Owing, events_of, owing, status_of


@pytest.fixture
def ada(deps: Deps) -> Owing:
    return owing(deps)


def test_choosing_mail_sends_the_slips_facts_once(deps: Deps, ada: Owing) -> None:
    for _ in range(2):
        choose_mail(deps, ada.educator_id, ada.reference)
    (mail,) = posted(deps)
    for words in (
        "$200.00",
        "CT-ADA",
        "Treasurer, State of Connecticut",
        "PO Box 150471",
        "Hartford, CT 06115-0471",
        "Personal checks are NOT accepted",
        "received at least $50.00",
        "http://localhost:3000/applications/CT-ADA/slip",
    ):
        assert words in mail.text
    assert events_of(deps, ada) == ["pay_by_mail_chosen"]


def test_choosing_mail_files_nothing_and_leaves_the_fee_due(deps: Deps, ada: Owing) -> None:
    choose_mail(deps, ada.educator_id, ada.reference)
    assert status_of(deps, ada) is Status.AWAITING_PAYMENT
    assert get_fee(deps, ada.educator_id, ada.reference).pays_by_mail


def test_the_slip_says_the_last_day_as_the_law_stands(deps: Deps, ada: Owing) -> None:
    slip = get_slip(deps, ada.educator_id, ada.reference)
    assert (slip.name, slip.dues.owed_cents, slip.dues.to_file_cents) == ("Ada Lovelace", 20_000, 5_000)
    assert slip.certificate_ends == date(2034, 6, 30), "an Initial unexpired on 2025-07-01 runs ten years"
    assert not slip.has_ended


@pytest.mark.parametrize("status", [Status.DRAFT, Status.EXPIRED_DRAFT, Status.WITHDRAWN, Status.DENIED])
def test_there_is_no_slip_when_nothing_is_due(deps: Deps, status: Status) -> None:
    owed = owing(deps, status=status)
    for act in (choose_mail, get_slip):
        with pytest.raises(NotAllowed):
            act(deps, owed.educator_id, owed.reference)
    assert posted(deps) == []


def test_somebody_elses_slip_is_not_found(deps: Deps, ada: Owing) -> None:
    charlie = owing(deps, "Charlie")
    for act in (choose_mail, get_slip):
        with pytest.raises(NotFound):
            act(deps, charlie.educator_id, ada.reference)
    assert posted(deps) == []
