"""What a person reads about money: each outcome says what happened to it, and what came in time is said to be so."""

import ast
from collections.abc import Iterator
from datetime import date

import pytest

from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.dues import Dues, Part
from cecs_app.domain.payment import Instrument
from cecs_app.language import speaking
from cecs_app.words import outcomes
from cecs_app.words.outcomes import OutcomeWords, checking_words, ended_words, open_words, unreached_words
from cecs_app.words.payments import card_words, instrument_name, part_title, timely_words
from cecs_app.words.slips import filing_heading, filing_words
from tests.unit.codes import PACKAGE, strings

WRITERS = {"record_ended": 2, "close": 2, "journal_ended": 3, "_ended": 4}
"""Functions that are given the code of why a payment ended, and as which argument."""
LANGUAGES = ("en", "es", "en-xa")


def written() -> set[str]:
    """Every code of an end without money that the program can store."""
    files = [*(PACKAGE / "services/payments").glob("*.py"), PACKAGE / "db/payments.py", PACKAGE / "domain/payment.py"]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    return {code for tree in trees for node in ast.walk(tree) for value in _codes(node) for code in strings(value)}


def _codes(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        place = WRITERS.get(getattr(node.func, "id", ""))
        if place is not None and len(node.args) > place:
            yield from _either(node.args[place])
    elif isinstance(node, ast.FunctionDef) and node.name in ("_fault", "refusal"):
        yield from (one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value)
    elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "fault":
        yield node.value


def _either(value: ast.expr) -> list[ast.expr]:
    return value.values if isinstance(value, ast.BoolOp) else [value]


def all_words() -> dict[str, OutcomeWords]:
    ended = {code: ended_words(code) for code in outcomes._ENDED}
    declined = {f"declined {code}": open_words(code, "$50.00") for code in (*outcomes._DECLINED, "do_not_honor", "")}
    checking = {f"checking {is_long}": checking_words(is_long=is_long) for is_long in (False, True)}
    return {**ended, **declined, **checking, "unreached": unreached_words()}


def test_the_search_itself_finds_each_way_to_write_a_code() -> None:
    assert written() >= {"brand_refused", "country_refused", "expired", "replaced", "released", "application_moved"}
    assert written() >= {"voided", "never_opened", "not_what_was_asked", "funding_refused"}


def test_every_code_that_can_be_stored_has_words_and_no_words_wait_in_vain() -> None:
    assert written() == set(outcomes._ENDED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_outcome_is_whole_in_every_language(language: str) -> None:
    with speaking(language):
        for code, words in all_words().items():
            assert words.title and words.money.rstrip("⟧").endswith("."), code
            assert words.advice.rstrip("⟧").endswith("."), code


@pytest.mark.parametrize("code", sorted(outcomes._ENDED))
def test_what_ended_says_that_no_money_was_taken(code: str) -> None:
    assert "no money was taken" in ended_words(code).money.lower()


@pytest.mark.parametrize("code", ["brand_refused", "funding_refused", "country_refused", "not_what_was_asked"])
def test_a_card_that_its_bank_had_approved_is_told_that_the_hold_was_released(code: str) -> None:
    assert "hold on your card was released" in ended_words(code).money


@pytest.mark.parametrize("code", ["expired", "replaced", "never_opened", "application_moved", "voided"])
def test_no_hold_is_spoken_of_where_there_may_have_been_none(code: str) -> None:
    assert "The hold on your card was released" not in ended_words(code).money


def test_a_declined_card_took_nothing_and_the_page_is_still_open() -> None:
    for code in ("insufficient_funds", "payment_intent_authentication_failure", "do_not_honor", "made up"):
        words = open_words(code, "$50.00")
        assert words.money == "No money was taken."
        assert "pay by mail" in words.advice
    assert open_words("insufficient_funds", "$50.00").title == "There was not enough money on the card"
    assert open_words("made up", "$50.00") == open_words("do_not_honor", "$50.00") != open_words("", "$50.00")
    assert open_words("", "$50.00").title == "You have not paid"


def test_while_nobody_knows_nothing_is_promised_but_that_nobody_pays_twice() -> None:
    first, later = checking_words(is_long=False), checking_words(is_long=True)
    assert "charged once, or not at all" in first.money
    assert "Don't pay again" in later.money
    for words in (first, later):
        assert "was taken" not in words.money


def test_a_code_without_words_is_an_error_not_a_blank() -> None:
    with pytest.raises(KeyError):
        ended_words("never heard of")


@pytest.mark.parametrize(
    ("paid", "may_follow", "ends", "heading", "said", "not_said"),
    [
        (0, True, "June 30, 2027", "counts as filed", ("$50.00", "June 30, 2027", "review fee first"), ()),
        (0, False, "June 30, 2027", "counts as filed", ("$50.00", "must arrive by then"), ("review fee first",)),
        (0, True, "", "counts as filed", ("$50.00", "postmark does not count"), ("valid through",)),
        (2_000, True, "", "counts as filed", ("at least $30.00",), ("$50.00",)),
        (5_000, True, "June 30, 2027", "balance", ("is filed", "before it can be approved"), ("June 30", "postmark")),
    ],
)
def test_a_slip_says_when_it_counts_as_filed_or_what_the_balance_is_for(
    paid: int, may_follow: bool, ends: str, heading: str, said: tuple[str, ...], not_said: tuple[str, ...]
) -> None:
    dues = Dues(5_000, 20_000, may_follow, paid_review_cents=paid)
    words = " ".join(filing_words(dues, ends))
    assert heading in filing_heading(dues)
    assert [one for one in said if one not in words] == []
    assert [one for one in not_said if one in words] == []


def test_where_the_review_fee_is_the_whole_fee_no_balance_is_spoken_of() -> None:
    words = " ".join(filing_words(Dues(5_000, 5_000, True), ""))
    assert "at least $50.00" in words
    assert "balance" not in words


@pytest.mark.parametrize(
    ("filed_on", "words"),
    [
        (date(2027, 6, 29), "Filed in time: your certificate was valid through June 30, 2027."),
        (date(2027, 6, 30), "Filed in time: your certificate was valid through June 30, 2027."),
        (date(2027, 7, 1), "Filed after your certificate had ended on June 30, 2027."),
    ],
)
def test_the_last_day_itself_is_in_time(filed_on: date, words: str) -> None:
    assert timely_words(filed_on, date(2027, 6, 30)) == words


@pytest.mark.parametrize(
    ("part", "is_balance", "title"),
    [
        (Part.ALL, False, "Renewal: Initial Educator Certificate"),
        (Part.REVIEW, False, "Renewal: Initial Educator Certificate, review fee"),
        (Part.ALL, True, "Renewal: Initial Educator Certificate, balance of the fee"),
    ],
)
def test_the_card_page_says_which_part_of_the_fee_is_paid(part: Part, is_balance: bool, title: str) -> None:
    assert part_title(ApplicationKind.RENEWAL, CertificateKind.INITIAL, part, is_balance=is_balance) == title


def test_every_instrument_and_any_card_has_a_name() -> None:
    assert {instrument_name(kind) for kind in Instrument} >= {"money order", "cash", "personal check"}
    assert card_words("amex", "0005") == "American Express ending in 0005"
    assert card_words("unionpay", "1111") == "Unionpay ending in 1111"
