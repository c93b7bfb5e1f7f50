"""Claims: how long a certificate is in force, PA 24-41 included, and what its endorsements are."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cecs_app.domain.calendar import (
    RowsError,
    anniversary,
    last_day,
    length_of,
    months_after,
    months_before,
    years,
)
from cecs_app.domain.certificate import (
    Certificate,
    CertificateKind,
    CertificateState,
    EndorsementFamily,
    effective_until,
    parse_endorsements,
    state_of,
)
from cecs_app.domain.rulebook import parse_rulebook
from cecs_app.language import PSEUDO, speaking
from cecs_app.words.rules import endorsement_name, kind_name

RULES = Path(__file__).parents[2] / "cecs_app" / "rules"
RULEBOOK = parse_rulebook(tomllib.loads((RULES / "certification.toml").read_text()))
ENDORSEMENTS = tomllib.loads((RULES / "endorsements.toml").read_text())
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


def certificate(valid_from: str, valid_until: str, kind: str = "initial") -> Certificate:
    return Certificate("0012345678-1", CertificateKind(kind), ("029",), day(valid_from), day(valid_until))


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "on", "end"),
    [
        # The day before PA 24-41 the printed date stands; on the day itself it is carried to ten years.
        ("2023-07-01", "2026-06-30", "2025-06-30", "2026-06-30"),
        ("2023-07-01", "2026-06-30", "2025-07-01", "2033-06-30"),
        ("2023-07-01", "2026-06-30", "2040-01-01", "2033-06-30"),
        # Unexpired "on July 1, 2025" includes that day, not the one before.
        ("2022-07-01", "2025-06-30", "2025-07-01", "2025-06-30"),
        ("2022-07-02", "2025-07-01", "2025-07-01", "2032-07-01"),
        ("2022-07-03", "2025-07-02", "2025-07-01", "2032-07-02"),
        # Issued before that day, not on it: whatever is issued from then on says its own end.
        ("2025-06-30", "2028-06-29", "2025-07-01", "2035-06-29"),
        ("2025-07-01", "2028-06-30", "2025-07-01", "2028-06-30"),
        # Printed to the anniversary itself, it is carried to the anniversary.
        ("2023-07-01", "2026-07-01", "2025-07-01", "2033-07-01"),
        # Any other end becomes the day before the anniversary, an extended Initial's included.
        ("2022-01-15", "2025-08-31", "2025-07-01", "2032-01-14"),
        ("2021-09-01", "2025-08-31", "2025-07-01", "2031-08-31"),
        # Never shorter than printed.
        ("2016-01-01", "2026-06-30", "2025-07-01", "2026-06-30"),
        ("2015-07-01", "2025-07-01", "2025-07-01", "2025-07-01"),
        # A term from leap day is complete when February 28 is over.
        ("2024-02-29", "2027-02-28", "2025-07-01", "2034-02-28"),
        ("2024-02-29", "2027-03-01", "2025-07-01", "2034-03-01"),
        ("2022-03-01", "2026-02-28", "2025-07-01", "2032-02-29"),
    ],
)
def test_an_initial_unexpired_on_july_1_2025_runs_ten_years(
    valid_from: str, valid_until: str, on: str, end: str
) -> None:
    assert effective_until(certificate(valid_from, valid_until), day(on), RULEBOOK) == day(end)


@pytest.mark.parametrize("kind", [kind for kind in CertificateKind if kind is not CertificateKind.INITIAL])
def test_pa_24_41_is_for_initials_only(kind: str) -> None:
    assert effective_until(certificate("2023-07-01", "2026-06-30", kind), day("2026-01-01"), RULEBOOK) == day(
        "2026-06-30"
    )


@given(first=DAYS, last=DAYS, on=DAYS)
def test_the_law_never_shortens_a_certificate(first: date, last: date, on: date) -> None:
    first, last = min(first, last), max(first, last)
    initial = Certificate("1", CertificateKind.INITIAL, (), first, last)
    assert effective_until(initial, on, RULEBOOK) >= last


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2022-06-30", CertificateState.NOT_YET_VALID),
        ("2022-07-01", CertificateState.VALID),
        ("2026-12-29", CertificateState.VALID),
        ("2026-12-30", CertificateState.EXPIRING),
        ("2027-06-30", CertificateState.EXPIRING),
        ("2027-07-01", CertificateState.EXPIRED),
    ],
)
def test_the_last_day_is_in_force_and_the_last_six_months_are_expiring(on: str, state: str) -> None:
    professional = certificate("2022-07-01", "2027-06-30", "professional")
    assert state_of(professional, day(on), RULEBOOK) == state


def test_the_state_goes_by_the_carried_on_end_not_the_printed_one() -> None:
    initial = certificate("2023-07-01", "2026-06-30")
    assert state_of(initial, day("2026-07-01"), RULEBOOK) == CertificateState.VALID
    assert state_of(initial, day("2033-06-30"), RULEBOOK) == CertificateState.EXPIRING
    assert state_of(initial, day("2033-07-01"), RULEBOOK) == CertificateState.EXPIRED


@pytest.mark.parametrize(
    ("end", "opens"),
    [
        ("2027-08-31", "2027-02-28"),
        ("2028-08-31", "2028-02-29"),
        ("2028-08-29", "2028-02-29"),
        ("2027-08-30", "2027-02-28"),
        ("2027-10-31", "2027-04-30"),
        ("2027-06-30", "2026-12-30"),
        ("2028-02-29", "2027-08-29"),
        ("2027-07-01", "2027-01-01"),
    ],
)
def test_six_months_before_stays_within_the_month(end: str, opens: str) -> None:
    assert months_before(day(end), 6) == day(opens)


@pytest.mark.parametrize(
    ("first", "count", "then"),
    [
        ("2024-02-29", 1, "2025-03-01"),
        ("2024-02-29", 4, "2028-02-29"),
        ("2023-02-28", 1, "2024-02-28"),
        ("2027-07-01", 5, "2032-07-01"),
    ],
)
def test_an_anniversary_of_leap_day_is_march_1_in_a_common_year(first: str, count: int, then: str) -> None:
    assert anniversary(day(first), count) == day(then)


def test_months_after_a_short_month_begin_the_next_one() -> None:
    assert months_after(day("2027-08-31"), 6) == day("2028-03-01") == months_after(day("2027-09-01"), 6)
    assert months_after(day("2027-12-15"), 1) == day("2028-01-15")


@given(first=DAYS, last=DAYS)
def test_a_term_of_the_same_length_from_the_same_day_ends_the_same_day(first: date, last: date) -> None:
    first, last = min(first, last), max(first, last)
    length = length_of(first, last)
    assert last_day(first, length) == last
    assert length.months >= 0 and 0 <= length.days <= 31


@given(first=DAYS, count=st.integers(1, 12))
def test_whole_years_are_recognised_as_such(first: date, count: int) -> None:
    assert length_of(first, last_day(first, years(count))) == years(count)


@pytest.mark.parametrize(
    ("code", "name", "family"),
    [
        ("029", "Mathematics 7-12", EndorsementFamily.TEACHING),
        ("013", "Elementary K-6 (older)", EndorsementFamily.TEACHING),
        ("092", "Intermediate Administration or Supervision", EndorsementFamily.ADMINISTRATIVE),
        ("068", "School Counselor", EndorsementFamily.SPECIAL_SERVICES),
        ("098", "Trade and Industrial", EndorsementFamily.VOCATIONAL),
        ("106", "High School Credit Diploma", EndorsementFamily.ADULT),
    ],
)
def test_a_code_has_its_published_name_and_family(code: str, name: str, family: str) -> None:
    endorsement = parse_endorsements(ENDORSEMENTS)[code]
    assert (endorsement.code, endorsement.name, endorsement.family) == (code, name, family)
    assert endorsement_name(code) == name


def test_every_published_code_is_there() -> None:
    families = [endorsement.family for endorsement in parse_endorsements(ENDORSEMENTS).values()]
    assert {family: families.count(family) for family in EndorsementFamily} == {
        "teaching": 57,
        "administrative": 5,
        "special_services": 4,
        "vocational": 5,
        "adult": 3,
    }


@pytest.mark.parametrize(
    "rows",
    [
        [],
        ["029"],
        [{"code": "29", "name": "Mathematics", "family": "teaching"}],
        [{"code": "٠٢٩", "name": "Mathematics", "family": "teaching"}],
        [{"code": "029", "name": "", "family": "teaching"}],
        [{"code": "029", "name": "Mathematics", "family": "sports"}],
        [{"code": "029", "name": "Mathematics", "family": "teaching", "grades": "7-12"}],
        [{"code": "029", "name": n, "family": "teaching"} for n in ("Mathematics", "Math")],
    ],
)
def test_a_faulty_endorsement_is_refused(rows: list[object]) -> None:
    with pytest.raises(RowsError, match="endorsements"):
        parse_endorsements({"endorsements": rows})


def test_an_unknown_code_is_still_shown() -> None:
    assert endorsement_name("999") == "Endorsement 999"


@pytest.mark.parametrize("kind", CertificateKind)
def test_every_kind_has_a_name_in_every_language(kind: CertificateKind) -> None:
    assert kind_name(kind).endswith(("Certificate", "Permit"))
    with speaking(PSEUDO):
        assert kind_name(kind).startswith("⟦") and endorsement_name("029").startswith("⟦")
