"""Claims: the rulebook answers each question of each day exactly once, and refuses a faulty file by its row."""

import tomllib
from collections.abc import Callable
from copy import deepcopy
from datetime import date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cecs_app.domain.actions import actions
from cecs_app.domain.calendar import RowsError
from cecs_app.domain.certificate import ApplicationKind, Certificate, CertificateKind
from cecs_app.domain.rulebook import Offer, parse_rulebook

FILE = Path(__file__).parents[2] / "cecs_app" / "rules" / "certification.toml"
MAPPING: dict[str, Any] = tomllib.loads(FILE.read_text())
RULEBOOK = parse_rulebook(MAPPING)
BEFORE, CHANGE = date(2025, 6, 30), date(2025, 7, 1)
PAIRS = list(product(ApplicationKind, CertificateKind))


@pytest.mark.parametrize(
    ("kind", "on", "term"),
    [
        ("initial", BEFORE, 3),
        ("initial", CHANGE, 10),
        ("provisional", BEFORE, 8),
        ("professional", BEFORE, 5),
        ("professional", CHANGE, 5),
        ("coaching_permit", CHANGE, 5),
        ("emergency_coaching_permit", CHANGE, 1),
        ("durational_shortage_area_permit", CHANGE, 1),
        ("interim_initial", CHANGE, None),
        ("interim_provisional", CHANGE, None),
        ("nonrenewable_interim", CHANGE, None),
        ("charter_school_permit", CHANGE, None),
        ("adult_education", CHANGE, None),
    ],
)
def test_the_term_of_a_kind_by_day(kind: str, on: date, term: int | None) -> None:
    assert RULEBOOK.term_years(CertificateKind(kind), on) == term


@given(pair=st.sampled_from(PAIRS), on=st.dates())
def test_each_pair_has_exactly_one_rule_on_any_day(pair: tuple[ApplicationKind, CertificateKind], on: date) -> None:
    rule = RULEBOOK.rule(*pair, on)
    assert [row for row in RULEBOOK.rules[pair] if row.span.covers(on)] == [rule]
    assert rule.source and rule.row.startswith("rules[")


@given(on=st.dates())
def test_the_plain_numbers_hold_on_any_day(on: date) -> None:
    assert (RULEBOOK.review_cents(on), RULEBOOK.expiring_months(on)) == (5000, 6)


def test_pa_24_41_is_known_from_its_day_on() -> None:
    assert RULEBOOK.term_changes(CertificateKind.INITIAL, BEFORE) == ()
    assert [change.years for change in RULEBOOK.term_changes(CertificateKind.INITIAL, CHANGE)] == [10]


def test_only_the_provisional_renewal_is_to_end() -> None:
    ending = {pair: RULEBOOK.next_refusal(*pair, BEFORE) for pair in PAIRS}
    found = {pair: refusal.span.first for pair, refusal in ending.items() if refusal}
    assert found == {(ApplicationKind.RENEWAL, CertificateKind.PROVISIONAL): CHANGE}
    assert not any(RULEBOOK.next_refusal(*pair, CHANGE) for pair in PAIRS)


def test_what_is_offered_to_whom() -> None:
    offered = {kind: [str(a) for a in RULEBOOK.offered_to(kind, CHANGE)] for kind in CertificateKind}
    assert offered == {
        "initial": ["renewal", "extension", "advancement", "endorsement", "duplicate"],
        "provisional": ["advancement", "endorsement", "duplicate"],
        "professional": ["continuation", "endorsement", "duplicate"],
        "interim_initial": ["duplicate"],
        "interim_provisional": ["duplicate"],
        "nonrenewable_interim": ["duplicate"],
        "durational_shortage_area_permit": ["duplicate"],
        "charter_school_permit": ["duplicate"],
        "coaching_permit": ["renewal", "duplicate"],
        "emergency_coaching_permit": ["duplicate"],
        "adult_education": ["renewal", "duplicate"],
    }
    assert RULEBOOK.offered_to(CertificateKind.PROVISIONAL, BEFORE)[0] == "renewal"
    assert RULEBOOK.offered_for(ApplicationKind.CONTINUATION, CHANGE) == (CertificateKind.PROFESSIONAL,)


