"""Claims: which conditions an application has, which of them hold as it was filed, and which only papers prove."""

import tomllib
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from cecs_app.domain.certificate import ApplicationKind, Certificate, CertificateKind
from cecs_app.domain.conditions import Asked, Condition, Filed, Finding, Topic, conditions
from cecs_app.domain.credentials import ItemKind, ItemStatus
from cecs_app.domain.rulebook import parse_rulebook
from cecs_app.words.conditions import condition_words, finding_name, topic_name

FILE = Path(__file__).parents[2] / "cecs_app" / "rules" / "certification.toml"
RULEBOOK = parse_rulebook(tomllib.loads(FILE.read_text()))
HOLDS, FAILS, LOOK = Finding.HOLDS, Finding.FAILS, Finding.LOOK
NO = {"replies": {"conviction": {"answer": "no"}, "dismissal": {"answer": "no"}}}
YES = {"replies": {"conviction": {"answer": "yes", "explanation": "1999"}, "dismissal": {"answer": "no"}}}
NEVER, SERVED = {"service": {"served": "none"}}, {"service": {"served": "some"}}


def day(text: str) -> date:
    return date.fromisoformat(text)


def filed(application: str, kind: str, *, on: str = "2027-03-01", answers: Any = None, **changes: Any) -> Filed:
    """For a certificate from July 1, 2024 through June 30, 2027, paid, with every conduct question answered "no"."""
    held = Certificate("C-1", CertificateKind(kind), ("029",), day("2024-07-01"), day("2027-06-30"))
    usual = Filed(
        application=ApplicationKind(application),
        certificate=held,
        filed_on=day(on),
        ends_on=day("2027-06-30"),
        extensions_used=0,
        answers={"conduct": NO, **(answers or {})},
        total_cents=20_000,
        owed_cents=0,
        known_codes=frozenset({"015", "029"}),
    )
    return replace(usual, **changes)


def found(case: Filed) -> dict[Topic, Finding]:
    return {one.topic: one.finding for one in conditions(RULEBOOK, case)}


def only(case: Filed, topic: Topic) -> Condition:
    (one,) = [one for one in conditions(RULEBOOK, case) if one.topic is topic]
    return one


def came(*kinds: ItemKind, status: ItemStatus = ItemStatus.ACCEPTED) -> tuple[Asked, ...]:
    return tuple(Asked(kind, status) for kind in kinds)


ALWAYS = {Topic.OFFERED, Topic.WINDOW, Topic.CONDUCT, Topic.FEE}


@pytest.mark.parametrize(
    ("application", "kind", "besides"),
    [
        ("renewal", "initial", {Topic.IN_TIME, Topic.SERVICE}),
        ("renewal", "coaching_permit", {Topic.IN_TIME, Topic.CLOCK_HOURS}),
        ("renewal", "adult_education", {Topic.IN_TIME}),
        ("continuation", "professional", {Topic.IN_TIME}),
        ("extension", "initial", {Topic.IN_TIME, Topic.LIMIT, Topic.SERVICE}),
        ("advancement", "initial", {Topic.IN_TIME, Topic.SCHOOL_MONTHS, Topic.TEAM, Topic.STUDIES}),
        ("endorsement", "professional", {Topic.ENDORSEMENTS}),
        ("duplicate", "professional", set()),
    ],
)
def test_an_application_is_asked_only_what_its_rule_asks(application: str, kind: str, besides: set[Topic]) -> None:
    assert set(found(filed(application, kind))) == ALWAYS | besides


@pytest.mark.parametrize(
    ("case", "topic", "expected"),
    [
        (filed("renewal", "initial", on="2026-12-30"), Topic.WINDOW, HOLDS),
        (filed("renewal", "initial", on="2026-12-29"), Topic.WINDOW, FAILS),
        (filed("duplicate", "initial", on="2024-07-01"), Topic.WINDOW, HOLDS),
        (filed("duplicate", "initial", on="2024-06-30"), Topic.WINDOW, FAILS),
        (filed("renewal", "initial", on="2027-06-30"), Topic.IN_TIME, HOLDS),
        (filed("renewal", "initial", on="2027-07-01"), Topic.IN_TIME, FAILS),
        (filed("extension", "initial", extensions_used=2), Topic.LIMIT, HOLDS),
        (filed("extension", "initial", extensions_used=3), Topic.LIMIT, FAILS),
        (filed("renewal", "initial", answers=NEVER), Topic.SERVICE, HOLDS),
        (filed("renewal", "initial", answers=SERVED), Topic.SERVICE, FAILS),
        (filed("extension", "initial", answers=SERVED), Topic.SERVICE, HOLDS),
        (filed("extension", "initial", answers=NEVER), Topic.SERVICE, FAILS),
        (filed("extension", "initial"), Topic.SERVICE, LOOK),
        (filed("renewal", "coaching_permit", answers={"service": {"clock_hours": 15}}), Topic.CLOCK_HOURS, HOLDS),
        (filed("renewal", "coaching_permit", answers={"service": {"clock_hours": 14}}), Topic.CLOCK_HOURS, LOOK),
        (filed("renewal", "coaching_permit"), Topic.CLOCK_HOURS, LOOK),
        (filed("renewal", "coaching_permit", items=came(ItemKind.CLOCK_HOURS)), Topic.CLOCK_HOURS, HOLDS),
        (filed("endorsement", "professional", answers={"endorsements": {"codes": ["015"]}}), Topic.ENDORSEMENTS, LOOK),
        (
            filed("endorsement", "professional", answers={"endorsements": {"codes": ["029"]}}),
            Topic.ENDORSEMENTS,
            FAILS,
        ),
        (
            filed("endorsement", "professional", answers={"endorsements": {"codes": ["999"]}}),
            Topic.ENDORSEMENTS,
            FAILS,
        ),
        (filed("endorsement", "professional"), Topic.ENDORSEMENTS, FAILS),
        (filed("continuation", "professional", owed_cents=1), Topic.FEE, FAILS),
        (filed("continuation", "professional", total_cents=0), Topic.FEE, HOLDS),
        (filed("continuation", "professional", replaced_by="C-2"), Topic.REPLACED, FAILS),
        (filed("renewal", "professional"), Topic.OFFERED, FAILS),
        (filed("renewal", "provisional", on="2025-06-30"), Topic.OFFERED, HOLDS),
        (filed("renewal", "provisional", on="2025-07-01"), Topic.OFFERED, FAILS),
    ],
)
def test_a_condition_is_weighed_as_it_stood_on_the_day_of_filing(case: Filed, topic: Topic, expected: Finding) -> None:
    assert only(case, topic).finding is expected


