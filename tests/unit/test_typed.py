"""What a cashier's scanner and her keyboard bring: read for certain, or not at all."""

from datetime import date

import pytest

from cecs_app.domain.typed import as_reference, find_cents, find_day, read_slip
from cecs_app.domain.weeks import last_weeks


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("200", 20_000),
        ("200.00", 20_000),
        ("$200", 20_000),
        ("$ 200.50", 20_050),
        (" 200 ", 20_000),
        ("$1,200.00", 120_000),
        ("1,234,567", 123_456_700),
        ("1200", 120_000),
        ("0.05", 5),
        ("0", 0),
    ],
)
def test_an_amount_in_dollars_is_read_to_the_cent(typed: str, cents: int) -> None:
    assert find_cents(typed) == cents


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "$", ".", ",", ".50", "200.", "200.5", "200.005", "1.200", "1.200,00", "200,00", "12,50"),
        *("1,20", "1200,000", ",200", "1,,200", "0200", "00.50", "-200", "+200", "−200", "(200)", "2e2", "0x10"),
        *("200 USD", "USD 200", "200$", "$$200", "two hundred", "2OO", "l00", "20 0", "1 200", "200\n300"),
        *("٢٠٠", "２００", "200\x00", "12345678", "1" * 100_000, "1,234,567,890"),
    ],
)
def test_an_amount_that_could_mean_something_else_is_not_read(typed: str) -> None:
    assert find_cents(typed) is None


@pytest.mark.parametrize(
    "scanned",
    [
        *("A-2345-WXYZ", "a-2345-wxyz", " A-2345-WXYZ\n", "A2345WXYZ", "A 2345 WXYZ", "A–2345–WXYZ", "A'2345'WXYZ"),
        "http://localhost:3000/applications/A-2345-WXYZ/slip",
        "https://cecs.example/es/applications/a-2345-wxyz/slip?size=a4#top",
        "HTTPS://CECS.EXAMPLE/APPLICATIONS/A-2345-WXYZ",
    ],
)
def test_the_reference_is_taken_out_of_what_was_scanned(scanned: str) -> None:
    assert read_slip(scanned) == "A-2345-WXYZ"


@pytest.mark.parametrize(
    "scanned",
    [
        *("", "A-2345-WXY", "A-2345-WXYZ1", "M-2345-WXYZ", "A-2345-WXYZA-2345-WXYZ", "A-2345-WXYZ A-6789-BCDF"),
        "https://cecs.example/papers/A-2345-WXYZ/slip.pdf",
    ],
)
def test_what_holds_no_single_reference_becomes_none(scanned: str) -> None:
    assert read_slip(scanned) == scanned.upper()


@pytest.mark.parametrize("typed", ["C-2345-6789", "c-2345-6789", " c23456789 ", "C 2345 6789", "C2345-6789"])
def test_a_reference_is_known_however_it_is_typed(typed: str) -> None:
    assert as_reference(typed) == "C-2345-6789"


@pytest.mark.parametrize("typed", ["", "2027-13-01", "2027-02-30", "01/15/2027", "20270115", "2027-W03-5", "x" * 10])
def test_only_a_day_as_a_date_field_sends_it_is_one(typed: str) -> None:
    assert find_day("2027-01-15") == date(2027, 1, 15)
    assert find_day(typed) is None


@pytest.mark.parametrize("today", [date(2027, 1, 11), date(2027, 1, 15), date(2027, 1, 17)])
def test_the_last_of_the_weeks_is_the_one_we_are_in(today: date) -> None:
    weeks = last_weeks(today)
    assert (len(weeks), weeks[0], weeks[-1]) == (13, date(2026, 10, 19), date(2027, 1, 11))
