"""Codes of six digits: right for their step and one either side, as RFC 6238's own examples say."""

from datetime import UTC, datetime, timedelta

import pytest

from cecs_app.gateways import authenticators

RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC_EXAMPLES = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}
"""Appendix B, SHA-1, the last six of its eight digits."""
NOON = datetime(2027, 1, 15, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(("seconds", "code"), RFC_EXAMPLES.items())
def test_the_examples_of_the_standard(seconds: int, code: str) -> None:
    assert authenticators.find_step(RFC_SECRET, code, datetime.fromtimestamp(seconds, UTC)) == seconds // 30


def step_found(code_at: float, *, looked_at: float = 0) -> int | None:
    """Seconds after noon; the step counted from noon's."""
    code = code_at_second(code_at)
    step = authenticators.find_step(RFC_SECRET, code, NOON + timedelta(seconds=looked_at))
    return None if step is None else step - authenticators.step_of(NOON)


def code_at_second(seconds: float) -> str:
    at = int((NOON + timedelta(seconds=seconds)).timestamp())
    return authenticators.pyotp.TOTP(RFC_SECRET).at(at)


@pytest.mark.parametrize(
    ("code_at", "looked_at", "step"),
    [
        (0, 0, 0),
        (0, 29, 0),
        (0, 59, 0),
        (0, 60, None),
        (30, 0, 1),
        (59, 0, 1),
        (60, 0, None),
        (-30, 0, -1),
        (-31, 0, None),
    ],
)
def test_a_code_holds_for_its_step_and_one_either_side(code_at: float, looked_at: float, step: int | None) -> None:
    assert step_found(code_at, looked_at=looked_at) == step


@pytest.mark.parametrize("slip", ["", "12345", "1234567", "abcdef", "²²²²²²", "12 34", "\ud800", "0x1F2A", "-12345"])
def test_what_is_no_code_is_wrong(slip: str) -> None:
    assert authenticators.find_step(RFC_SECRET, slip, NOON) is None


def test_blanks_in_a_code_do_no_harm() -> None:
    code = code_at_second(0)
    assert authenticators.find_step(RFC_SECRET, f" {code[:3]} {code[3:]}", NOON) is not None


def test_without_an_authenticator_no_code_is_right() -> None:
    nobodys = authenticators.pyotp.TOTP(authenticators.NOBODYS).at(int(NOON.timestamp()))
    assert authenticators.find_step(None, nobodys, NOON) is None


def test_every_secret_is_another_and_long_enough() -> None:
    secrets = {authenticators.new_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert {len(one) for one in secrets} == {32}, "160 bits"
