"""An educator answers what was asked: by file, by post or by paying; and keeps her place in the queue."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from cecs_app.db.tables import Application
from cecs_app.domain.application import Status
from cecs_app.domain.credentials import MOST_FILES
from cecs_app.domain.errors import Elsewhere, NotAllowed, NotFound
from cecs_app.services import documents, stray_documents
from cecs_app.services.answering import say_by_post
from cecs_app.services.applications.missing import show
from cecs_app.services.deps import Deps
from tests.applying import at_once
from tests.asked import (
    COURT,
    TRANSCRIPT,
    application_of,
    asked,
    documents_in,
    in_review,
    items_of,
    sent,
    slot,
    states,
    visitor,
)
from tests.fakes import TestClock, posted
from tests.on_record import contents
from tests.papers import HTML, PDF, jpeg, png
from tests.payable import events_of, owing, set_status, status_of


def folder(deps: Deps) -> Path:
    return Path(deps.settings.documents_folder)


def files(deps: Deps) -> list[str]:
    """What lies there and is not set aside."""
    return [one.name for one in folder(deps).iterdir() if not one.name.endswith(".aside")]


def queue(deps: Deps) -> list[str]:
    """In the order in which the Bureau takes them up."""
    with deps.database.reading() as db:
        found = db.exec(select(Application).order_by(Application.filed_at, Application.id))  # type: ignore[arg-type]
        return [one.reference for one in found]


def refused(deps: Deps, case: object, content: bytes) -> str:
    with pytest.raises(NotAllowed) as refusal:
        sent(deps, case, content=content)  # type: ignore[arg-type]
    return refusal.value.code


def test_the_last_answer_sends_it_back_to_review_in_its_old_place(deps: Deps, clock: TestClock) -> None:
    case = asked(deps, TRANSCRIPT, COURT)
    clock.forward(days=3)
    owing(deps, "Beth", status=Status.SUBMITTED)
    before = application_of(deps, case)
    sent(deps, case, 0)
    assert status_of(deps, case.owed) is Status.MISSING_CREDENTIALS
    say_by_post(deps, slot(deps, case, 1))
    after = application_of(deps, case)
    assert after.status == Status.WAITING_REVIEW
    assert (after.filed_at, after.assigned_to) == (before.filed_at, case.rita.staff_id)
    assert queue(deps) == ["CT-ADA", "CT-BETH"]
    assert states(deps, case) == ["received", "by_post"]
    assert events_of(deps, case.owed)[-3:] == ["document_received", "item_by_post", "application_waiting_review"]


def test_one_mail_confirms_what_arrived_and_what_comes_by_post(deps: Deps) -> None:
    case = asked(deps, TRANSCRIPT, COURT)
    sent(deps, case, 0)
    assert len(posted(deps)) == 1
    say_by_post(deps, slot(deps, case, 1))
    letter, confirmed = posted(deps)
    assert "Official transcript" in confirmed.text.partition("Arrived")[2]
    assert "Court papers" in confirmed.text.partition("Comes by post")[2]
    assert letter.to == confirmed.to


def test_what_was_asked_stands_in_plain_words(deps: Deps) -> None:
    case = asked(deps, TRANSCRIPT, COURT)
    view = show(deps, case.owed.educator_id, case.reference)
    assert [one.state for one in view.to_send] == ["We need this by March 16, 2027."] * 2
    assert (view.due, view.answered) == ("March 16, 2027", ())
    sent(deps, case, 0)
    say_by_post(deps, slot(deps, case, 1))
    view = show(deps, case.owed.educator_id, case.reference)
    assert [one.state for one in view.answered] == [
        "You sent it on January 15, 2027.",
        "You said on January 15, 2027 that it comes by post.",
    ]
    assert (view.due, view.to_send) == ("", ())


def test_where_nothing_was_asked_her_status_is_shown(deps: Deps) -> None:
    case = in_review(deps)
    with pytest.raises(Elsewhere):
        show(deps, case.owed.educator_id, case.reference)


def test_what_lies_on_disk_says_nothing_and_belongs_to_its_owner_alone(deps: Deps) -> None:
    case = asked(deps)
    sent(deps, case)
    (file,) = folder(deps).iterdir()
    assert b"SECRET-TRANSCRIPT" not in file.read_bytes()
    assert b"%PDF" not in file.read_bytes()
    assert (folder(deps).stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    (kept,) = documents_in(deps)
    assert (kept.name, kept.media_type, kept.size_bytes) == ("transcript.pdf", "application/pdf", len(PDF))
    assert documents.open_own(deps, case.ada, kept.reference).content == PDF


@pytest.mark.parametrize("content", [b"", HTML, PDF[:-7], jpeg()[:-2]])
def test_a_file_that_is_refused_leaves_nothing_behind(deps: Deps, content: bytes) -> None:
    case = asked(deps)
    before = contents(deps)
    assert refused(deps, case, content).startswith("document_")
    assert contents(deps) == before
    assert not folder(deps).exists()


def test_five_files_answer_for_an_item_and_a_sixth_is_too_many(deps: Deps) -> None:
    case = asked(deps)
    for rows in range(1, MOST_FILES + 1):
        sent(deps, case, content=png(rows), name="page.png")
    assert refused(deps, case, png(99)) == "too_many_files"
    assert len(documents_in(deps)) == len(list(folder(deps).iterdir())) == MOST_FILES
    view = show(deps, case.owed.educator_id, case.reference)
    assert not view.answered[0].can_send


def test_two_tabs_at_once_send_the_same_file_once_and_move_it_once(deps: Deps) -> None:
    case = asked(deps)
    place = slot(deps, case)
    at_once(4, lambda: documents.send(deps, place, "a.pdf", PDF))
    assert (len(documents_in(deps)), len(list(folder(deps).iterdir()))) == (1, 1)
    assert events_of(deps, case.owed).count("application_waiting_review") == 1
    assert len(posted(deps)) == 2


def test_two_tabs_at_once_with_two_items_move_it_once(deps: Deps) -> None:
    case = asked(deps, TRANSCRIPT, COURT)
    places = iter([slot(deps, case, 0), slot(deps, case, 1)])
    assert at_once(2, lambda: documents.send(deps, next(places), "a.pdf", PDF)) == [None, None]
    assert status_of(deps, case.owed) is Status.WAITING_REVIEW
    assert events_of(deps, case.owed).count("application_waiting_review") == 1


def test_a_file_may_come_instead_of_the_envelope_but_not_the_other_way(deps: Deps) -> None:
    case = asked(deps)
    say_by_post(deps, slot(deps, case))
    sent(deps, case)
    assert states(deps, case) == ["received"]
    with pytest.raises(NotAllowed) as refusal:
        say_by_post(deps, slot(deps, case))
    assert refusal.value.code == "item_moved"


def test_a_wrong_file_can_be_taken_away_once_the_right_one_is_there(deps: Deps) -> None:
    case = asked(deps)
    sent(deps, case, content=png(1))
    wrong = documents_in(deps)[0].reference
    with pytest.raises(NotAllowed) as refusal:
        documents.remove(deps, case.ada, case.reference, wrong)
    assert refusal.value.code == "last_file"
    sent(deps, case, content=png(2))
    documents.remove(deps, case.ada, case.reference, wrong)
    assert [one.stored_as for one in documents_in(deps)] == files(deps)
    assert documents_in(deps)[0].reference != wrong


def test_once_the_reviewer_has_taken_it_up_files_may_be_added_but_none_taken_away(deps: Deps) -> None:
    case = asked(deps)
    sent(deps, case, content=png(1))
    set_status(deps, case.owed, Status.IN_REVIEW)
    sent(deps, case, content=png(2))
    assert len(documents_in(deps)) == 2
    with pytest.raises(NotAllowed) as refusal:
        documents.remove(deps, case.ada, case.reference, documents_in(deps)[0].reference)
    assert refusal.value.code == "item_moved"


@pytest.mark.parametrize("status", [Status.ISSUED, Status.DENIED, Status.WITHDRAWN, Status.SECOND_LOOK])
def test_nothing_is_taken_once_it_is_decided(deps: Deps, status: Status) -> None:
    case = asked(deps)
    set_status(deps, case.owed, status)
    assert refused(deps, case, PDF) == "item_closed"
    with pytest.raises(NotAllowed) as refusal:
        say_by_post(deps, slot(deps, case))
    assert refusal.value.code == "item_closed"
    assert list(folder(deps).iterdir()) == []


def test_another_educator_finds_none_of_it(deps: Deps) -> None:
    case = asked(deps)
    sent(deps, case, content=png(1))
    sent(deps, case, content=png(2))
    charlie = visitor(deps, owing(deps, "Charlie").educator_id)
    document = documents_in(deps)[0].reference
    before = contents(deps)
    for attempt in (
        lambda: show(deps, charlie.educator_id, case.reference),
        lambda: documents.send(deps, slot(deps, case, who=charlie), "a.pdf", PDF),
        lambda: documents.check_may_send(deps, slot(deps, case, who=charlie)),
        lambda: documents.send(deps, replace(slot(deps, case), who=charlie, application=""), "a.pdf", PDF),
        lambda: say_by_post(deps, slot(deps, case, who=charlie)),
        lambda: documents.remove(deps, charlie, case.reference, document),
        lambda: documents.remove(deps, charlie, "CT-CHARLIE", document),
        lambda: documents.open_own(deps, charlie, document),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert contents(deps) == before
    assert len(list(folder(deps).iterdir())) == 2


def test_a_crash_leaves_at_most_a_stray_file_that_is_set_aside_and_a_half_one_that_goes(
    deps: Deps, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = asked(deps)
    sent(deps, case)
    deps.documents.keep(b"written, and then the lights went out")
    (folder(deps) / "half.part").write_bytes(b"half")
    assert stray_documents.sweep(deps) == 0
    monkeypatch.setattr(stray_documents, "OLD_SECONDS", -60.0)
    assert stray_documents.sweep(deps) == 1
    assert not (folder(deps) / "half.part").exists()
    assert [one.stored_as for one in documents_in(deps)] == files(deps)


def test_items_move_on_the_same_item_only(deps: Deps) -> None:
    case = asked(deps, TRANSCRIPT, COURT)
    say_by_post(deps, slot(deps, case, 1))
    assert [one.by_post_at is not None for one in items_of(deps, case)] == [False, True]
