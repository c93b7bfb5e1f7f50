"""What is said of a wait is honest: measured where there is enough to measure, and no more exact than it can be."""

from datetime import date, timedelta

import pytest

from cecs_app.domain.waiting import FEWEST, Place, Weeks, find_usual_weeks, place_behind
from cecs_app.words.waits import place_words, usual_words


def days(*counts: float) -> list[timedelta]:
    return [timedelta(days=count) for count in counts]


@pytest.mark.parametrize(
    ("waits", "expected"),
    [
        (days(*range(1, 101)), Weeks(3, 11)),  # 25.75 and 75.25 days
        (days(*[1] * 5, *range(43, 55), *[400] * 5), Weeks(6, 8)),  # a few odd ones change nothing
        (days(*[42] * 30), Weeks(6, 6)),
        (days(*[45] * 30), Weeks(6, 7)),
        (days(*[2] * 30), Weeks(0, 1)),
        (days(*[0] * 30), Weeks(0, 1)),
        (days(*[42] * FEWEST), Weeks(6, 6)),
        (days(*[42] * (FEWEST - 1)), None),
        ([], None),
    ],
)
def test_the_usual_wait_is_that_of_the_middle_half_in_whole_weeks(
    waits: list[timedelta], expected: Weeks | None
) -> None:
    assert find_usual_weeks(waits) == expected
    assert find_usual_weeks(waits[::-1]) == expected


def test_the_range_reaches_to_what_the_first_in_line_has_waited() -> None:
    assert find_usual_weeks(days(*[42] * 30), timedelta(days=90)) == Weeks(6, 13)
    assert find_usual_weeks(days(*[42] * 30), timedelta(days=10)) == Weeks(6, 6)


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        (Weeks(6, 8), "From filing to decision it usually takes 6 to 8 weeks."),
        (Weeks(6, 6), "From filing to decision it usually takes about 6 weeks."),
        (Weeks(1, 1), "From filing to decision it usually takes about a week."),
        (Weeks(0, 1), "From filing to decision it usually takes up to a week."),
        (Weeks(0, 3), "From filing to decision it usually takes up to 3 weeks."),
        (None, "From filing to decision it takes two to three months now."),
    ],
)
def test_the_usual_wait_in_words(weeks: Weeks | None, said: str) -> None:
    assert usual_words(weeks) == said


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (0, Place(1, is_about=False)),
        (49, Place(50, is_about=False)),
        (50, Place(50, is_about=True)),
        (54, Place(60, is_about=True)),
        (411, Place(410, is_about=True)),
        (12_344, Place(12_350, is_about=True)),
    ],
)
def test_a_place_is_exact_near_the_front_and_rounded_behind(ahead: int, expected: Place) -> None:
    assert place_behind(ahead) == expected


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(1, is_about=False), "Yours is next."),
        (Place(37, is_about=False), "Yours is number 37 in line."),
        (Place(410, is_about=True), "Yours is about number 410 in line."),
        (Place(12_350, is_about=True), "Yours is about number 12,350 in line."),
    ],
)
def test_a_place_in_words(place: Place, said: str) -> None:
    day = date(2026, 9, 3)
    assert place_words(day, place) == f"The Bureau is working on applications filed on September 3, 2026. {said}"
