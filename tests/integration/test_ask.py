"""A reviewer asks for what is missing: items, one letter, a day; and the claim stays hers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cecs_app.domain.application import Status
from cecs_app.domain.asking import Wanted
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.errors import CecsError, InvalidFields, NotAllowed
from cecs_app.domain.staff import Role
from cecs_app.services.answering import say_by_post
from cecs_app.services.deps import Deps
from cecs_app.services.desk import items
from cecs_app.services.desk.ask import ask, preview, show
from cecs_app.services.desk.case import DECIDABLE
from cecs_app.services.letters import letters_of
from tests.applying import at_once
from tests.asked import COURT, TRANSCRIPT, application_of, asked, due, in_review, items_of, sent, slot, states
from tests.at_desk import assign, hired
from tests.fakes import posted
from tests.on_record import contents
from tests.payable import events_of, set_status

BALANCE = Wanted(ItemKind.FEE_BALANCE, "")


def test_one_letter_names_each_item_in_the_reviewers_words_and_how_to_send_it(deps: Deps) -> None:
    case = in_review(deps)
    ask(deps, case.rita, case.reference, (TRANSCRIPT, COURT), due(deps))
    (mail,) = posted(deps)
    for words in (
        "Of your master's degree",
        "Official transcript",
        "Court papers",
        "The final papers of the court",
        "March 16, 2027",
        "http://localhost:3000/applications/CT-ADA/missing",
        "PO Box 150471",
        "Write CT-ADA on every sheet",
    ):
        assert words in mail.text
    with deps.database.reading() as db:
        (kept,) = letters_of(db, application_of(deps, case).id or 0)
    assert (kept.kind, kept.letter.subject) == ("missing", mail.subject)


def test_it_waits_for_the_educator_and_stays_with_the_reviewer_in_its_place(deps: Deps) -> None:
    case = in_review(deps)
    before = application_of(deps, case)
    ask(deps, case.rita, case.reference, (TRANSCRIPT,), due(deps))
    after = application_of(deps, case)
    assert (after.status, after.assigned_to, after.answer_due_on) == (
        Status.MISSING_CREDENTIALS,
        case.rita.staff_id,
        due(deps),
    )
    assert after.filed_at == before.filed_at
    assert [(one.kind, one.status, one.asked_by) for one in items_of(deps, case)] == [
        ("transcript", "asked", case.rita.staff_id)
    ]
    assert events_of(deps, case.owed)[-1] == "application_missing_credentials"


def test_the_preview_is_the_letter_and_changes_nothing(deps: Deps) -> None:
    case = in_review(deps)
    before = contents(deps)
    letter = preview(deps, case.rita, case.reference, (TRANSCRIPT, COURT), due(deps))
    assert contents(deps) == before
    ask(deps, case.rita, case.reference, (TRANSCRIPT, COURT), due(deps))
    with deps.database.reading() as db:
        (kept,) = letters_of(db, application_of(deps, case).id or 0)
    assert kept.letter == letter


@pytest.mark.parametrize(
    ("wanted", "days", "field"),
    [
        ((), 60, "wanted"),
        ((BALANCE,), 60, "wanted"),
        ((Wanted(ItemKind.TRANSCRIPT, "x" * 501),), 60, "detail_transcript"),
        ((Wanted(ItemKind.OTHER, ""),), 60, "detail_other"),
        ((TRANSCRIPT,), -1, "due_on"),
        ((TRANSCRIPT,), 366, "due_on"),
    ],
)
def test_what_can_not_be_asked_is_refused_before_anything_is_written(
    deps: Deps, wanted: tuple[Wanted, ...], days: int, field: str
) -> None:
    case = in_review(deps)
    before = contents(deps)
    for act in (ask, preview):
        with pytest.raises(InvalidFields) as refusal:
            act(deps, case.rita, case.reference, wanted, due(deps, days))
        assert list(refusal.value.fields) == [field]
    assert contents(deps) == before


def test_a_balance_is_asked_for_only_while_one_is_owed(deps: Deps) -> None:
    case = in_review(deps, total_cents=20_000)
    assert "fee_balance" in {one.kind for one in show(deps, case.rita, case.reference).choices}
    ask(deps, case.rita, case.reference, (BALANCE,), due(deps))
    assert states(deps, case) == ["asked"]
    free = in_review(deps, "Beth", clerk=case.rita)
    assert "fee_balance" not in {one.kind for one in show(deps, free.rita, free.reference).choices}


@pytest.mark.parametrize("status", [one for one in Status if one not in DECIDABLE])
def test_only_what_is_open_to_a_decision_can_be_asked_about(deps: Deps, status: Status) -> None:
    case = in_review(deps)
    set_status(deps, case.owed, status)
    before = contents(deps)
    for act in (ask, preview):
        with pytest.raises(CecsError):
            act(deps, case.rita, case.reference, (TRANSCRIPT,), due(deps))
    assert contents(deps) == before


def test_nobody_asks_about_what_a_colleague_holds_or_about_her_own(deps: Deps) -> None:
    case = in_review(deps)
    other = hired(deps, Role.REVIEWER, name="Olga")
    own = replace(case.rita, educator_id=case.owed.educator_id)
    for clerk, code in ((other, "not_claimed"), (own, "own_application")):
        for act in (ask, preview):
            with pytest.raises(NotAllowed) as refusal:
                act(deps, clerk, case.reference, (TRANSCRIPT,), due(deps))
            assert refusal.value.code == code
        with pytest.raises(NotAllowed) as refusal:
            show(deps, clerk, case.reference)
        assert refusal.value.code == code


def test_pressed_in_two_tabs_at_once_one_letter_goes(deps: Deps) -> None:
    case = in_review(deps)
    told = at_once(4, lambda: ask(deps, case.rita, case.reference, (TRANSCRIPT,), due(deps)))
    assert [one is None for one in told].count(True) == 1
    assert (len(posted(deps)), states(deps, case)) == (1, ["asked"])


def test_what_was_refused_is_chosen_already_with_its_reason_and_asked_for_anew(deps: Deps) -> None:
    case = asked(deps, TRANSCRIPT, COURT)
    sent(deps, case, 0)
    sent(deps, case, 1)
    set_status(deps, case.owed, Status.IN_REVIEW)
    items.refuse(deps, case.rita, case.reference, items_of(deps, case)[0].reference, "It shows no degree.")
    chosen = [one for one in show(deps, case.rita, case.reference).choices if one.is_chosen]
    assert [(one.kind, one.detail, one.reason) for one in chosen] == [
        ("transcript", "It shows no degree. Of your master's degree", "It shows no degree.")
    ]
    ask(deps, case.rita, case.reference, (Wanted(ItemKind.TRANSCRIPT, "With the degree on it"),), due(deps))
    assert states(deps, case) == ["refused", "received", "asked"]
    assert "With the degree on it" in posted(deps)[-1].text
    assert "Court papers" not in posted(deps)[-1].text


def test_what_never_came_is_asked_for_again_not_twice_and_the_letter_names_all_of_it(deps: Deps) -> None:
    case = asked(deps, TRANSCRIPT, COURT)
    say_by_post(deps, slot(deps, case, 0))
    set_status(deps, case.owed, Status.IN_REVIEW)
    assert {one.kind for one in show(deps, case.rita, case.reference).choices if one.is_chosen} == {
        "transcript",
        "court_papers",
    }
    later = due(deps, 90)
    ask(deps, case.rita, case.reference, (Wanted(ItemKind.TRANSCRIPT, "It never came"),), later)
    assert [(one.kind, one.status, one.detail, one.due_on) for one in items_of(deps, case)] == [
        ("transcript", "asked", "It never came", later),
        ("court_papers", "asked", "", later),
    ]
    assert "It never came" in posted(deps)[-1].text
    assert "Court papers" in posted(deps)[-1].text


def test_the_day_offered_is_sixty_days_from_today(deps: Deps) -> None:
    case = in_review(deps)
    assert show(deps, case.rita, case.reference).due_on == (deps.today() + timedelta(days=60)).isoformat()


def test_given_back_to_the_queue_it_can_not_be_asked_about(deps: Deps) -> None:
    case = in_review(deps)
    assign(deps, case.reference, None)
    with pytest.raises(NotAllowed) as refusal:
        ask(deps, case.rita, case.reference, (TRANSCRIPT,), due(deps))
    assert refusal.value.code == "not_claimed"
