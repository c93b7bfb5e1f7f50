"""Who hurries waits; a person never does; and who has gone is forgotten."""

import pytest

from cecs_app.web.address import address_of, household
from cecs_app.web.pace import Crowd, Household, Pace


def pace() -> Pace:
    return Pace(per_second=10, at_once=30, longest_wait=10)


def test_a_person_who_presses_as_fast_as_she_can_never_waits() -> None:
    hers = pace()
    assert [hers.turn(1_000 + press / 5) for press in range(600)] == [0] * 600


def test_who_sends_as_fast_as_a_program_gets_no_more_than_the_pace() -> None:
    hers, now, served = pace(), 1_000.0, 0
    while now < 1_020:
        wait = hers.turn(now)
        assert wait is not None
        now += wait + 0.0001
        served += 1
    assert served <= 30 + 20 * 10


def test_nobody_queues_for_longer_than_the_longest_wait_and_who_was_sent_away_holds_up_nobody() -> None:
    crowded = pace()
    waits = [crowded.turn(1_000) for _ in range(5_000)]
    assert max(one for one in waits if one is not None) <= 10
    assert waits[-1] is None
    assert crowded.turn(1_001) is not None


def crowd(most: int = 5, of_one: int = 3) -> Crowd:
    return Crowd(lambda: Household(pace(), pace()), most, of_one)


def test_one_address_gets_its_share_of_the_places_and_no_more() -> None:
    full = crowd()
    assert [full.enter("a", 0) is not None for _ in range(4)] == [True, True, True, False]
    assert full.enter("b", 0) is not None


def test_all_addresses_together_get_no_more_than_there_are() -> None:
    full = crowd()
    assert [full.enter(address, 0) is not None for address in "abcdef"] == [True] * 5 + [False]


def test_a_place_that_is_left_is_free_again() -> None:
    full = crowd(of_one=1)
    first = full.enter("a", 0)
    assert first
    full.leave(first)
    assert full.enter("a", 0) is not None


def test_an_address_from_which_nobody_is_here_is_forgotten_once_it_has_rested() -> None:
    known = crowd(most=10_000)
    for number in range(1_000):
        found = known.enter(f"10.0.{number}", 1_000)
        assert found
        found.arriving.turn(1_000)
        known.leave(found)
    known.enter("last", 1_060)
    assert len(known) == 1


def test_an_address_that_hurried_is_remembered_although_nobody_is_here_from_it() -> None:
    known = crowd()
    found = known.enter("a", 1_000)
    assert found
    for _ in range(100):
        found.arriving.turn(1_000)
    known.leave(found)
    known.enter("b", 1_002)
    assert known.enter("a", 1_002) is found


def scope(client: str, *forwarded: str) -> dict[str, object]:
    return {
        "type": "http",
        "client": (client, 1),
        "headers": [(b"x-forwarded-for", one.encode()) for one in forwarded],
    }


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, ["6.6.6.6"], "10.0.0.1"),
        (1, [], "10.0.0.1"),
        (1, ["6.6.6.6, 7.7.7.7"], "7.7.7.7"),
        (2, ["6.6.6.6, 7.7.7.7, 10.0.0.2"], "7.7.7.7"),
        (3, ["7.7.7.7"], "10.0.0.1"),
    ],
)
def test_an_address_is_believed_as_far_as_our_own_proxies_tell_it(
    proxies: int, forwarded: list[str], found: str
) -> None:
    assert address_of(scope("10.0.0.1", *forwarded), proxies) == found


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("unknown", "unknown", True),
    ],
)
def test_who_can_pick_addresses_at_will_counts_as_one(one: str, other: str, is_same: bool) -> None:
    assert (household(one) == household(other)) is is_same
