"""What is owed, what may be paid at once, where money goes that comes in or goes back: no cent is made or lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cecs_app.domain.dues import Dues, Part, money_back, money_in, with_paid
from cecs_app.domain.ledger import LedgerAccount as Account
from cecs_app.domain.ledger import Line, Unbalanced, check_balanced

NAMES = {
    "review": Account.REVIEW_FEES,
    "balance": Account.CERTIFICATE_FEES,
    "over": Account.OVERPAYMENTS,
    "mail": Account.MAIL_DEPOSITS,
    "card": Account.CARD_COMPANY,
}


def fee(review: int = 0, balance: int = 0, over: int = 0, *, total: int = 20_000, may_follow: bool = True) -> Dues:
    """The review fee of $50.00 within `total`, and what was paid of it."""
    return Dues(min(5_000, total), total, may_follow, True, review, balance, over)


def lines(**cents: int) -> set[Line]:
    return {Line(NAMES[name], amount) for name, amount in cents.items()}


@pytest.mark.parametrize(
    ("dues", "owed", "to_file", "amounts"),
    [
        (fee(), 20_000, 5_000, {Part.ALL: 20_000, Part.REVIEW: 5_000}),
        (fee(may_follow=False), 20_000, 5_000, {Part.ALL: 20_000}),
        (fee(total=5_000), 5_000, 5_000, {Part.ALL: 5_000}),
        (fee(2_000), 18_000, 3_000, {Part.ALL: 18_000, Part.REVIEW: 3_000}),
        (fee(4_950), 15_050, 50, {Part.ALL: 15_050, Part.REVIEW: 50}),
        (fee(4_951), 15_049, 49, {Part.ALL: 15_049}),
        (fee(5_000), 15_000, 0, {Part.ALL: 15_000}),
        (fee(5_000, 14_950), 50, 0, {Part.ALL: 50}),
        (fee(5_000, 14_951), 49, 0, {}),
        (fee(5_000, 15_000), 0, 0, {}),
        (fee(5_000, 15_000, 700), 0, 0, {}),
        (fee(total=0), 0, 0, {}),
        (fee(0, 0, 20_000), 20_000, 5_000, {Part.ALL: 20_000, Part.REVIEW: 5_000}),
    ],
)
def test_what_is_owed_what_files_it_and_what_may_be_paid_at_once(
    dues: Dues, owed: int, to_file: int, amounts: dict[Part, int]
) -> None:
    assert (dues.owed_cents, dues.to_file_cents, dues.amounts()) == (owed, to_file, amounts)


def test_the_ledgers_minus_is_what_was_paid() -> None:
    balances = {Account.CARD_COMPANY: 20_700, NAMES["review"]: -5_000, NAMES["balance"]: -15_000, NAMES["over"]: -700}
    dues = with_paid(fee(), balances)
    assert (dues.paid_review_cents, dues.paid_balance_cents, dues.overpaid_cents) == (5_000, 15_000, 700)
    assert dues.paid_cents == 20_000, "what was paid too much pays no fee"
    assert with_paid(fee(), {}) == fee()


@pytest.mark.parametrize(
    ("dues", "cents", "credited"),
    [
        (fee(), 20_000, {"review": -5_000, "balance": -15_000}),
        (fee(), 5_000, {"review": -5_000}),
        (fee(), 4_999, {"review": -4_999}),
        (fee(), 1, {"review": -1}),
        (fee(4_999), 2, {"review": -1, "balance": -1}),
        (fee(2_000), 18_000, {"review": -3_000, "balance": -15_000}),
        (fee(5_000), 15_000, {"balance": -15_000}),
        (fee(5_000), 15_001, {"balance": -15_000, "over": -1}),
        (fee(), 20_100, {"review": -5_000, "balance": -15_000, "over": -100}),
        (fee(5_000, 15_000), 20_000, {"over": -20_000}),
        (fee(total=5_000), 6_000, {"review": -5_000, "over": -1_000}),
        (fee(total=0), 300, {"over": -300}),
    ],
)
def test_money_that_comes_pays_the_review_fee_then_the_balance_and_the_rest_is_hers(
    dues: Dues, cents: int, credited: dict[str, int]
) -> None:
    found = money_in(dues, Account.MAIL_DEPOSITS, cents)
    assert set(found) == lines(mail=cents, **credited)
    check_balanced(found)


@pytest.mark.parametrize("dues", [fee(), fee(2_000), fee(5_000, 1), fee(5_000, 15_000)])
def test_where_nothing_is_owed_any_more_all_of_it_is_hers(dues: Dues) -> None:
    over = replace(dues, is_owed=False)
    assert (over.owed_cents, over.to_file_cents, over.amounts()) == (0, 0, {})
    assert set(money_in(over, Account.CARD_COMPANY, 20_000)) == lines(card=20_000, over=-20_000)


@pytest.mark.parametrize(
    ("dues", "cents", "debited"),
    [
        (fee(5_000, 15_000, 700), 700, {"over": 700}),
        (fee(5_000, 15_000, 700), 701, {"over": 700, "balance": 1}),
        (fee(5_000, 15_000), 15_000, {"balance": 15_000}),
        (fee(5_000, 15_000), 15_001, {"balance": 15_000, "review": 1}),
        (fee(5_000, 15_000, 700), 20_700, {"over": 700, "balance": 15_000, "review": 5_000}),
        (fee(3_000), 3_000, {"review": 3_000}),
        (fee(0, 0, 20_000), 20_000, {"over": 20_000}),
    ],
)
def test_money_that_goes_back_takes_what_was_too_much_first_and_the_review_fee_last(
    dues: Dues, cents: int, debited: dict[str, int]
) -> None:
    found = money_back(dues, Account.MAIL_DEPOSITS, cents)
    assert set(found) == lines(mail=-cents, **debited)
    check_balanced(found)


CENTS = st.integers(1, 60_000)
FEES = st.sampled_from([0, 5_000, 20_000, 37_500])


@given(FEES, st.booleans(), st.lists(st.tuples(CENTS, st.booleans()), max_size=8), st.data())
def test_whatever_comes_and_goes_every_posting_balances_and_no_cent_is_lost(
    total: int, may_follow: bool, payments: list[tuple[int, bool]], data: st.DataObject
) -> None:
    balances: dict[Account, int] = {}
    for cents, is_owed in payments:
        dues = replace(_dues(total, may_follow, balances), is_owed=is_owed)
        _post(balances, money_in(dues, Account.MAIL_DEPOSITS, cents))
    held = balances.get(Account.MAIL_DEPOSITS, 0)
    assert held == sum(cents for cents, _ in payments)
    _check_split(_dues(total, may_follow, balances), held)
    if held:
        back = data.draw(st.integers(1, held))
        _post(balances, money_back(_dues(total, may_follow, balances), Account.MAIL_DEPOSITS, back))
        _check_split(_dues(total, may_follow, balances), held - back)


def _dues(total: int, may_follow: bool, balances: dict[Account, int]) -> Dues:
    return with_paid(fee(total=total, may_follow=may_follow), balances)


def _post(balances: dict[Account, int], posted: tuple[Line, ...]) -> None:
    check_balanced(posted)
    for line in posted:
        assert line.cents != 0
        balances[line.account] = balances.get(line.account, 0) + line.cents


def _check_split(dues: Dues, held: int) -> None:
    """Each part between nothing and its whole, and together exactly what is held."""
    assert 0 <= dues.paid_review_cents <= dues.review_cents
    assert 0 <= dues.paid_balance_cents <= dues.total_cents - dues.review_cents
    assert dues.overpaid_cents >= 0
    assert dues.paid_cents + dues.overpaid_cents == held
    assert dues.paid_cents + dues.owed_cents == dues.total_cents
    assert all(0 < cents <= dues.owed_cents for cents in dues.amounts().values())


@pytest.mark.parametrize(
    "posting",
    [
        [],
        [("mail", 0)],
        [("mail", 100)],
        [("mail", 100), ("review", -99)],
        [("mail", 100), ("mail", -100)],
        [("mail", 100), ("review", -50), ("review", -50)],
        [("mail", 100), ("review", 100)],
    ],
)
def test_a_posting_that_would_make_or_lose_money_is_refused(posting: list[tuple[str, int]]) -> None:
    with pytest.raises(Unbalanced):
        check_balanced([Line(NAMES[name], cents) for name, cents in posting])


def test_the_refusal_names_the_lines() -> None:
    with pytest.raises(Unbalanced, match="mail_deposits 100, review_fees -99"):
        check_balanced([Line(NAMES["mail"], 100), Line(NAMES["review"], -99)])