def test_the_conditions_only_an_educator_can_answer() -> None:
    def offer(application: ApplicationKind, kind: CertificateKind) -> Offer:
        rule = RULEBOOK.rule(application, kind, CHANGE)
        assert isinstance(rule, Offer)
        return rule

    assert offer(ApplicationKind.RENEWAL, CertificateKind.INITIAL).requires_service == "none"
    assert offer(ApplicationKind.EXTENSION, CertificateKind.INITIAL).requires_service == "some"
    assert offer(ApplicationKind.RENEWAL, CertificateKind.COACHING_PERMIT).clock_hours == 15


def test_what_is_not_published_says_so() -> None:
    extension = RULEBOOK.rule(ApplicationKind.EXTENSION, CertificateKind.INITIAL, CHANGE)
    assert "NO PUBLISHED FEE" in extension.source and "Bureau must confirm" in extension.source
    offers = [rule for rules in RULEBOOK.rules.values() for rule in rules if isinstance(rule, Offer)]
    published = {"continuation of professional", "renewal of coaching_permit"}
    windows = [rule for rule in offers if rule.window_months and "[?] the window" not in rule.source]
    assert len(windows) == len(published)


Change = Callable[[dict[str, Any]], object]


def rule_of(mapping: dict[str, Any], application: str, kind: str, position: int = 0) -> dict[str, Any]:
    rows = [r for r in mapping["rules"] if r["application"] == application and kind in r["kinds"]]
    found: dict[str, Any] = rows[position]
    return found


def index_of(application: str, kind: str, position: int = 0) -> int:
    return int(MAPPING["rules"].index(rule_of(MAPPING, application, kind, position)))


