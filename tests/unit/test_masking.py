"""What stands in no log, in every form it comes in; and what must be left alone, or the log would tell nothing."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cecs_app.domain.ssn import checked_ssn
from cecs_app.gateways.secrets import (
    Passwords,
    new_recovery_code,
    new_reference,
    new_temporary_password,
    new_token,
    random_digits,
)
from cecs_app.masking import MASKED, mask, mask_text

TOKEN = new_token()
TEMPORARY = new_temporary_password()
VISA = "4242424242424242"


IN_TEXTS = [
    ("734011001", "can't handle {}"),
    ("734-01-1001", "can't handle {}."),
    ("734 01 1001", "typed: {}, twice"),
    ("734.01.1001", "{}"),
    ("734–01–1001", "with dashes of a phone: {}"),
    ("734 - 01 - 1001", "{}"),
    ("734\N{NO-BREAK SPACE}01\N{NO-BREAK SPACE}1001", "{}"),
    ("734011001", "repr has '\\n{}\\n' in it"),
    ("734011001", "ValueError: invalid literal for int(): '{}'"),
    ("734011001", '{{"ssn": "{}"}}'),
    ("734-01-1001", "ssn{}x"),
    ("734011001", "/desk/ssn?number={}&x=1"),
    (VISA, "card {} was declined"),
    ("4242 4242 4242 4242", "{}"),
    ("4242-4242-4242-4242", "{}"),
    ("378282246310005", "of fifteen digits: {}"),
    ("5555555555554444", "number={}"),
    ("copper kettle", "password='{}'"),
    ("lantern", "POST username=jdoe&password={}&next=/"),
    ("lantern", "password={}"),
    ("lan\\'tern", "{{'new_password': '{}', 'b': 1}}"),
    ("lantern", '"confirm_password" : "{}"'),
    ("lantern", "old_password%3D{}"),
    ("abcdef0123", "Authorization: Bearer {}"),
    ("YWRhOmxvdmVsYWNl", "('authorization', 'Basic {}')"),
    ("abc; cecs=def", "Cookie: session={}"),
    ("session=abc; Path=/", "(b'set-cookie', b'{}')"),
    ("whsec_x_0123456789", "secret {}"),
    ("0123456789abcdef", "key sk_live_{} is no good"),
    ("s3cretword", "postgresql+psycopg://cecs:{}@db/cecs"),
    ("s3cretword", "rediss://:{}@redis:6379/0"),
    (TOKEN, "GET /confirm-email#{} 200"),
    (TOKEN, "a token: {}"),
    (TOKEN, "'{}'"),
    (TEMPORARY, "log in with {} now"),
    (TEMPORARY.upper(), "{}"),
    (new_recovery_code(), "{}"),
    (Passwords("pepper", 4).hash("lantern"), "UPDATE account SET password_hash={}"),
]


@dataclass
class Form:
    ssn: str


@pytest.mark.parametrize(("secret", "text"), IN_TEXTS, ids=range(len(IN_TEXTS)))  # some are made anew in each process
def test_a_secret_in_a_text_is_masked(secret: str, text: str) -> None:
    told = mask_text(text.format(secret))
    assert secret not in told
    assert MASKED in told


@pytest.mark.parametrize(
    "name", ["password", "new_password", "token", "ssn", "Cookie", "api_key", "card_number", "totp"]
)
@pytest.mark.parametrize("value", ["x", 734011001, ["x"], {"x": "x"}, b"x"], ids=range(5))
def test_what_bears_a_secrets_name_is_masked_whatever_it_is(name: str, value: Any) -> None:
    assert mask({"form": [{name: value}]}) == {"form": [{name: MASKED}]}


def test_it_is_found_however_deep_it_lies_and_in_keys() -> None:
    told = repr(mask({"a": ({"b": ["734-01-1001"]}, Form("734011001")), "734011001": {"734-01-1001"}}, "form"))
    assert ("734" in told, told.count(MASKED)) == (False, 4)


def test_a_code_is_masked_where_it_is_one() -> None:
    assert mask({"code": "123456"}) == {"code": MASKED}
    assert mask({"code": "40001", "error": "card_declined"}) == {"code": "40001", "error": "card_declined"}


@pytest.mark.parametrize(
    "text",
    [
        "A-7KQM-2XWP",
        "C-NRWU-5H7S was filed",
        "ein=1000000001",
        "amount_cents=20000 of 1234567",
        "2026-11-25T15:56:51.123456Z",
        "2027-01-15 17:00:00.000000",
        "on 2026-11-25, 20 lines",
        "phone 860-555-0123 or (860) 555-0123",
        "ZIP 06103-1234",
        "1795622211 seconds, 1795622211123 ms, 1795622211123456789 ns",
        f"audit_head=12:{'0123456789ab' * 5}a123",
        "sha256:a123456789b123456789c",
        "127.0.0.1:54321 GET /applications/A-7KQM-2XWP/pay?from=queue 200 12.345",
        "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
        'File "/srv/cecs_app/services/sign_in.py", line 123456, in check_password',
        "handler_failed error=KeyError place=/a/b.py:40",
        "evt_1OqkZ2Lk pi_3NqZ cs_test_a1b2",
        "password_changed for account 12",
        "the token was refused",
        "CT-0001-1 ends on 06/30/2027",
        "4242424242424241",
        "version 1.2.3.4.5.6.7.8.9",
        "https://cecs.example/applications",
    ],
)
def test_what_is_no_secret_is_left_as_it_is(text: str) -> None:
    assert mask_text(text) == text


def test_plain_values_stay_what_they_are() -> None:
    told = {
        "amount_cents": 20000,
        "ein": "1000000001",
        "is_new": True,
        "at": 1.5,
        "account_id": None,
        "is_token": False,
    }
    assert mask(told) == told


@given(
    st.integers(0, 10**9 - 1).map("{:09d}".format), st.sampled_from(["{}", "{} ", "x: {}", "[{}]", "'{}'", "\\n{}"])
)
def test_no_number_that_could_be_an_ssn_gets_through(digits: str, around: str) -> None:
    for form in (digits, f"{digits[:3]}-{digits[3:5]}-{digits[5:]}", f"{digits[:3]} {digits[3:5]} {digits[5:]}"):
        if checked_ssn(digits):
            assert form not in mask_text(around.format(form))


@pytest.mark.parametrize("made", [new_token, new_temporary_password, new_recovery_code])
def test_nothing_that_we_hand_out_gets_through(made: Callable[[], str]) -> None:
    assert {mask_text(f"x {made()} y") for _ in range(2000)} == {f"x {MASKED} y"}


@given(st.sampled_from("ACPRM"))
def test_no_reference_or_number_of_ours_is_masked(prefix: str) -> None:
    text = f"{new_reference(prefix)} of {random_digits(10)}"
    assert mask_text(text) == text


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "\0",
        "\ud800",
        b"\xff",
        -1,
        10**40,
        float("nan"),
        {1: {2: 3}},
        {None: "x"},
        [[[[[[[[1]]]]]]]],
        {("a", 1)},
        object(),
    ],
)
def test_nothing_that_is_logged_makes_it_fail(value: Any) -> None:
    mask(value)


def test_what_can_not_be_told_is_told_by_its_type() -> None:
    class Broken:
        def __repr__(self) -> str:
            raise ValueError("734-01-1001")

    assert "Broken" in mask(Broken())


@pytest.mark.parametrize(
    "piece", ["a", "1", "1a", "-1", "password", "password=", "a+", "ab-", "4 ", "\\n1", "://", "{'a':"]
)
def test_the_longest_hostile_line_takes_no_time(piece: str) -> None:
    hostile = piece * (200_000 // len(piece))
    begun = time.perf_counter()
    assert len(mask_text(hostile)) < 40_000
    assert time.perf_counter() - begun < 0.5
