"""Claims: an application asks only what its rule asks, one step after the other, and goes on where it was left."""

import tomllib
from itertools import product
from pathlib import Path

import pytest

from cecs_app.domain.calendar import Span
from cecs_app.domain.certificate import CertificateKind, Service
from cecs_app.domain.rulebook import Effect, LongerTerm, NewKind, NewTerm, NoNewDates, Offer, parse_rulebook
from cecs_app.domain.steps import UNANSWERED, Step, first_open, is_reachable, steps_of

RULES = Path(__file__).parents[2] / "cecs_app" / "rules" / "certification.toml"
RULEBOOK = parse_rulebook(tomllib.loads(RULES.read_text(encoding="utf-8")))
ALL = tuple(Step)
VERSION = "2026-07"
ANSWERED: dict[Step, dict[str, object]] = {
    Step.START: {},
    Step.DETAILS: {},
    Step.ENDORSEMENTS: {},
    Step.SERVICE: {},
    Step.CONDUCT: {"version": VERSION},
}
"""START keeps nothing worth reading: an empty answer is an answer too."""


def offer(effect: Effect, service: Service | None = None, hours: int | None = None) -> Offer:
    return Offer(
        row="rules[0]",
        span=Span(),
        source="a test",
        total_cents=0,
        effect=effect,
        window_months=None,
        advised_days=None,
        requires_service=service,
        clock_hours=hours,
        school_months=None,
    )


def without(*left_out: Step) -> dict[Step, dict[str, object]]:
    return {step: one for step, one in ANSWERED.items() if step not in left_out}


@pytest.mark.parametrize(
    ("rule", "asks_service"),
    [
        (offer(NewTerm()), False),
        (offer(NoNewDates()), False),
        (offer(LongerTerm(1, 3)), False),
        (offer(NewTerm(), service=Service.NONE), True),
        (offer(LongerTerm(1, 3), service=Service.SOME), True),
        (offer(NewTerm(), hours=15), True),
        (offer(NewKind(CertificateKind.PROFESSIONAL)), True),
    ],
)
def test_service_is_asked_about_only_where_the_rule_depends_on_it(rule: Offer, asks_service: bool) -> None:
    for asks_endorsements in (True, False):
        steps = steps_of(rule, asks_endorsements=asks_endorsements)
        assert (Step.SERVICE in steps) is asks_service
        assert (Step.ENDORSEMENTS in steps) is asks_endorsements


def test_the_steps_keep_the_order_of_the_screens_and_end_with_the_signature() -> None:
    steps = steps_of(offer(NewTerm(), hours=15), asks_endorsements=True)
    assert steps == ("start", "details", "endorsements", "service", "conduct", "check", "sign")
    assert steps_of(offer(NewTerm()), asks_endorsements=False) == ("start", "details", "conduct", "check", "sign")


def test_every_offer_of_the_rulebook_has_the_five_steps_that_nobody_is_spared() -> None:
    offers = [rule for rules in RULEBOOK.rules.values() for rule in rules if isinstance(rule, Offer)]
    assert offers
    for rule, asks in product(offers, (True, False)):
        assert {"start", "details", "conduct", "check", "sign"} <= set(steps_of(rule, asks_endorsements=asks))


@pytest.mark.parametrize("step", [step for step in Step if step not in UNANSWERED])
def test_a_draft_goes_on_at_the_first_step_without_an_answer(step: Step) -> None:
    assert first_open(ALL, without(step), VERSION) is step
    later = ALL[ALL.index(step) + 1 :]
    assert first_open(ALL, without(step, *later), VERSION) is step


def test_a_new_draft_goes_on_at_the_start_and_a_full_one_at_the_check() -> None:
    assert first_open(ALL, {}, VERSION) is Step.START
    assert first_open(ALL, ANSWERED, VERSION) is Step.CHECK


def test_answers_to_steps_that_are_not_asked_do_not_matter() -> None:
    steps = steps_of(offer(NewTerm()), asks_endorsements=False)
    assert first_open(steps, without(Step.ENDORSEMENTS, Step.SERVICE), VERSION) is Step.CHECK
    assert not is_reachable(Step.SERVICE, steps, ANSWERED, VERSION)
    assert not is_reachable(Step.ENDORSEMENTS, steps, ANSWERED, VERSION)


@pytest.mark.parametrize(("wanted", "missing"), list(product(Step, ANSWERED)))
def test_a_step_opens_when_everything_before_it_is_answered(wanted: Step, missing: Step) -> None:
    expected = ALL.index(wanted) <= ALL.index(missing)
    assert is_reachable(wanted, ALL, without(missing), VERSION) is expected


@pytest.mark.parametrize("step", Step)
def test_with_everything_answered_every_step_is_open_for_a_change(step: Step) -> None:
    assert is_reachable(step, ALL, ANSWERED, VERSION)


def test_questions_that_have_changed_are_asked_again_and_close_what_follows() -> None:
    assert first_open(ALL, ANSWERED, "2028-01") is Step.CONDUCT
    assert is_reachable(Step.CONDUCT, ALL, ANSWERED, "2028-01")
    assert not is_reachable(Step.CHECK, ALL, ANSWERED, "2028-01")
    assert not is_reachable(Step.SIGN, ALL, ANSWERED, "2028-01")
