"""What everything costs today: open to all, from the same dated rules that quote a single application."""

from dataclasses import dataclass
from datetime import date

from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.fees import quote
from cecs_app.domain.rulebook import Rulebook
from cecs_app.language import _
from cecs_app.services.deps import Deps
from cecs_app.words.formats import date_words, listed, money_words
from cecs_app.words.rules import application_name, kind_name


@dataclass(frozen=True)
class FeeRow:
    application: str
    kinds: str
    fee: str


@dataclass(frozen=True)
class FeeTable:
    on: str
    """The day it holds for, in words."""
    rows: tuple[FeeRow, ...]
    review_fee: str
    balance_may_follow: bool
    is_professional_free: bool
    """Whether a Professional Educator Certificate is renewed at no fee."""


def get_fee_table(deps: Deps) -> FeeTable:
    """In the language of the moment."""
    on, rulebook = deps.today(), deps.rulebook
    return FeeTable(
        on=date_words(on),
        rows=tuple(row for application in ApplicationKind for row in _rows(rulebook, application, on)),
        review_fee=money_words(rulebook.review_cents(on)),
        balance_may_follow=rulebook.balance_may_follow(on),
        is_professional_free=_fee(rulebook, ApplicationKind.CONTINUATION, CertificateKind.PROFESSIONAL, on) == 0,
    )


def _rows(rulebook: Rulebook, application: ApplicationKind, on: date) -> list[FeeRow]:
    """One row for each price of an application, with the kinds it holds for."""
    kinds_by_fee: dict[int, list[CertificateKind]] = {}
    for kind in rulebook.offered_for(application, on):
        kinds_by_fee.setdefault(_fee(rulebook, application, kind, on) or 0, []).append(kind)
    is_each = rulebook.endorsement_count(application, on) is not None
    name = application_name(application)
    return [FeeRow(name, _kinds(kinds), _fee_words(cents, is_each)) for cents, kinds in kinds_by_fee.items()]


def _fee(rulebook: Rulebook, application: ApplicationKind, kind: CertificateKind, on: date) -> int | None:
    return quote(rulebook, application, kind, 1, on).total_cents


def _kinds(kinds: list[CertificateKind]) -> str:
    if len(kinds) == len(CertificateKind):
        return _("Any certificate or permit")
    return listed([kind_name(kind) for kind in kinds], "or")


def _fee_words(cents: int, is_each: bool) -> str:
    if cents == 0:
        return _("No fee")
    return _("{amount} each").format(amount=money_words(cents)) if is_each else money_words(cents)
