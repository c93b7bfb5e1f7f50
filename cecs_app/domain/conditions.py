"""Which conditions of the rule hold for an application as it was filed, and which only papers can prove.

Source: the row of the rulebook that held on the day of filing, and shared/domain.md, sections 2 and 4. Nothing here
names a kind: what is asked are columns of the row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from cecs_app.domain.calendar import months_before
from cecs_app.domain.certificate import ApplicationKind, Certificate
from cecs_app.domain.credentials import ItemKind, ItemStatus, open_kinds
from cecs_app.domain.decision import yes_answers
from cecs_app.domain.rulebook import EndorsementCount, LongerTerm, NewKind, NoNewDates, Offer, Refusal, Rulebook
from cecs_app.domain.steps import Step, chosen_endorsements


class Finding(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    LOOK = "look"
    """Somebody must look at it: what the portal knows does not settle it."""


class Topic(StrEnum):
    """In the order of the screen."""

    REPLACED = "replaced"
    OFFERED = "offered"
    WINDOW = "window"
    IN_TIME = "in_time"
    LIMIT = "limit"
    SERVICE = "service"
    CLOCK_HOURS = "clock_hours"
    SCHOOL_MONTHS = "school_months"
    TEAM = "team"
    STUDIES = "studies"
    ENDORSEMENTS = "endorsements"
    CONDUCT = "conduct"
    FEE = "fee"
    ITEMS = "items"


@dataclass(frozen=True)
class Condition:
    """`facts` are what its words need; `ask_for` the papers, or the balance, that would settle it."""

    topic: Topic
    finding: Finding
    facts: Mapping[str, Any] = field(default_factory=dict)
    ask_for: tuple[ItemKind, ...] = ()


@dataclass(frozen=True)
class Asked:
    """An item that was asked for, and how far it has come."""

    kind: ItemKind
    status: ItemStatus


@dataclass(frozen=True)
class Filed:
    """An application as it lies on the desk. `certificate` is as it stood before anything was issued.

    `ends_on` is its last day as frozen at signing. `extensions_used` counts those issued before. `known_codes` are
    the endorsements that exist.
    """

    application: ApplicationKind
    certificate: Certificate
    filed_on: date
    ends_on: date
    extensions_used: int
    answers: Mapping[str, Mapping[str, Any]]
    total_cents: int
    owed_cents: int
    items: tuple[Asked, ...] = ()
    known_codes: frozenset[str] = frozenset()
    replaced_by: str = ""


CONDUCT_PAPERS = (ItemKind.SIGNED_STATEMENT, ItemKind.COURT_PAPERS)
"""A "yes" needs a signed statement and official copies: shared/domain.md, section 4."""

_PROOF = {
    Topic.SCHOOL_MONTHS: ItemKind.STATEMENT_OF_EXPERIENCE,
    Topic.TEAM: ItemKind.TEAM_COMPLETION,
    Topic.STUDIES: ItemKind.TRANSCRIPT,
}
_SETTLED_WELL = frozenset({ItemStatus.ACCEPTED, ItemStatus.WAIVED})


def conditions(rulebook: Rulebook, filed: Filed) -> tuple[Condition, ...]:
    """Only those that this application has."""
    rule = rulebook.rule(filed.application, filed.certificate.kind, filed.filed_on)
    of_rule: Iterable[Condition]
    if isinstance(rule, Refusal):
        of_rule = (Condition(Topic.OFFERED, Finding.FAILS, {"reason": rule.reason}),)
    else:
        of_rule = _of_offer(rule, rulebook.endorsement_count(filed.application, filed.filed_on), filed)
    return (*_replaced(filed), *of_rule, _conduct(filed), _fee(filed), *_items(filed))


def _of_offer(offer: Offer, count: EndorsementCount | None, filed: Filed) -> list[Condition]:
    found = [Condition(Topic.OFFERED, Finding.HOLDS, {"offer": offer}), _window(offer, filed)]
    if not isinstance(offer.effect, NoNewDates):
        found.append(_in_time(filed))
    if isinstance(offer.effect, LongerTerm):
        found.append(_limit(offer.effect, filed))
    if offer.requires_service:
        found.append(_service(offer, filed))
    if offer.clock_hours:
        found.append(_clock_hours(offer.clock_hours, filed))
    if isinstance(offer.effect, NewKind):
        found += _advancement(offer, filed)
    if count:
        found.append(_endorsements(count, filed))
    return found


def _replaced(filed: Filed) -> list[Condition]:
    if not filed.replaced_by:
        return []
    return [Condition(Topic.REPLACED, Finding.FAILS, {"number": filed.replaced_by})]


def _window(offer: Offer, filed: Filed) -> Condition:
    opens_on = filed.certificate.begins
    if offer.window_months is not None:
        opens_on = max(filed.certificate.valid_from, months_before(filed.ends_on, offer.window_months))
    finding = Finding.HOLDS if opens_on <= filed.filed_on else Finding.FAILS
    return Condition(Topic.WINDOW, finding, {"opens_on": opens_on, "filed_on": filed.filed_on})


def _in_time(filed: Filed) -> Condition:
    finding = Finding.HOLDS if filed.filed_on <= filed.ends_on else Finding.FAILS
    return Condition(Topic.IN_TIME, finding, {"filed_on": filed.filed_on, "ends_on": filed.ends_on})


def _limit(effect: LongerTerm, filed: Filed) -> Condition:
    finding = Finding.HOLDS if filed.extensions_used < effect.most else Finding.FAILS
    return Condition(Topic.LIMIT, finding, {"used": filed.extensions_used, "most": effect.most})


def _service(offer: Offer, filed: Filed) -> Condition:
    stated = filed.answers.get(Step.SERVICE, {}).get("served")
    facts = {"required": offer.requires_service, "stated": stated}
    if stated is None:
        return _by_papers(Topic.SERVICE, filed, facts, (ItemKind.STATEMENT_OF_EXPERIENCE,))
    return Condition(Topic.SERVICE, Finding.HOLDS if stated == offer.requires_service else Finding.FAILS, facts)


def _clock_hours(hours: int, filed: Filed) -> Condition:
    stated = filed.answers.get(Step.SERVICE, {}).get("clock_hours")
    facts = {"hours": hours, "stated": stated}
    if isinstance(stated, int) and stated >= hours:
        return Condition(Topic.CLOCK_HOURS, Finding.HOLDS, facts)
    return _by_papers(Topic.CLOCK_HOURS, filed, facts, (ItemKind.CLOCK_HOURS,))


def _advancement(offer: Offer, filed: Filed) -> list[Condition]:
    """She states all three; only papers prove them."""
    stated = filed.answers.get(Step.SERVICE, {}).get("school_months")
    facts: dict[str, Any] = {"stated": stated, "least": offer.school_months}
    return [_by_papers(topic, filed, facts, (kind,)) for topic, kind in _PROOF.items()]


def _endorsements(count: EndorsementCount, filed: Filed) -> Condition:
    codes = chosen_endorsements(filed.answers)
    facts = {
        "codes": codes,
        "held": [code for code in codes if code in filed.certificate.endorsements],
        "unknown": [code for code in codes if code not in filed.known_codes],
        "least": count.least,
        "most": count.most,
    }
    if facts["held"] or facts["unknown"] or not count.least <= len(codes) <= count.most:
        return Condition(Topic.ENDORSEMENTS, Finding.FAILS, facts)
    return _by_papers(Topic.ENDORSEMENTS, filed, facts, (ItemKind.TRANSCRIPT,), (ItemKind.TEST_SCORES,))


def _conduct(filed: Filed) -> Condition:
    if not (yes := yes_answers(filed.answers)):
        return Condition(Topic.CONDUCT, Finding.HOLDS, {"yes": 0})
    return _by_papers(Topic.CONDUCT, filed, {"yes": len(yes)}, CONDUCT_PAPERS)


def _fee(filed: Filed) -> Condition:
    facts = {"owed_cents": filed.owed_cents, "total_cents": filed.total_cents}
    if filed.owed_cents:
        return Condition(Topic.FEE, Finding.FAILS, facts, (ItemKind.FEE_BALANCE,))
    return Condition(Topic.FEE, Finding.HOLDS, facts)


def _items(filed: Filed) -> list[Condition]:
    if not filed.items:
        return []
    unsettled = open_kinds((one.kind, one.status) for one in filed.items)
    refused = tuple(one.kind for one in filed.items if one.status is ItemStatus.REFUSED and one.kind in unsettled)
    finding = Finding.LOOK if unsettled else Finding.HOLDS
    return [Condition(Topic.ITEMS, finding, {"unsettled": unsettled}, ask_for=refused)]


def _by_papers(
    topic: Topic, filed: Filed, facts: Mapping[str, Any], papers: tuple[ItemKind, ...], *instead: tuple[ItemKind, ...]
) -> Condition:
    """Holds once all of `papers`, or all of another set that will do, were accepted or waived."""
    good = {one.kind for one in filed.items if one.status in _SETTLED_WELL}
    for enough in (papers, *instead):
        if good.issuperset(enough):
            return Condition(topic, Finding.HOLDS, {**facts, "papers": enough})
    return Condition(topic, Finding.LOOK, facts, tuple(kind for kind in papers if kind not in good))
