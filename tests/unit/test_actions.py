"""Claims: what may be asked of a certificate on a day, from when until when, and what dates come of it."""

import tomllib
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cecs_app.domain.actions import Action, NotOffered, actions, next_term
from cecs_app.domain.certificate import ApplicationKind, Certificate, CertificateKind, effective_until
from cecs_app.domain.fees import quote
from cecs_app.domain.rulebook import parse_rulebook
from cecs_app.words.rules import reason_words

FILE = Path(__file__).parents[2] / "cecs_app" / "rules" / "certification.toml"
RULEBOOK = parse_rulebook(tomllib.loads(FILE.read_text()))
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
PAIRS = list(product(ApplicationKind, CertificateKind))


def day(text: str) -> date:
    return date.fromisoformat(text)


def certificate(kind: str, valid_from: str = "2022-07-01", valid_until: str = "2027-06-30") -> Certificate:
    return Certificate("1", CertificateKind(kind), ("029",), day(valid_from), day(valid_until))


def action(held: Certificate, application: str, on: str, used: int = 0) -> Action:
    found = {a.application: a for a in actions(RULEBOOK, held, day(on), used)}
    return found[ApplicationKind(application)]


def days(found: Action) -> tuple[date | None, date | None, date | None]:
    return found.opens_on, found.advised_by, found.closes_on


@given(kind=st.sampled_from(CertificateKind), first=DAYS, length=st.integers(0, 4000), on=DAYS)
def test_all_six_are_always_there_and_consistent(kind: CertificateKind, first: date, length: int, on: date) -> None:
    held = Certificate("1", kind, (), first, first + timedelta(days=length))
    found = actions(RULEBOOK, held, on, 0)
    assert [a.application for a in found] == list(ApplicationKind)
    for one in found:
        assert one.allowed is (one.reason is None)
        assert (one.opens_on is None) == (one.closes_on is None) == (one.total_cents is None)
        if one.opens_on is not None and one.closes_on is not None:
            assert one.allowed is (one.opens_on <= on <= one.closes_on)
            assert held.valid_from <= one.opens_on <= one.closes_on <= effective_until(held, on, RULEBOOK)
            assert one.total_cents == quote(RULEBOOK, one.application, kind, 1, on).total_cents
        if one.reason is not None:
            said = reason_words(one.reason, one.data)
            assert "{" not in said and "None" not in said


@pytest.mark.parametrize(
    ("on", "allowed", "reason"),
    [
        ("2022-06-30", False, "window_not_open"),
        ("2026-12-29", False, "window_not_open"),
        ("2026-12-30", True, None),
        ("2027-05-20", True, None),
        ("2027-06-30", True, None),
        ("2027-07-01", False, "expired"),
    ],
)
def test_a_professional_is_continued_in_the_last_six_months_at_no_fee(
    on: str, allowed: bool, reason: str | None
) -> None:
    found = action(certificate("professional"), "continuation", on)
    assert (found.allowed, found.reason, found.total_cents) == (allowed, reason, 0)
    assert days(found) == (day("2026-12-30"), day("2027-05-19"), day("2027-06-30"))


@pytest.mark.parametrize(("kind", "cents"), [("coaching_permit", 0), ("adult_education", 10000), ("initial", 20000)])
def test_renewal_opens_six_months_before_the_end(kind: str, cents: int) -> None:
    held = certificate(kind, "2025-07-01", "2027-08-31")
    for on, reason in [
        ("2027-02-27", "window_not_open"),
        ("2027-02-28", None),
        ("2027-08-31", None),
        ("2027-09-01", "expired"),
    ]:
        found = action(held, "renewal", on)
        assert (found.reason, found.total_cents) == (reason, cents)
        assert days(found) == (day("2027-02-28"), None, day("2027-08-31"))


def test_conditions_travel_with_the_action() -> None:
    assert action(certificate("initial"), "renewal", "2027-02-01").requires_service == "none"
    assert action(certificate("initial"), "extension", "2027-02-01").requires_service == "some"
    assert action(certificate("coaching_permit"), "renewal", "2027-02-01").clock_hours == 15
    assert action(certificate("professional"), "continuation", "2027-02-01").requires_service is None


