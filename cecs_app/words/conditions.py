"""What a reviewer reads of a rule's conditions: the name of each, and why it holds, fails, or must be looked at."""

from collections.abc import Callable, Mapping
from typing import Any

from cecs_app.domain.certificate import Service
from cecs_app.domain.conditions import Condition, Finding, Topic
from cecs_app.domain.credentials import ItemKind
from cecs_app.domain.rulebook import LongerTerm, NewKind, NewTerm, NoNewDates, Offer
from cecs_app.language import _, mark, ngettext
from cecs_app.words.formats import date_words, listed, money_words
from cecs_app.words.rules import endorsement_label, kind_name

_TOPICS = {
    Topic.REPLACED: mark("Certificate still stands"),
    Topic.OFFERED: mark("Offered for this kind"),
    Topic.WINDOW: mark("Window open when filed"),
    Topic.IN_TIME: mark("Filed before the end"),
    Topic.LIMIT: mark("Extensions left"),
    Topic.SERVICE: mark("Service under it"),
    Topic.CLOCK_HOURS: mark("Clock hours"),
    Topic.SCHOOL_MONTHS: mark("School months"),
    Topic.TEAM: mark("TEAM program"),
    Topic.STUDIES: mark("Degree or coursework"),
    Topic.ENDORSEMENTS: mark("Endorsements"),
    Topic.CONDUCT: mark("Conduct answers"),
    Topic.FEE: mark("Fee"),
    Topic.ITEMS: mark("Items asked for"),
}

_FINDINGS = {
    Finding.HOLDS: mark("Holds"),
    Finding.FAILS: mark("Does not hold"),
    Finding.LOOK: mark("Must be looked at"),
}

_ITEMS = {
    ItemKind.TRANSCRIPT: mark("transcript"),
    ItemKind.STATEMENT_OF_EXPERIENCE: mark("statement of experience"),
    ItemKind.COURT_PAPERS: mark("court papers"),
    ItemKind.SIGNED_STATEMENT: mark("signed statement"),
    ItemKind.TEAM_COMPLETION: mark("TEAM completion"),
    ItemKind.TEST_SCORES: mark("test scores"),
    ItemKind.CLOCK_HOURS: mark("record of clock hours"),
    ItemKind.NAME_CHANGE: mark("proof of the change of name"),
    ItemKind.PROOF_OF_IDENTITY: mark("proof of identity"),
    ItemKind.FEE_BALANCE: mark("balance of the fee"),
    ItemKind.OTHER: mark("something else"),
}

_HOLDS = {
    Topic.WINDOW: mark("Open from {opens_on}; filed on {filed_on}."),
    Topic.IN_TIME: mark("Filed on {filed_on}; certificate valid through {ends_on}."),
    Topic.LIMIT: mark("{used} of {most} used before."),
    Topic.SCHOOL_MONTHS: mark("Stated: {stated}. Proved: {papers}."),
    Topic.TEAM: mark("Stated as completed. Proved: {papers}."),
    Topic.STUDIES: mark("Stated. Proved: {papers}."),
    Topic.ENDORSEMENTS: mark("Asks for {codes}. Proved: {papers}."),
}
_LOOKS = {
    Topic.SERVICE: mark("Stated nothing about it."),
    Topic.CLOCK_HOURS: mark("At least {hours} are needed, and no such number was stated."),
    Topic.SCHOOL_MONTHS: mark("Stated: {stated}. Only papers prove it."),
    Topic.TEAM: mark("Stated as completed. Only papers prove it."),
    Topic.STUDIES: mark("Stated. Only papers prove it."),
    Topic.ENDORSEMENTS: mark("Asks for {codes}. Only papers prove the preparation."),
    Topic.ITEMS: mark("Not settled yet: {unsettled}."),
}
_FAILS = {
    Topic.REPLACED: mark("Certificate {number} took its place."),
    Topic.OFFERED: mark("On the day of filing no rule offered it for this kind."),
    Topic.WINDOW: mark("It opens only on {opens_on}; filed on {filed_on}."),
    Topic.IN_TIME: mark("Filed on {filed_on}, after the certificate had ended on {ends_on}."),
    Topic.LIMIT: mark("All {most} were used before."),
    Topic.FEE: mark("{owed} of {total} is still to be paid."),
}
_SENTENCES = {Finding.HOLDS: _HOLDS, Finding.LOOK: _LOOKS, Finding.FAILS: _FAILS}


def topic_name(topic: Topic) -> str:
    return _(_TOPICS[topic])


def finding_name(finding: Finding) -> str:
    return _(_FINDINGS[finding])


def paper_name(kind: ItemKind) -> str:
    """In the middle of a sentence: "transcript"."""
    return _(_ITEMS[kind])


