"""How often codes may be tried: enough for slips, too few to guess, and never so that the owner stays outside."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from cecs_app.domain.access import Browser
from cecs_app.domain.errors import TooManyTries
from cecs_app.domain.second_step import Way
from cecs_app.services.deps import Deps
from cecs_app.services.limits import SECOND_STEP, SECOND_STEP_IN_A_ROW
from cecs_app.services.second_step.prove import WrongSecondStep
from tests.fakes import TestClock
from tests.people import (
    HERE,
    OTHER_PASSWORD,
    PASSWORD,
    Member,
    choose_password,
    log_in,
    mails_to,
    member,
)
from tests.second_step import ELSEWHERE, code_of, is_in, proves, refused, waiting, with_authenticator


@pytest.fixture
def ada(deps: Deps) -> Member:
    return member(deps)


@pytest.fixture
def secret(deps: Deps, ada: Member) -> str:
    return with_authenticator(deps, ada)[0]


def another(code: str) -> str:
    """A code that is certainly not this one."""
    return f"{(int(code) + 1) % 1_000_000:06}"


def spend(deps: Deps, ada: Member, secret: str, browser: Browser, times: int = SECOND_STEP.most) -> str:
    token = waiting(deps, ada, browser)
    for _ in range(times):
        refused(deps, token, another(code_of(deps, secret)), browser=browser)
    return token


def closed(deps: Deps, token: str, code: str) -> None:
    with pytest.raises(TooManyTries) as raised:
        proves(deps, token, Way.AUTHENTICATOR, code, ELSEWHERE)
    assert raised.value.code == "too_many_codes"


def test_codes_are_taken_ten_times_then_the_right_one_not_either(
    deps: Deps, clock: TestClock, ada: Member, secret: str
) -> None:
    token = spend(deps, ada, secret, ELSEWHERE)
    closed(deps, token, code_of(deps, secret))
    clock.forward(minutes=10, seconds=1)
    assert is_in(deps, proves(deps, token, Way.AUTHENTICATOR, code_of(deps, secret), ELSEWHERE))


def test_many_at_once_are_counted_before_any_is_compared(deps: Deps, ada: Member, secret: str) -> None:
    tokens, wrong = [waiting(deps, ada, ELSEWHERE) for _ in range(4)], another(code_of(deps, secret))

    def tries(token: str) -> str:
        try:
            proves(deps, token, Way.AUTHENTICATOR, wrong, ELSEWHERE)
        except (WrongSecondStep, TooManyTries) as error:
            return error.code
        return "in"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(tries, tokens * 4))
    assert answers.count("wrong_second_step") == SECOND_STEP.most
    assert answers.count("too_many_codes") == len(answers) - SECOND_STEP.most


def test_a_stranger_who_knows_her_password_does_not_keep_her_out(deps: Deps, ada: Member) -> None:
    secret, codes = with_authenticator(deps, ada)
    device = proves(deps, waiting(deps, ada), Way.AUTHENTICATOR, code_of(deps, secret)).device
    spend(deps, ada, secret, ELSEWHERE)
    hers = Browser(HERE.address, device=device)
    token = log_in(deps, ada.username, device=device).token
    assert is_in(deps, proves(deps, token, Way.AUTHENTICATOR, code_of(deps, secret, steps=1), hers))
    on_a_new_phone = waiting(deps, ada, ELSEWHERE)
    assert is_in(deps, proves(deps, on_a_new_phone, Way.RECOVERY_CODE, codes[0], ELSEWHERE))


def test_a_hundred_wrong_ones_in_a_row_close_codes_to_strangers_until_the_password_changes(
    deps: Deps, clock: TestClock, ada: Member
) -> None:
    secret, codes = with_authenticator(deps, ada)
    for _ in range(SECOND_STEP_IN_A_ROW.most // SECOND_STEP.most):
        spend(deps, ada, secret, ELSEWHERE)
        clock.forward(minutes=11)
    token = waiting(deps, ada, ELSEWHERE)
    closed(deps, token, code_of(deps, secret))
    begun = proves(deps, token, Way.RECOVERY_CODE, codes[0], ELSEWHERE)
    choose_password(deps, begun.token, PASSWORD, OTHER_PASSWORD)
    again = log_in(deps, ada.username, OTHER_PASSWORD, ELSEWHERE.address).token
    assert is_in(deps, proves(deps, again, Way.AUTHENTICATOR, code_of(deps, secret), ELSEWHERE))


def test_the_owner_reads_that_somebody_has_her_password_a_few_times_a_day_at_most(
    deps: Deps, clock: TestClock, ada: Member, secret: str
) -> None:
    for _ in range(5):
        spend(deps, ada, secret, ELSEWHERE)
        clock.forward(minutes=11)
    subjects = [mail.subject for mail in mails_to(deps, ada.email)]
    assert subjects.count("Somebody knows your CECS password") == 3
