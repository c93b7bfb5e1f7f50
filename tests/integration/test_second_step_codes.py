"""Recovery codes: each lets her in once, whatever else is lost, and she reads of it."""

from concurrent.futures import ThreadPoolExecutor
from math import log2

import pytest

from cecs_app.db.login_tables import RecoveryCode
from cecs_app.domain.second_step import Way, tidy_code
from cecs_app.gateways.secrets import UNAMBIGUOUS
from cecs_app.services.deps import Deps
from cecs_app.services.second_step.prove import WrongSecondStep
from tests.fakes import PostedMail
from tests.people import (
    Member,
    all_of,
    mails_to,
    member,
)
from tests.second_step import codes_left, is_in, proves, refused, waiting, with_authenticator


@pytest.fixture
def ada(deps: Deps) -> Member:
    return member(deps)


@pytest.fixture
def secret(deps: Deps, ada: Member) -> str:
    return with_authenticator(deps, ada)[0]


def about_codes(deps: Deps, ada: Member) -> list[PostedMail]:
    subject = "A recovery code was used to log in to the CECS"
    return [mail for mail in mails_to(deps, ada.email) if mail.subject == subject]


def test_each_lets_her_in_once_and_she_is_told(deps: Deps, ada: Member) -> None:
    _secret, codes = with_authenticator(deps, ada)
    assert len(set(codes)) == 10
    assert is_in(deps, proves(deps, waiting(deps, ada), Way.RECOVERY_CODE, codes[3]))
    assert codes_left(deps, ada) == 9
    (mail,) = about_codes(deps, ada)
    assert "9 recovery codes are left." in mail.text
    assert "Make new ones" not in mail.text
    refused(deps, waiting(deps, ada), codes[3], Way.RECOVERY_CODE)


def test_however_she_types_it(deps: Deps, ada: Member) -> None:
    _secret, codes = with_authenticator(deps, ada)
    typed = f"  {codes[0].upper().replace('-', ' ')} "
    assert is_in(deps, proves(deps, waiting(deps, ada), Way.RECOVERY_CODE, typed))


def test_in_two_tabs_at_once_it_opens_one(deps: Deps, ada: Member) -> None:
    _secret, codes = with_authenticator(deps, ada)
    tokens = [waiting(deps, ada) for _ in range(4)]

    def tries(token: str) -> bool:
        try:
            return is_in(deps, proves(deps, token, Way.RECOVERY_CODE, codes[0]))
        except WrongSecondStep:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(tries, tokens)) == 1


def test_when_few_are_left_the_mail_says_where_to_make_new_ones(deps: Deps, ada: Member) -> None:
    _secret, codes = with_authenticator(deps, ada)
    for code in codes[:7]:
        proves(deps, waiting(deps, ada), Way.RECOVERY_CODE, code)
    before, last = about_codes(deps, ada)[-2:]
    assert "/profile/security" not in before.text
    assert "3 recovery codes are left." in last.text
    assert f"{deps.settings.public_url}/profile/security" in last.text


@pytest.mark.parametrize("typed", ["", "aaaaaa-bbbbbb-cccccc-dddddd", "-", "\ud800", "x" * 10_000])
def test_what_is_none_of_hers_gets_the_same_answer(deps: Deps, ada: Member, secret: str, typed: str) -> None:
    refused(deps, waiting(deps, ada), typed, Way.RECOVERY_CODE)


def test_nobody_elses_code_counts(deps: Deps, ada: Member, secret: str) -> None:
    _secret, codes = with_authenticator(deps, member(deps, "eve@example.org", "Eve"))
    refused(deps, waiting(deps, ada), codes[0], Way.RECOVERY_CODE)


def test_the_database_holds_none_of_them(deps: Deps, ada: Member) -> None:
    _secret, codes = with_authenticator(deps, ada)
    kept = {one.code_hash for one in all_of(deps, RecoveryCode)}
    assert len(kept) == 10
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_their_chance_is_enough_for_a_plain_hash(deps: Deps, ada: Member) -> None:
    """112 bits, by OWASP ASVS 5.0, 6.5.2."""
    _secret, codes = with_authenticator(deps, ada)
    assert all(log2(len(UNAMBIGUOUS)) * len(tidy_code(code)) >= 112 for code in codes)