@pytest.mark.parametrize(
    ("valid_until", "on", "allowed", "opens", "closes"),
    [
        # Ends before the change: by its own end.
        ("2025-05-31", "2025-05-31", True, "2024-11-30", "2025-05-31"),
        ("2025-06-30", "2025-06-30", True, "2024-12-30", "2025-06-30"),
        # Ends after it: only until the rule's last day.
        ("2025-09-30", "2025-03-29", False, "2025-03-30", "2025-06-30"),
        ("2025-09-30", "2025-03-30", True, "2025-03-30", "2025-06-30"),
        ("2025-09-30", "2025-06-30", True, "2025-03-30", "2025-06-30"),
        ("2025-12-31", "2025-06-30", True, "2025-06-30", "2025-06-30"),
    ],
)
def test_a_provisional_was_renewed_until_june_30_2025(
    valid_until: str, on: str, allowed: bool, opens: str, closes: str
) -> None:
    found = action(certificate("provisional", "2017-07-01", valid_until), "renewal", on)
    assert (found.allowed, found.total_cents) == (allowed, 25000)
    assert days(found) == (day(opens), None, day(closes))


@pytest.mark.parametrize(
    ("valid_until", "on"),
    [
        ("2026-01-01", "2025-06-30"),  # its window would open on July 1, 2025
        ("2026-09-30", "2025-01-01"),
        ("2025-09-30", "2025-07-01"),
        ("2025-05-31", "2025-07-01"),  # expired, and no longer renewed either way
    ],
)
def test_a_provisional_whose_window_comes_too_late_is_told_so_from_the_start(valid_until: str, on: str) -> None:
    found = action(certificate("provisional", "2017-07-01", valid_until), "renewal", on)
    assert (found.allowed, found.reason, found.total_cents) == (False, "no_longer_renewed", None)
    assert days(found) == (None, None, None)
    assert found.reason is not None
    assert "July 1, 2025" in reason_words(found.reason, found.data)


def test_a_refusal_to_come_speaks_of_the_day_it_begins() -> None:
    held = certificate("provisional", "2017-07-01", "2026-09-30")
    assert ApplicationKind.RENEWAL not in action(held, "renewal", "2025-01-01").data.instead


@pytest.mark.parametrize(
    ("application", "kind", "cents"),
    [
        ("advancement", "initial", 37500),
        ("advancement", "provisional", 37500),
        ("endorsement", "professional", 10000),
        ("duplicate", "charter_school_permit", 5000),
    ],
)
def test_what_has_no_window_may_be_asked_from_the_first_day_to_the_last(
    application: str, kind: str, cents: int
) -> None:
    held = certificate(kind, "2025-07-01", "2027-06-30")
    for on, reason in [
        ("2025-06-30", "window_not_open"),
        ("2025-07-01", None),
        ("2027-06-30", None),
        ("2027-07-01", "expired"),
    ]:
        found = action(held, application, on)
        assert (found.reason, found.total_cents) == (reason, cents)
        assert days(found) == (day("2025-07-01"), None, day("2027-06-30"))


def test_an_initial_goes_by_its_carried_on_end() -> None:
    held = certificate("initial", "2023-07-01", "2026-06-30")
    assert days(action(held, "renewal", "2025-06-30")) == (day("2025-12-30"), None, day("2026-06-30"))
    assert days(action(held, "renewal", "2025-07-01")) == (day("2032-12-30"), None, day("2033-06-30"))
    assert action(held, "extension", "2026-05-01").reason == "window_not_open"
    assert action(held, "advancement", "2030-01-01").allowed


@pytest.mark.parametrize(
    ("on", "used", "reason"),
    [
        ("2034-12-30", 2, None),
        ("2034-12-30", 3, "limit_reached"),
        ("2034-12-30", 4, "limit_reached"),
        ("2030-01-01", 3, "limit_reached"),  # no day to come back on is promised
        ("2034-12-29", 2, "window_not_open"),
        ("2035-07-01", 3, "expired"),
    ],
)
def test_an_initial_is_extended_three_times_at_most(on: str, used: int, reason: str | None) -> None:
    held = certificate("initial", "2025-07-01", "2035-06-30")
    assert action(held, "extension", on, used).reason == reason
    assert action(held, "renewal", "2034-12-30", used).allowed


def test_a_negative_number_of_extensions_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="extensions_used"):
        actions(RULEBOOK, certificate("initial"), day("2026-01-01"), -1)


