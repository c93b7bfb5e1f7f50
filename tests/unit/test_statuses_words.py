"""Claims: whatever happens to an application, a person can read what it is, what comes next and who acts."""

import pytest

from cecs_app.domain.application import Status
from cecs_app.language import speaking
from cecs_app.words.statuses import (
    find_event_words,
    next_actor_words,
    next_words,
    status_name,
    status_tone,
)

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


@pytest.mark.parametrize("status", Status)
def test_every_word_of_a_status_can_be_translated(status: Status) -> None:
    with speaking("en-xa"):
        spoken = [status_name(status), next_actor_words(status), next_words(status, pay_by_mail=True)]
    assert all(words.startswith("⟦") for words in spoken)
