"""Claims: each day has one period for each thing, none overtakes another, and people are told all of them."""

import tomllib
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cecs_app.domain.calendar import RowsError
from cecs_app.domain.retention import Kept, parse_retention
from cecs_app.language import PSEUDO, speaking
from cecs_app.words.retention import NOT_TOLD, kept_words, period_words

FILE = Path(__file__).parents[2] / "cecs_app" / "rules" / "retention.toml"
MAPPING: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
NOW = datetime(2027, 1, 15, 17, tzinfo=UTC)


def changed(**fields: Any) -> dict[str, Any]:
    made = deepcopy(MAPPING)
    made["retention"][0].update(fields)
    return made


@pytest.mark.parametrize("kind", Kept)
def test_the_last_instant_that_is_kept_is_so_many_days_ago(kind: Kept) -> None:
    (policy,) = parse_retention(changed(**{kind: 400} if kind in (Kept.CLAIMS, Kept.CLOSED_DRAFTS) else {kind: 3}))
    assert policy.before(kind, NOW) == NOW - timedelta(days=policy.days[kind])


@pytest.mark.parametrize(
    "fields",
    [
        {"claims": 29},
        {"claims": 179},
        {"closed_drafts": 59},
        {"mails": 0},
        {"mails": "30"},
        {"mails": True},
        {"unheard_of": 3},
        {"valid_from": date(2027, 1, 1)},
        {"source": ""},
    ],
)
def test_a_faulty_row_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(RowsError):
        parse_retention(changed(**fields))


@pytest.mark.parametrize("kind", Kept)
def test_a_row_names_every_period(kind: Kept) -> None:
    made = deepcopy(MAPPING)
    del made["retention"][0][kind]
    with pytest.raises(RowsError):
        parse_retention(made)


@pytest.mark.parametrize("language", ["en", "es", PSEUDO])
def test_she_is_told_each_period_that_is_about_her(language: str) -> None:
    (policy,) = parse_retention(changed(**{kind: 1000 + number for number, kind in enumerate(Kept)}))
    with speaking(language):
        told = " ".join(kept_words(policy))
    for number, kind in enumerate(Kept):
        assert (str(1000 + number) in told) == (kind not in NOT_TOLD), kind


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 day"), (30, "30 days"), (365, "1 year"), (730, "2 years"), (400, "400 days")]
)
def test_whole_years_are_called_so(days: int, words: str) -> None:
    with speaking("en"):
        assert period_words(days) == words