PROVISIONAL, ENDED = index_of("renewal", "provisional"), index_of("renewal", "provisional", 1)
EXTENSION, ADVANCEMENT = index_of("extension", "initial"), index_of("advancement", "initial")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda m: m["rules"][0].update(kinds=["initail"]), r"rules\[0\]: unknown CertificateKind 'initail'"),
        (lambda m: m["rules"][0].update(application="renew"), r"rules\[0\]: unknown ApplicationKind 'renew'"),
        (lambda m: m["rules"][0].update(kinds=["initial", "initial"]), r"rules\[0\].*overlaps"),
        (lambda m: m["rules"][0].update(kinds=[]), r"rules\[0\]: kinds is missing"),
        (lambda m: m["rules"][0].pop("source"), r"rules\[0\]: source is missing"),
        (lambda m: m["rules"][0].update(source=""), r"rules\[0\]: source is missing"),
        (lambda m: m["rules"][0].pop("total_cents"), r"rules\[0\]: total_cents is missing"),
        (lambda m: m["rules"][0].update(total_cents=-1), r"rules\[0\]: total_cents = -1"),
        (lambda m: m["rules"][0].update(total_cents=200.0), r"rules\[0\]: total_cents = 200.0 is not"),
        (lambda m: m["rules"][0].update(total_cents=True), r"rules\[0\]: total_cents = True is not"),
        (lambda m: m["rules"][0].update(window_months=0), r"rules\[0\]: window_months = 0"),
        (lambda m: m["rules"][0].update(requires_service="much"), r"rules\[0\]: unknown Service"),
        (lambda m: m["rules"][0].update(window_mouths=6), r"rules\[0\]: unknown window_mouths"),
        (lambda m: m["rules"][0].update(valid_until="2030-01-01"), r"rules\[0\]: valid_until"),
        (lambda m: m["rules"][0].update(valid_from=datetime(2030, 1, 1)), r"rules\[0\]: valid_from"),  # noqa: DTZ001
        (lambda m: m["rules"][0].update(valid_from=CHANGE, valid_until=BEFORE), r"rules\[0\].*ends before"),
        (lambda m: m["rules"][0].update(valid_from=CHANGE), r"rules\[0\] \(renewal of initial.*gap before"),
        (lambda m: m["rules"][0].update(valid_until=BEFORE), r"rules\[0\] \(renewal of initial.*gap after"),
        (lambda m: m["rules"][0].update(effect="new_term"), r"rules\[0\]: effect"),
        (lambda m: m["rules"][0].update(effect={"is": "magic"}), r"rules\[0\].effect: unknown effect"),
        (
            lambda m: m["rules"][0].update(effect={"is": "new_term", "years": 1}),
            r"rules\[0\].effect: unknown years",
        ),
        (
            lambda m: m["rules"][ADVANCEMENT].update(effect={"is": "new_kind", "becomes": "adult_education"}),
            rf"rules\[{ADVANCEMENT}\]: no term is known for adult_education",
        ),
        (
            lambda m: m["rules"][EXTENSION]["effect"].pop("most"),
            rf"rules\[{EXTENSION}\].effect: most is missing",
        ),
        (
            lambda m: m["rules"][PROVISIONAL].update(valid_until=CHANGE),
            rf"rules\[{ENDED}\].*overlaps rules\[{PROVISIONAL}\]",
        ),
        (
            lambda m: m["rules"][PROVISIONAL].update(valid_until=date(2025, 6, 29)),
            rf"rules\[{ENDED}\].*gap after rules\[{PROVISIONAL}\]",
        ),
        (lambda m: m["rules"][ENDED].update(reason="because"), rf"rules\[{ENDED}\]: unknown Reason"),
        (lambda m: m["rules"][ENDED].update(reason="expired"), rf"rules\[{ENDED}\]: reason expired"),
        (lambda m: m["rules"][ENDED].update(total_cents=0), rf"rules\[{ENDED}\]: unknown total_cents"),
        (lambda m: m["rules"][ENDED].pop("valid_from"), rf"rules\[{ENDED}\]: valid_from is missing"),
        (
            lambda m: rule_of(m, "duplicate", "initial")["kinds"].remove("initial"),
            "no row for duplicate of initial",
        ),
        (lambda m: m["terms"][0].update(valid_until=date(2025, 6, 1)), r"terms\[1\] \(initial.*gap after"),
        (lambda m: m["terms"][1].update(valid_from=date(2025, 6, 1)), r"terms\[1\] \(initial.*overlaps"),
        (lambda m: m["terms"][0].update(years=0), r"terms\[0\]: years = 0"),
        (lambda m: m["term_changes"][0].pop("valid_from"), r"term_changes\[0\]: valid_from is missing"),
        (
            lambda m: m["term_changes"][0].update(valid_until=CHANGE),
            r"term_changes\[0\]: unknown valid_until",
        ),
        (lambda m: m["endorsement_counts"][0].update(most=0), r"endorsement_counts\[0\]: most = 0"),
        (lambda m: m["review_fees"][0].update(cents=-5000), r"review_fees\[0\]: cents"),
        (lambda m: m["review_fees"].append(deepcopy(m["review_fees"][0])), r"review_fees\[1\].*overlaps"),
        (lambda m: m.update(rules=[7]), "rules must be tables"),
        (lambda m: m.pop("review_fees"), "review_fees is missing"),
        (lambda m: m.update(fees=[]), "unknown fees"),
    ],
)
def test_a_faulty_file_is_refused_and_the_row_named(change: Change, message: str) -> None:
    mapping = deepcopy(MAPPING)
    change(mapping)
    with pytest.raises(RowsError, match=message):
        parse_rulebook(mapping)


def test_a_fee_is_changed_by_a_row_alone() -> None:
    mapping = deepcopy(MAPPING)
    old = rule_of(mapping, "duplicate", "initial")
    mapping["rules"].append({**old, "total_cents": 6000, "valid_from": date(2028, 1, 1)})
    old["valid_until"] = date(2027, 12, 31)
    changed = parse_rulebook(mapping)
    held = Certificate("1", CertificateKind.PROFESSIONAL, (), date(2025, 7, 1), date(2030, 6, 30))
    for on, cents in [(date(2027, 12, 31), 5000), (date(2028, 1, 1), 6000)]:
        found = actions(changed, held, on)[-1]
        # The old fee's last day is not the last day on which one may ask.
        assert (found.allowed, found.total_cents, found.closes_on) == (True, cents, date(2030, 6, 30))


def test_a_row_may_hold_for_a_single_day() -> None:
    mapping = deepcopy(MAPPING)
    fee = mapping["review_fees"][0]
    mapping["review_fees"] = [
        {**fee, "valid_until": BEFORE},
        {**fee, "cents": 0, "valid_from": CHANGE, "valid_until": CHANGE},
        {**fee, "valid_from": date(2025, 7, 2)},
    ]
    changed = parse_rulebook(mapping)
    assert [changed.review_cents(on) for on in (BEFORE, CHANGE, date(2025, 7, 2))] == [5000, 0, 5000]
