"""What an account is made of: addresses, names, usernames, and where letters go."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cecs_app.domain.account import (
    Contact,
    checked_email,
    contact_faults,
    email_fault,
    fold_email,
    name_fault,
    new_username,
    tidy_contact,
    tidy_name,
)

WHOLE = {"address_line": "1 Elm St", "city": "Hartford", "state": "CT", "zip_code": "06103"}
STATES = re.findall(
    "..",
    "ALAKAZARCACOCTDEDCFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPARISCSDTNTXUTVTVAWAWVWIWY"
    "ASGUMPPRVIAAAEAP",
)
"""Fifty states and the District, then territories, then the armed forces."""


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("ada@example.org", "ada@example.org"),
        ("  ada@example.org ", "ada@example.org"),
        ("Ada.King+cecs@Example.ORG", "Ada.King+cecs@example.org"),
        ("o'brien@k12.ct.us", "o'brien@k12.ct.us"),
        ("ada@practice.test", "ada@practice.test"),
        ("ada@münchen.de", "ada@xn--mnchen-3ya.de"),
        ("", None),
        ("ada", None),
        ("ada@", None),
        ("@example.org", None),
        ("ada@example", None),
        ("ada@@example.org", None),
        ("ada@example..org", None),
        ("ada lovelace@example.org", None),
        ("ada@example.org, eve@example.org", None),
        ("Ada <ada@example.org>", None),
        ("ada@example.org\nBcc: eve@example.org", None),
        ("ada@[127.0.0.1]", None),
        ("ädä@example.org", None),
        (f"{'a' * 250}@example.org", None),
    ],
)
def test_an_address_is_one_that_mail_reaches(typed: str, address: str | None) -> None:
    assert checked_email(typed) == address


@pytest.mark.parametrize(("typed", "code"), [("", "required"), ("ada", "email_invalid"), ("ada@example.org", None)])
def test_an_address_is_needed_and_must_be_one(typed: str, code: str | None) -> None:
    assert email_fault(typed) == code


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ada@example.org", "ADA@Example.org", True),
        ("ada@example.org", "a.da@example.org", False),
        ("ada@example.org", "ada+cecs@example.org", False),
    ],
)
def test_two_addresses_are_the_same_but_for_case(one: str, other: str, same: bool) -> None:
    assert (fold_email(one) == fold_email(other)) is same


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("  Mary \t Ann\n", "Mary Ann"),
        ("Mun\N{COMBINING TILDE}oz", "Muñoz"),
        ("McDONALD", "McDONALD"),
        ("de la Cruz", "de la Cruz"),
        (" ", ""),
    ],
)
def test_a_name_stays_as_she_writes_it_without_stray_blanks(typed: str, tidy: str) -> None:
    assert tidy_name(typed) == tidy


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("O", None),
        ("O'Brien", None),
        ("O\N{RIGHT SINGLE QUOTATION MARK}Brien", None),
        ("Smith-Jones", None),
        ("de la Cruz", None),
        ("St. John", None),
        ("King, Jr.", None),
        ("Muñoz", None),
        ("Ωραία", None),
        ("山田", None),
        ("x" * 60, None),
        ("x" * 61, "too_long"),
        ("", "required"),
        ("-", "name_invalid"),
        ("Smith2", "name_invalid"),
        ("<b>Ada</b>", "name_invalid"),
        ("a@b", "name_invalid"),
        ("www.example.org", "name_invalid"),
        ("http://x", "name_invalid"),
        ("King; Byron", "name_invalid"),
        ("Ada\N{RIGHT-TO-LEFT OVERRIDE}", "name_invalid"),
        ("😀", "name_invalid"),
    ],
)
def test_a_name_has_letters_and_the_few_marks_that_names_have(name: str, code: str | None) -> None:
    assert name_fault(name) == code


@pytest.mark.parametrize(
    ("first", "last", "username"),
    [
        ("Ada", "Lovelace", "alovelace4821"),
        ("José", "Muñoz", "jmunoz4821"),
        ("Mary Ann", "O'Brien-Smith", "mobriensmith4821"),
        ("Björn", "Þórðarson", "bthordarson4821"),
        ("Ωραία", "Lovelace", "lovelace4821"),
        ("Ada", "山田", "educator4821"),
        ("Ωραία", "Παπά", "educator4821"),
        ("Ada", "Wolfeschlegelsteinhausenberger", "awolfeschlegelsteinha4821"),
    ],
)
def test_a_username_is_told_by_the_name(first: str, last: str, username: str) -> None:
    assert new_username(first, last, "4821") == username


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_username_is_an_address_or_an_ein_whatever_the_name(first: str, last: str) -> None:
    assert re.fullmatch("[a-z]{1,21}4821", new_username(first, last, "4821"))


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({}, {}),
        (WHOLE, {}),
        ({"phone": "860-555-0123"}, {}),
        ({"phone": "+1 (860) 555 0123"}, {}),
        ({"phone": "555-012"}, {"phone": "phone_invalid"}),
        ({"phone": "call me maybe"}, {"phone": "phone_invalid"}),
        ({"phone": "860-555-0100 ext. 12"}, {}),
        ({"phone": "860-555-0100 ext"}, {"phone": "phone_invalid"}),
        ({"phone": "1234567890123456"}, {"phone": "phone_invalid"}),
        ({"phone": "-------"}, {"phone": "phone_invalid"}),
        ({**WHOLE, "city": ""}, {"city": "address_incomplete"}),
        (
            {"zip_code": "06103"},
            {"address_line": "address_incomplete", "city": "address_incomplete", "state": "address_incomplete"},
        ),
        ({**WHOLE, "state": "Connecticut"}, {"state": "state_invalid"}),
        ({**WHOLE, "state": "XX"}, {"state": "state_invalid"}),
        ({**WHOLE, "state": "PR"}, {}),
        ({**WHOLE, "zip_code": "6103"}, {"zip_code": "zip_code_invalid"}),
        ({**WHOLE, "zip_code": "06103-0471"}, {}),
        ({**WHOLE, "zip_code": "06103-04"}, {"zip_code": "zip_code_invalid"}),
        ({**WHOLE, "zip_code": "٠٦١٠٣"}, {"zip_code": "zip_code_invalid"}),
        ({**WHOLE, "city": "x" * 101}, {"city": "too_long"}),
        ({**WHOLE, "city": "Hart\0ford"}, {"city": "not_text"}),
        ({**WHOLE, "address_line": "1 Elm St\nFloor 2"}, {"address_line": "not_text"}),
    ],
)
def test_contact_details_may_be_missing_but_not_wrong(typed: dict[str, str], faults: dict[str, str]) -> None:
    assert contact_faults(Contact(**typed)) == faults


def test_faults_come_in_the_order_of_the_screen() -> None:
    wrong = Contact("x", "\0", "\0", "XX", "x")
    assert list(contact_faults(wrong)) == ["phone", "address_line", "city", "state", "zip_code"]


def test_a_state_may_be_typed_small() -> None:
    assert tidy_contact(Contact(state="ct")).state == "CT"


@pytest.mark.parametrize("state", STATES)
def test_every_state_territory_and_army_post_office_has_its_abbreviation(state: str) -> None:
    assert contact_faults(Contact(**{**WHOLE, "state": state})) == {}