@pytest.mark.parametrize(
    ("topic", "paper"),
    [
        (Topic.SCHOOL_MONTHS, ItemKind.STATEMENT_OF_EXPERIENCE),
        (Topic.TEAM, ItemKind.TEAM_COMPLETION),
        (Topic.STUDIES, ItemKind.TRANSCRIPT),
    ],
)
@pytest.mark.parametrize("status", ItemStatus)
def test_what_an_advancement_states_holds_once_its_paper_is_accepted_or_waived(
    topic: Topic, paper: ItemKind, status: ItemStatus
) -> None:
    stated = {"service": {"school_months": 60}}
    bare = only(filed("advancement", "initial", answers=stated), topic)
    assert (bare.finding, bare.ask_for) == (LOOK, (paper,))
    settled = only(filed("advancement", "initial", answers=stated, items=came(paper, status=status)), topic)
    assert (settled.finding is HOLDS) == (status in {ItemStatus.ACCEPTED, ItemStatus.WAIVED})


def test_a_yes_about_conduct_is_looked_at_until_both_papers_about_it_are_in() -> None:
    yes: dict[str, Any] = {"answers": {"conduct": YES}}
    one, both = came(ItemKind.COURT_PAPERS), came(ItemKind.COURT_PAPERS, ItemKind.SIGNED_STATEMENT)
    assert only(filed("continuation", "professional", **yes), Topic.CONDUCT).finding is LOOK
    half = only(filed("continuation", "professional", items=one, **yes), Topic.CONDUCT)
    assert (half.finding, half.ask_for) == (LOOK, (ItemKind.SIGNED_STATEMENT,))
    assert only(filed("continuation", "professional", items=both, **yes), Topic.CONDUCT).finding is HOLDS


def test_either_a_transcript_or_test_scores_prove_an_added_endorsement() -> None:
    codes = {"endorsements": {"codes": ["015"]}}
    for paper in (ItemKind.TRANSCRIPT, ItemKind.TEST_SCORES):
        proved = filed("endorsement", "professional", answers=codes, items=came(paper))
        assert only(proved, Topic.ENDORSEMENTS).finding is HOLDS


@pytest.mark.parametrize("status", ItemStatus)
def test_an_item_that_is_not_settled_is_named(status: ItemStatus) -> None:
    case = filed("continuation", "professional", items=came(ItemKind.TRANSCRIPT, status=status))
    is_open = status in {ItemStatus.ASKED, ItemStatus.BY_POST, ItemStatus.RECEIVED, ItemStatus.REFUSED}
    assert (only(case, Topic.ITEMS).finding is LOOK) == is_open


@pytest.mark.parametrize("answers", [{}, {"conduct": YES}, NEVER, SERVED, {"endorsements": {"codes": ["015"]}}])
@pytest.mark.parametrize(("application", "kind"), list(product(ApplicationKind, CertificateKind)))
def test_every_condition_that_can_come_up_has_words(application: str, kind: str, answers: Any) -> None:
    papers = came(*ItemKind)
    for items, owed, used in product(((), papers, came(ItemKind.OTHER, status=ItemStatus.ASKED)), (0, 1), (0, 3)):
        for on in ("2024-01-01", "2027-03-01", "2028-01-01"):
            case = filed(application, kind, on=on, answers=answers, items=items, owed_cents=owed, extensions_used=used)
            for one in conditions(RULEBOOK, replace(case, replaced_by="C-2")):
                assert topic_name(one.topic)
                assert finding_name(one.finding)
                words = condition_words(one)
                assert words.endswith("."), words
                assert "  " not in words, words
                assert " ." not in words, words
                assert "None" not in words, words


def test_what_was_refused_is_open_until_a_better_one_is_accepted() -> None:
    first, second = came(ItemKind.TRANSCRIPT, status=ItemStatus.REFUSED), came(ItemKind.TRANSCRIPT)
    refused = only(filed("continuation", "professional", items=first), Topic.ITEMS)
    assert (refused.finding, refused.ask_for) == (LOOK, (ItemKind.TRANSCRIPT,))
    assert only(filed("continuation", "professional", items=(*first, *second)), Topic.ITEMS).finding is HOLDS
