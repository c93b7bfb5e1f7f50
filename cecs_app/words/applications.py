"""Words of an application's screens: fees, what is needed, and what was answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cecs_app.domain.certificate import CertificateKind, Service
from cecs_app.domain.fees import Quote
from cecs_app.domain.payment import CardPolicy, MailPolicy
from cecs_app.domain.statements import Questionnaire
from cecs_app.domain.steps import Step
from cecs_app.language import _, mark
from cecs_app.words.formats import date_words, listed, money_words
from cecs_app.words.payments import accepted_cards, accepted_instruments
from cecs_app.words.rules import endorsement_label, kind_name

_STEPS = {
    Step.DETAILS: mark("Your details"),
    Step.ENDORSEMENTS: mark("Endorsements to add"),
    Step.SERVICE: mark("Your service"),
    Step.CONDUCT: mark("Conduct questions"),
}

_NEEDS = {
    Step.DETAILS: mark("Your mailing address."),
    Step.ENDORSEMENTS: mark("The endorsements you want to add."),
    Step.SERVICE: mark("A statement about your service or training. You make it here; no papers are needed."),
    Step.CONDUCT: mark("Answers about your conduct. A “yes” asks for a signed statement and official copies later."),
}


@dataclass(frozen=True)
class Line:
    """One thing that was asked, and the answer."""

    label: str
    value: str


@dataclass(frozen=True)
class FeeWords:
    fee: str
    review_fee: str


def step_name(step: Step) -> str:
    return _(_STEPS[step])


def amount_words(cents: int) -> str:
    return money_words(cents) if cents else _("No fee")


def each_fee_words(cents: int) -> str:
    return _("{amount} for each endorsement").format(amount=money_words(cents))


def fee_words(asked: Quote, *, is_each: bool = False) -> FeeWords:
    """`review_fee` is empty where nothing is paid."""
    total = asked.total_cents or 0
    if not total:
        return FeeWords(amount_words(0), "")
    return FeeWords(each_fee_words(total) if is_each else money_words(total), money_words(asked.review_cents or 0))


def needs_words(steps: Sequence[Step]) -> tuple[str, ...]:
    return tuple(_(_NEEDS[step]) for step in steps if step in _NEEDS)


def payment_need(cards: CardPolicy, mail: MailPolicy) -> str:
    """What the fee may be paid with, by the policies of the day."""
    ways = {"cards": listed(accepted_cards(cards), "or"), "instruments": accepted_instruments(mail)}
    return _("For the fee: {cards}. If you pay later: {instruments}.").format(**ways)


def split_words(asked: Quote) -> str:
    """That the fee may be paid in two parts; empty where it may not."""
    if not asked.balance_may_follow:
        return ""
    review = money_words(asked.review_cents or 0)
    return _(
        "You may pay the review fee of {review} first: it files your application. The balance can follow."
    ).format(review=review)


def outcome_words(first: date, last: date, becomes: CertificateKind | None) -> str:
    """What issuing it today would bring."""
    days = {"first": date_words(first), "last": date_words(last)}
    if becomes:
        return _("{kind}, valid {first} through {last}, if it is issued today").format(kind=kind_name(becomes), **days)
    return _("Valid {first} through {last}").format(**days)


def answer_lines(
    step: Step, answer: Mapping[str, Any], conduct: Questionnaire, who: tuple[str, str]
) -> tuple[Line, ...]:
    """`who` is her name and email address, which stand above what she answered herself."""
    if step is Step.CONDUCT:
        return _conduct_lines(answer, conduct)
    if step is Step.DETAILS:
        return (Line(_("Name"), who[0]), Line(_("Email Address"), who[1]), *_details_lines(answer))
    if step is Step.ENDORSEMENTS:
        return (Line(_("Endorsements"), "; ".join(endorsement_label(code) for code in answer["codes"])),)
    return tuple(_SERVICE_LINES[name](value) for name, value in answer.items())


def _details_lines(answer: Mapping[str, str]) -> tuple[Line, ...]:
    place = f"{answer['city']}, {answer['state']} {answer['zip_code']}"
    address = Line(_("Mailing address"), f"{answer['address_line']}, {place}")
    return (address, Line(_("Phone"), answer["phone"] or _("None given")))


def _conduct_lines(answer: Mapping[str, Any], conduct: Questionnaire) -> tuple[Line, ...]:
    replies = answer["replies"]
    return tuple(Line(_(one.text), _reply(replies[one.id])) for one in conduct.questions)


def _reply(reply: Mapping[str, str]) -> str:
    if reply["answer"] == "no":
        return _("No")
    return _("Yes: {explanation}").format(explanation=reply["explanation"])


def _served(value: object) -> Line:
    served = _("Yes") if value == Service.SOME else _("No, never")
    return Line(_("Served under this certificate"), served)


def _clock_hours(value: object) -> Line:
    return Line(_("Clock hours completed"), _("At least {hours}").format(hours=value))


def _school_months(value: object) -> Line:
    words = _("{months} school months; the TEAM program; a master's degree or the advanced coursework")
    return Line(_("Completed"), words.format(months=value))


_SERVICE_LINES: Mapping[str, Callable[[object], Line]] = {
    "served": _served,
    "clock_hours": _clock_hours,
    "school_months": _school_months,
}
