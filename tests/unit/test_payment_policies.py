"""Which cards and which instruments are taken, on which day: dated data, with exactly one answer for every day."""

from collections.abc import Mapping
from datetime import date
from itertools import product
from typing import Any

import pytest

from cecs_app.domain.calendar import RowsError
from cecs_app.domain.payment import Instrument, PaymentPolicies, parse_payment_policies
from cecs_app.settings import Settings
from cecs_app.wiring import build_deps

VISA, MASTERCARD = {"brand": "visa", "funding": "credit"}, {"brand": "mastercard", "funding": "credit"}
BRANDS = ("visa", "mastercard", "amex", "discover", "unionpay", "")
FUNDINGS = ("credit", "debit", "prepaid", "unknown", "")
COUNTRIES = ("US", "CA", "")


def cards(**changes: Any) -> dict[str, Any]:
    return {"accepted": [VISA, MASTERCARD], "source": "a test", **changes}


def mail(**changes: Any) -> dict[str, Any]:
    return {"payee": "Treasurer", "address": ["PO Box 1"], "accepted": ["money_order"], "source": "a test", **changes}


def policies(file: Mapping[str, Any] | None = None, **tables: Any) -> PaymentPolicies:
    return parse_payment_policies(file or {"cards": [cards()], "mail": [mail()], **tables})


def expected(brand: str, funding: str, country: str, countries: tuple[str, ...]) -> str | None:
    if brand not in ("visa", "mastercard"):
        return "brand_refused"
    if funding != "credit":
        return "funding_refused"
    return "country_refused" if countries and country not in countries else None


@pytest.mark.parametrize("countries", [(), ("US",), ("US", "CA")])
@pytest.mark.parametrize(("brand", "funding", "country"), list(product(BRANDS, FUNDINGS, COUNTRIES)))
def test_a_card_is_taken_by_brand_funding_and_country_together(
    brand: str, funding: str, country: str, countries: tuple[str, ...]
) -> None:
    policy = policies(cards=[cards(countries=list(countries))]).cards_on(date(2027, 1, 15))
    assert policy.refusal(brand, funding, country) == expected(brand, funding, country, countries)


def test_a_pair_is_taken_and_not_each_half_of_it() -> None:
    pairs = [VISA, {"brand": "discover", "funding": "debit"}]
    policy = policies(cards=[cards(accepted=pairs)]).cards_on(date(2027, 1, 15))
    assert policy.refusal("discover", "debit", "US") is None
    assert policy.refusal("discover", "credit", "US") == "funding_refused"
    assert policy.refusal("visa", "debit", "US") == "funding_refused"


def test_the_state_takes_visa_and_mastercard_credit_and_three_instruments() -> None:
    today = build_deps(Settings(database_url="sqlite://")).payment_policies
    policy = today.cards_on(date(2027, 1, 15))
    assert policy.accepted == {("visa", "credit"), ("mastercard", "credit")}
    assert set(policy.funding_blocked) == {"debit", "prepaid"}
    assert set(today.mail_on(date(2027, 1, 15)).accepted) == {
        Instrument.MONEY_ORDER,
        Instrument.CASHIERS_CHECK,
        Instrument.CERTIFIED_CHECK,
    }


def test_a_policy_changes_on_its_day_and_not_a_day_earlier() -> None:
    dated = policies(
        cards=[
            cards(valid_from=date(2027, 7, 1), accepted=[VISA], countries=["US"]),
            cards(valid_until=date(2027, 6, 30)),
        ],
        mail=[
            mail(valid_until=date(2027, 6, 30)),
            mail(valid_from=date(2027, 7, 1), accepted=["cash"], payee="Comptroller"),
        ],
    )
    before, after = date(2027, 6, 30), date(2027, 7, 1)
    assert [dated.cards_on(day).refusal("mastercard", "credit", "CA") for day in (before, after)] == [
        None,
        "brand_refused",
    ]
    assert [dated.cards_on(day).refusal("visa", "credit", "CA") for day in (before, after)] == [
        None,
        "country_refused",
    ]
    assert [dated.mail_on(day).payee for day in (before, after)] == ["Treasurer", "Comptroller"]
    assert [Instrument.CASH in dated.mail_on(day).accepted for day in (before, after)] == [False, True]
    for day in (date.min, date.max):
        assert dated.cards_on(day) and dated.mail_on(day)


JUNE, JULY = date(2027, 6, 30), date(2027, 7, 1)


@pytest.mark.parametrize("table", ["cards", "mail"])
@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ([{"valid_until": JUNE}], r"{table}\[0\] .* leaves a gap after it"),
        ([{"valid_from": JULY}], r"{table}\[0\] .* leaves a gap before it"),
        ([{}, {"valid_from": JULY}], r"{table}\[1\] .* overlaps {table}\[0\]"),
        ([{"valid_until": JULY}, {"valid_from": JULY}], r"{table}\[1\] .* overlaps {table}\[0\]"),
        (
            [{"valid_until": JUNE}, {"valid_from": date(2027, 7, 2)}],
            r"{table}\[1\] .* leaves a gap after {table}\[0\]",
        ),
        ([{"valid_from": JULY, "valid_until": JUNE}], r"{table}\[0\]: .* ends before it begins"),
        ([{}, {"valid_until": "2027-06-30"}], r"{table}\[1\]: valid_until"),
    ],
)
def test_a_day_without_a_policy_or_with_two_is_refused_with_the_row_named(
    table: str, spans: list[dict[str, Any]], message: str
) -> None:
    make = cards if table == "cards" else mail
    with pytest.raises(RowsError, match=message.replace("{table}", table)):
        policies(**{table: [make(**span) for span in spans]})


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ({"cards": [cards()]}, "mail"),
        ({"mail": [mail()]}, "cards"),
        ({"cards": [], "mail": [mail()]}, "cards"),
        ({"cards": [cards()], "mail": [mail()], "checks": []}, "unknown checks"),
        ({"cards": [cards(brands=["visa"])], "mail": [mail()]}, r"cards\[0\]: unknown brands"),
        ({"cards": [cards(accepted=[])], "mail": [mail()]}, r"cards\[0\]: accepted is missing"),
        ({"cards": [cards(accepted=["visa"])], "mail": [mail()]}, r"cards\[0\]: accepted must be tables"),
        ({"cards": [cards(accepted=[{"brand": "visa"}])], "mail": [mail()]}, "funding is missing"),
        ({"cards": [cards(source="")], "mail": [mail()]}, r"cards\[0\]: source is missing"),
        ({"cards": [cards()], "mail": [mail(accepted=["iou"])]}, r"mail\[0\]: unknown Instrument 'iou'"),
        ({"cards": [cards()], "mail": [mail(payee="")]}, r"mail\[0\]: payee is missing"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_and_named(file: dict[str, Any], message: str) -> None:
    with pytest.raises(RowsError, match=message):
        policies(file)
