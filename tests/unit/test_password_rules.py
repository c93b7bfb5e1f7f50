"""What a personal password must be, and how strong it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cecs_app.domain.passwords import ENOUGH, LONGEST, SHORTEST, password_fault, strength
from cecs_app.gateways.secrets import Passwords, new_temporary_password
from cecs_app.services.sign_in import is_temporary_shape

OWN = ("Ada", "Lovelace", "alovelace4821", "ada.l", "cecs", "connecticut")
GOOD = "gentle copper lantern drifts north"
PASSWORDS = Passwords("pepper", cost=4)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        (GOOD, None),
        ("quiet harbor ki", None),
        ("quiet harbor k", "password_too_short"),
        ("", "password_too_short"),
        ((GOOD * 6)[:LONGEST], None),
        ((GOOD * 6)[: LONGEST + 1], "password_too_long"),
        ("               ", "password_common"),
        ("password1234567", "password_common"),
        ("123456789012345", "password_common"),
        ("qwertyuiop12345", "password_common"),
        ("abcabcabcabcabcabc", "password_common"),
        ("copper LOVELACE harbor", "password_has_own_word"),
        ("copper Love-Lace harbor", "password_has_own_word"),
        ("copper lovelâce harbor", "password_has_own_word"),
        ("copper alovelace4821 harbor", "password_has_own_word"),
        ("copper ada.l harbor kite", "password_has_own_word"),
        ("copper harbor Connecticut", "password_has_own_word"),
    ],
)
def test_the_rules(password: str, code: str | None) -> None:
    assert password_fault(password, OWN) == code


@pytest.mark.parametrize("own", ["", "Li", "O'"])
def test_a_name_of_one_or_two_letters_forbids_nothing(own: str) -> None:
    assert password_fault("olive lantern listens kindly", (own,)) is None


@pytest.mark.parametrize(
    "password",
    ["lantern copper gentle", "LANTERN COPPER GENTLE", "фонарь медный тихий", "静かな港に灯る銅の灯籠と雪の朝"],
)
def test_no_rule_asks_for_digits_signs_or_capitals(password: str) -> None:
    assert password_fault(password, OWN) is None


def test_length_counts_characters_not_bytes() -> None:
    assert password_fault("ж" * (SHORTEST - 1), OWN) == "password_too_short"
    assert password_fault("жопюцнёрыквазяд"[:SHORTEST], OWN) is None


@given(st.text(max_size=250))
def test_any_text_gets_an_answer(password: str) -> None:
    assert (password_fault(password, OWN) or "password_").startswith("password_")
    assert 0 <= strength(password, OWN) <= 4


def test_an_own_word_makes_a_password_weaker() -> None:
    assert strength("alovelace4821", OWN) < strength("alovelace4821", ())


def test_what_is_refused_as_common_shows_as_not_enough() -> None:
    assert strength("password1234567", OWN) < ENOUGH <= strength(GOOD, OWN)


def test_a_password_past_72_bytes_counts_to_its_last_byte() -> None:
    long = "ж" * 60
    hashed = PASSWORDS.hash(long + "a")
    assert PASSWORDS.matches(long + "a", hashed)
    assert not PASSWORDS.matches(long + "b", hashed)
    assert not PASSWORDS.matches(long, hashed)


def test_a_zero_byte_ends_no_password() -> None:
    assert not PASSWORDS.matches("one\0three", PASSWORDS.hash("one\0two"))


def test_a_stolen_hash_is_useless_without_the_pepper() -> None:
    assert not Passwords("another pepper", cost=4).matches(GOOD, PASSWORDS.hash(GOOD))


def test_no_password_matches_where_none_is_set() -> None:
    assert not PASSWORDS.matches("", None)
    assert not PASSWORDS.matches(GOOD, None)


def test_every_temporary_password_has_the_shape_that_tells_it_apart() -> None:
    made = {new_temporary_password() for _ in range(500)}
    assert len(made) == 500
    assert all(is_temporary_shape(one) for one in made)
    assert not {char for one in made for char in one} & set("01ilo"), "signs mistaken for one another"


@pytest.mark.parametrize(
    "password", [GOOD, "abcd-efgh-jkmn", "abcd-efgh-jkmn-pqr", "ABCD-efgh-jkmn-pqrs", "abcd efgh jkmn pqrs"]
)
def test_nothing_else_has_it(password: str) -> None:
    assert not is_temporary_shape(password)
