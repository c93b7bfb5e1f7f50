"""Every error the portal can raise has words, and the words get what they need to be whole."""

from string import Formatter

import pytest

from cecs_app.domain.account import Contact, contact_faults
from cecs_app.language import PSEUDO, speaking
from cecs_app.words.errors import error_words, known_codes
from tests.unit import codes

NEVER_SHOWN = {
    "error": "the base class, raised by nothing",
    "invalid_fields": "each field's own code is shown instead",
    "elsewhere": "the visitor is led to another screen",
}
PLACEHOLDERS = {
    "minutes": 5,
    "why": "It opens on July 1, 2027.",
    "application": "renewal",
    "status": "issued",
    "number": "C-1234",
    "most": 3,
    "owed": "$50.00",
    "reference": "A-2345-6789",
    "name": "Rita Desk",
    "days": 90,
}
BY_SHAPE = frozenset(
    code for code in contact_faults(Contact("x", "x", "x", "x", "x")).values() if code.endswith("_invalid")
)
"""Made of the field's name, so no text in the source spells them out."""


def needed(code: str) -> set[str]:
    with speaking("en"):
        words = error_words(code, {name: f"{{{name}}}" for name in PLACEHOLDERS})
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def raised_anywhere() -> set[str]:
    plain = {code for code, _ in codes.raised()}
    return plain | codes.of_faults() | set(codes.of_classes().values()) | BY_SHAPE


def test_every_code_has_words() -> None:
    assert sorted(raised_anywhere() - known_codes() - NEVER_SHOWN.keys()) == []


def test_no_words_wait_for_a_code_that_nothing_raises() -> None:
    assert sorted(known_codes() - raised_anywhere()) == []


def test_whoever_raises_a_code_gives_all_that_its_words_need() -> None:
    lacking = {
        code: missing for code, data in codes.raised() if code in known_codes() if (missing := needed(code) - data)
    }
    assert lacking == {}


def test_what_is_wrong_with_a_field_needs_no_data_unless_it_is_raised_with_it() -> None:
    with_data = {code for code, data in codes.raised() if data}
    assert {code for code in codes.of_faults() - with_data - NEVER_SHOWN.keys() if needed(code)} == set()


@pytest.mark.parametrize("language", ["en", "es", PSEUDO])
@pytest.mark.parametrize("code", sorted(known_codes()))
def test_the_words_are_whole_in_every_language(code: str, language: str) -> None:
    with speaking(language):
        words = error_words(code, PLACEHOLDERS)
    assert words.rstrip("⟧").endswith((".", "!", "?"))
    assert not set("{}") & set(words)
    for name in needed(code):
        assert str(PLACEHOLDERS[name]) in words


def test_the_search_itself_finds_each_way_to_raise_a_code() -> None:
    assert codes.of_classes()["WrongCredentials"] == "wrong_credentials"
    found = set(codes.raised())
    for code, data in (
        ("too_many_tries", {"minutes"}),
        ("statement_changed", set()),
        ("not_decidable", {"status"}),
        ("email_same", set()),
        ("too_many_endorsements", {"most"}),
        ("draft_not_offered", {"why"}),
    ):
        assert (code, frozenset(data)) in found
    assert codes.of_faults() >= {
        "password_too_short",
        "password_looks_temporary",
        "email_mismatch",
        "required",
        "birth_month",
        "address_incomplete",
        "ssn_malformed",
        "confirm_this",
    }
    assert {"phone_invalid", "state_invalid", "zip_code_invalid"} == BY_SHAPE


def test_a_code_without_words_is_an_error_not_a_blank() -> None:
    with pytest.raises(KeyError):
        error_words("never heard of", {})