@pytest.mark.parametrize(
    ("application", "kind", "valid_from", "valid_until", "on", "first", "last"),
    [
        # A new term follows the old one, however early it is issued.
        ("continuation", "professional", "2022-07-01", "2027-06-30", "2027-01-05", "2027-07-01", "2032-06-30"),
        ("continuation", "professional", "2022-07-01", "2027-06-30", "2027-06-30", "2027-07-01", "2032-06-30"),
        # Issued after the end, it begins on the day of issue: nobody is certified backwards.
        ("continuation", "professional", "2022-07-01", "2027-06-30", "2027-07-01", "2027-07-01", "2032-06-30"),
        ("continuation", "professional", "2022-07-01", "2027-06-30", "2027-08-15", "2027-08-15", "2032-08-14"),
        # Leap days.
        ("continuation", "professional", "2023-03-01", "2028-02-28", "2028-01-05", "2028-02-29", "2033-02-28"),
        ("continuation", "professional", "2023-03-01", "2028-02-29", "2028-01-05", "2028-03-01", "2033-02-28"),
        ("renewal", "coaching_permit", "2022-07-01", "2027-06-30", "2027-01-05", "2027-07-01", "2032-06-30"),
        # The term of the day on which it begins.
        ("renewal", "initial", "2022-01-01", "2024-12-31", "2024-11-01", "2025-01-01", "2027-12-31"),
        ("renewal", "initial", "2022-07-01", "2025-06-30", "2025-06-01", "2025-07-01", "2035-06-30"),
        ("renewal", "initial", "2023-07-01", "2026-06-30", "2033-01-05", "2033-07-01", "2043-06-30"),
        ("renewal", "provisional", "2017-05-01", "2025-04-30", "2025-06-30", "2025-06-30", "2033-06-29"),
        # No published term: as long as the old one, to the month and not to the day.
        ("renewal", "adult_education", "2022-07-01", "2027-06-30", "2027-01-05", "2027-07-01", "2032-06-30"),
        ("renewal", "adult_education", "2024-07-01", "2027-06-30", "2027-01-05", "2027-07-01", "2030-06-30"),
        ("renewal", "adult_education", "2026-01-01", "2027-06-30", "2027-01-05", "2027-07-01", "2028-12-31"),
        # An extension adds a year and keeps the first day.
        ("extension", "initial", "2025-07-01", "2035-06-30", "2035-01-05", "2025-07-01", "2036-06-30"),
        ("extension", "initial", "2023-07-01", "2026-06-30", "2033-01-05", "2023-07-01", "2034-06-30"),
        ("extension", "initial", "2021-03-01", "2024-02-29", "2024-01-05", "2021-03-01", "2025-02-28"),
        ("extension", "initial", "2020-03-01", "2023-02-28", "2023-01-05", "2020-03-01", "2024-02-29"),
        # Advancement begins on the day of issue with the term of what it becomes.
        ("advancement", "initial", "2025-07-01", "2035-06-30", "2029-03-15", "2029-03-15", "2034-03-14"),
        ("advancement", "provisional", "2020-07-01", "2028-06-30", "2028-02-29", "2028-02-29", "2033-02-28"),
        # Paper and endorsements leave the dates alone.
        ("endorsement", "professional", "2022-07-01", "2027-06-30", "2026-01-05", "2022-07-01", "2027-06-30"),
        ("duplicate", "initial", "2023-07-01", "2026-06-30", "2026-01-05", "2023-07-01", "2026-06-30"),
    ],
)
def test_the_dates_that_are_issued(
    application: str, kind: str, valid_from: str, valid_until: str, on: str, first: str, last: str
) -> None:
    held = certificate(kind, valid_from, valid_until)
    assert next_term(RULEBOOK, held, ApplicationKind(application), day(on)) == (day(first), day(last))


@pytest.mark.parametrize(("application", "kind"), PAIRS)
@pytest.mark.parametrize("on", ["2025-06-30", "2025-07-01", "2025-07-02"])
def test_dates_are_issued_exactly_for_what_is_offered(
    application: ApplicationKind, kind: CertificateKind, on: str
) -> None:
    held = certificate(kind)
    answer = quote(RULEBOOK, application, kind, 1, day(on))
    if answer.allowed:
        first, last = next_term(RULEBOOK, held, application, day(on))
        assert first < last
        return
    with pytest.raises(NotOffered) as caught:
        next_term(RULEBOOK, held, application, day(on))
    assert caught.value.data == {"application": application, "kind": kind, "reason": answer.reason}
