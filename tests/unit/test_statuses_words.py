"""Claims: whatever happens to an application, a person can read what it is, what comes next and who acts."""

from datetime import date

import pytest

from cecs_app.domain.application import ENDED, Status
from cecs_app.language import speaking
from cecs_app.words.events import find_event_words
from cecs_app.words.statuses import (
    ahead_words,
    by_words,
    next_actor_words,
    next_words,
    status_name,
    status_tone,
)
from cecs_app.words.track import track_of

NOVEMBER_30 = date(2026, 11, 30)

ACTORS = {
    "You": {"draft", "awaiting_payment", "missing_credentials"},
    "The Bureau": {"submitted", "in_review", "waiting_review", "second_look", "approved"},
    "The appeal panel": {"appealed"},
    "Somebody else: see our letter": {"on_hold"},
    "Nobody: it is finished": {"issued", "denied", "withdrawn", "expired_draft"},
}


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_name_and_says_what_comes_next(status: Status) -> None:
    assert status_name(status)
    for pay_by_mail in (True, False):
        assert next_words(status, pay_by_mail=pay_by_mail).endswith(".")
    assert status_tone(status) in {"", "warn", "good", "bad"}


def test_no_two_statuses_share_a_name() -> None:
    assert len({status_name(status) for status in Status}) == len(Status)


@pytest.mark.parametrize("status", Status)
def test_every_status_says_who_acts(status: Status) -> None:
    (expected,) = [words for words, statuses in ACTORS.items() if status in statuses]
    assert next_actor_words(status) == expected


@pytest.mark.parametrize(
    ("status", "name"),
    [
        ("submitted", "Submitted: Waiting First Review"),
        ("missing_credentials", "Reviewed: Missing Credentials"),
        ("waiting_review", "Waiting Review"),
    ],
)
def test_the_published_names_are_kept_to_the_letter(status: str, name: str) -> None:
    assert status_name(Status(status)) == name


def test_what_comes_next_depends_on_how_she_pays_only_while_the_fee_is_due() -> None:
    differing = {
        status for status in Status if next_words(status, pay_by_mail=True) != next_words(status, pay_by_mail=False)
    }
    assert differing == {Status.AWAITING_PAYMENT}


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.DRAFT])
def test_every_move_has_a_sentence_in_the_timeline(status: Status) -> None:
    said = find_event_words(f"application_{status}", {})
    assert said is not None
    assert said.endswith(".")


def test_issuing_says_the_dates_that_were_issued() -> None:
    new = {"valid_from": "2027-07-01", "valid_until": "2032-06-30"}
    assert find_event_words("application_issued", {"new": new}) == (
        "The Bureau issued it: valid from July 1, 2027 through June 30, 2032."
    )


@pytest.mark.parametrize("name", ["payment_started", "payment_ended", "signed_in", ""])
def test_what_is_no_news_to_the_educator_is_left_out(name: str) -> None:
    assert find_event_words(name, {}) is None


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "application_missing_credentials",
            {"due": "2026-11-30", "items": ["transcript"]},
            "The Bureau asked for one thing, by November 30, 2026.",
        ),
        (
            "application_missing_credentials",
            {"due": "2026-11-30", "items": ["transcript", "test_scores"]},
            "The Bureau asked for 2 things, by November 30, 2026.",
        ),
        ("document_received", {"kind": "transcript"}, "You sent: Official transcript."),
        ("item_by_post", {"kind": "test_scores"}, "You said that it comes by post: Test scores."),
        ("item_received", {"kind": "test_scores"}, "It came by post: Test scores."),
        ("item_accepted", {"kind": "test_scores"}, "The Bureau accepted it: Test scores."),
        (
            "application_on_hold",
            {"until": "2026-11-30"},
            "The Bureau put it on hold until November 30, 2026 and wrote",
        ),
        ("application_appealed", {"due": "2026-11-30"}, "You appealed. The panel decides by November 30, 2026."),
        ("application_denied", {"appeal": "upheld"}, "The panel looked at it again. The denial stands"),
        ("application_in_review", {"appeal": "granted"}, "The panel granted your appeal."),
        ("decision_undone", {"verdict": "approve"}, "A supervisor took the decision back."),
    ],
)
def test_what_the_desk_did_is_told_in_plain_words(name: str, data: dict[str, object], said: str) -> None:
    assert (find_event_words(name, data) or "").startswith(said)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("application_claimed", {}),
        ("application_released", {"held_by": 3}),
        ("application_given", {"to": 3}),
        ("decision_made", {"verdict": "deny"}),
        ("decision_sent_back", {}),
        ("note_added", {}),
        ("item_refused", {"kind": "transcript"}),  # the letter that asks again says why
        ("application_in_review", {"undone": "deny"}),  # told by decision_undone, once
    ],
)
def test_what_the_staff_do_among_themselves_is_no_news_to_her(name: str, data: dict[str, object]) -> None:
    assert find_event_words(name, data) is None


@pytest.mark.parametrize(
    ("status", "today", "said"),
    [
        ("missing_credentials", date(2026, 11, 30), "by November 30, 2026"),
        ("missing_credentials", date(2026, 12, 1), "it was due by November 30, 2026"),
        ("appealed", date(2026, 11, 1), "by November 30, 2026"),
        ("on_hold", date(2026, 11, 1), "until November 30, 2026"),
        ("denied", date(2026, 11, 1), "by November 30, 2026"),
    ],
)
def test_by_when(status: str, today: date, said: str) -> None:
    assert by_words(Status(status), NOVEMBER_30, today) == said


def test_a_denied_one_waits_for_her_only_while_she_can_appeal() -> None:
    assert next_actor_words(Status.DENIED, can_appeal=True) == "You, if you want to appeal"
    assert next_actor_words(Status.DENIED) == "Nobody: it is finished"


@pytest.mark.parametrize("status", Status)
def test_the_timeline_names_one_next_step_as_long_as_there_is_one(status: Status) -> None:
    assert ahead_words(status).startswith("Next: ") == (status not in ENDED)


@pytest.mark.parametrize(
    ("status", "line"),
    [
        ("awaiting_payment", "Filed? In review? Decided? Issued?"),
        ("submitted", "Filed* In review? Decided? Issued?"),
        ("in_review", "Filed In review* Decided? Issued?"),
        ("missing_credentials", "Filed In review* Decided? Issued?"),
        ("waiting_review", "Filed In review* Decided? Issued?"),
        ("approved", "Filed In review Decided* Issued?"),
        ("issued", "Filed In review Decided Issued*"),
        ("denied", "Filed In review Denied*"),
        ("appealed", "Filed In review Denied Appeal*"),
        ("withdrawn", ""),
    ],
)
def test_the_way_is_shown_with_the_place_where_it_stands(status: str, line: str) -> None:
    marks = {"done": "", "now": "*", "ahead": "?"}
    assert " ".join(one.name + marks[one.state] for one in track_of(Status(status))) == line


@pytest.mark.parametrize("status", Status)
def test_every_word_of_a_status_can_be_translated(status: Status) -> None:
    with speaking("en-xa"):
        spoken = [status_name(status), next_actor_words(status), next_words(status, pay_by_mail=True)]
    assert all(words.startswith("⟦") for words in spoken)