def condition_words(one: Condition) -> str:
    """Why, in a sentence."""
    special = _SPECIAL.get((one.topic, one.finding))
    if special:
        return special(one.facts)
    return _(_SENTENCES[one.finding][one.topic]).format(**_spoken(one.facts))


def _conduct_holds(facts: Mapping[str, Any]) -> str:
    if not facts["yes"]:
        return _("Every question was answered with no.")
    return _("{yes}. The papers about it were accepted; a supervisor confirms the decision.").format(yes=_yes(facts))


def _conduct_look(facts: Mapping[str, Any]) -> str:
    return _("{yes}. Read the answer and the papers about it; a supervisor confirms the decision.").format(
        yes=_yes(facts)
    )


def _yes(facts: Mapping[str, Any]) -> str:
    count = int(facts["yes"])
    return ngettext("One question was answered with yes", "{count} questions were answered with yes", count).format(
        count=count
    )


def _service_holds(facts: Mapping[str, Any]) -> str:
    if "papers" in facts:
        return _("Proved: {papers}.").format(**_spoken(facts))
    if facts["required"] == Service.SOME:
        return _("Needed: some. Stated: served.")
    return _("Needed: none. Stated: never served.")


def _service_fails(facts: Mapping[str, Any]) -> str:
    if facts["required"] == Service.SOME:
        return _("Needed: some. Stated: never served.")
    return _("Needed: none. Stated: served.")


def _hours_hold(facts: Mapping[str, Any]) -> str:
    if "papers" in facts:
        return _("Proved: {papers}.").format(**_spoken(facts))
    return _("Stated: at least {hours}, as the rule asks.").format(hours=facts["hours"])


def _fee_holds(facts: Mapping[str, Any]) -> str:
    total = int(facts["total_cents"])
    return _("Paid: {total}.").format(total=money_words(total)) if total else _("There is no fee.")


def _endorsements_fail(facts: Mapping[str, Any]) -> str:
    if facts["held"]:
        return _("Held already: {codes}.").format(codes=_labels(facts["held"]))
    if facts["unknown"]:
        return _("No such endorsement: {codes}.").format(codes=listed(facts["unknown"]))
    return _("Between {least} and {most} may be asked for at once; it asks for {count}.").format(
        least=facts["least"], most=facts["most"], count=len(facts["codes"])
    )


def _items_hold(_facts: Mapping[str, Any]) -> str:
    return _("Everything that was asked for is settled.")


_SPECIAL: Mapping[tuple[Topic, Finding], Callable[[Mapping[str, Any]], str]] = {
    (Topic.OFFERED, Finding.HOLDS): lambda facts: rule_words(facts["offer"]),
    (Topic.CONDUCT, Finding.HOLDS): _conduct_holds,
    (Topic.CONDUCT, Finding.LOOK): _conduct_look,
    (Topic.SERVICE, Finding.HOLDS): _service_holds,
    (Topic.SERVICE, Finding.FAILS): _service_fails,
    (Topic.CLOCK_HOURS, Finding.HOLDS): _hours_hold,
    (Topic.FEE, Finding.HOLDS): _fee_holds,
    (Topic.ENDORSEMENTS, Finding.FAILS): _endorsements_fail,
    (Topic.ITEMS, Finding.HOLDS): _items_hold,
}


def _spoken(facts: Mapping[str, Any]) -> dict[str, str]:
    return {
        **{name: date_words(facts[name]) for name in ("opens_on", "filed_on", "ends_on") if name in facts},
        **{name: str(facts[name]) for name in ("used", "most", "hours", "number") if name in facts},
        "stated": _("nothing") if facts.get("stated") is None else str(facts["stated"]),
        "papers": listed([paper_name(kind) for kind in facts.get("papers", ())]),
        "unsettled": listed([paper_name(kind) for kind in facts.get("unsettled", ())]),
        "codes": _labels(facts.get("codes", ())),
        "owed": money_words(int(facts.get("owed_cents", 0))),
        "total": money_words(int(facts.get("total_cents", 0))),
    }


def _labels(codes: Any) -> str:
    return listed([endorsement_label(str(code)) for code in codes])


def rule_words(offer: Offer) -> str:
    """What the row asks and gives, in a sentence."""
    when = _("from {months} months before the end").format(months=offer.window_months)
    if offer.window_months is None:
        when = _("while the certificate is in force")
    return _("{effect}; {when}.").format(effect=_effect(offer), when=when)


def _effect(offer: Offer) -> str:
    match offer.effect:
        case NewTerm():
            return _("A new term after the old one")
        case LongerTerm(years, most):
            return ngettext(
                "One year more, at most {most} times", "{years} years more, at most {most} times", years
            ).format(years=years, most=most)
        case NewKind(becomes):
            return _("A new {kind}").format(kind=kind_name(becomes))
        case NoNewDates():
            return _("The dates stay as they are")
