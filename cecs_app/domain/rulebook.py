"""The dated rules: who may ask for what, when, and for how much, read from rows and looked up by day.

Source: shared/domain.md, section 2, written down row by row in `rules/certification.toml`. The rows of one
subject follow each other without gap or overlap, so that every question has one answer on every day.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from cecs_app.domain.calendar import Dated, Row, RowsError, in_force, timeline, timelines
from cecs_app.domain.certificate import ApplicationKind, CertificateKind, Reason, Service, TermChange

_FROM_DATES = frozenset({Reason.WINDOW_NOT_OPEN, Reason.EXPIRED, Reason.LIMIT_REACHED})
_DATED = ("valid_from", "valid_until", "source")
_OFFER = ("total_cents", "effect", "window_months", "advised_days", "requires_service", "clock_hours", "school_months")


@dataclass(frozen=True, kw_only=True)
class Number(Dated):
    """Cents, months or years, as its table says."""

    value: int


@dataclass(frozen=True, kw_only=True)
class ReviewFee(Dated):
    cents: int
    balance_may_follow: bool


@dataclass(frozen=True, kw_only=True)
class EndorsementCount(Dated):
    """An application that asks for endorsements, priced each: how few and how many at once."""

    least: int
    most: int


@dataclass(frozen=True)
class NewTerm:
    """Issuing it begins a term of its own, after the old one."""


@dataclass(frozen=True)
class LongerTerm:
    """Issuing it moves the end by `years`, at most `most` times in the life of a certificate."""

    years: int
    most: int


@dataclass(frozen=True)
class NewKind:
    """Issuing it makes another certificate."""

    becomes: CertificateKind


@dataclass(frozen=True)
class NoNewDates:
    """Issuing it leaves the dates alone."""


Effect = NewTerm | LongerTerm | NewKind | NoNewDates


@dataclass(frozen=True, kw_only=True)
class Offer(Dated):
    """An application that may be made: for the last `window_months` of the certificate, or all its life."""

    total_cents: int
    effect: Effect
    window_months: int | None
    advised_days: int | None
    requires_service: Service | None
    clock_hours: int | None
    school_months: int | None
    """At least so many must have been served, where the rule tells a number."""


@dataclass(frozen=True, kw_only=True)
class Refusal(Dated):
    reason: Reason


Rule = Offer | Refusal
Pair = tuple[ApplicationKind, CertificateKind]


@dataclass(frozen=True)
class Rulebook:
    rules: Mapping[Pair, tuple[Rule, ...]]
    terms: Mapping[CertificateKind, tuple[Number, ...]]
    changes: Mapping[CertificateKind, tuple[TermChange, ...]]
    counts: Mapping[ApplicationKind, tuple[EndorsementCount, ...]]
    review_fees: tuple[ReviewFee, ...]
    expiring_notices: tuple[Number, ...]

    def rule(self, application: ApplicationKind, kind: CertificateKind, on: date) -> Rule:
        return in_force(self.rules[application, kind], on)

    def next_refusal(self, application: ApplicationKind, kind: CertificateKind, after: date) -> Refusal | None:
        """The first rule to come that ends the offer; None while no end is known."""
        later = (rule for rule in self.rules[application, kind] if rule.span.first > after)
        return next((rule for rule in later if isinstance(rule, Refusal)), None)

    def offered_for(self, application: ApplicationKind, on: date) -> tuple[CertificateKind, ...]:
        return tuple(kind for kind in CertificateKind if isinstance(self.rule(application, kind, on), Offer))

    def offered_to(self, kind: CertificateKind, on: date) -> tuple[ApplicationKind, ...]:
        return tuple(a for a in ApplicationKind if isinstance(self.rule(a, kind, on), Offer))

    def term_years(self, kind: CertificateKind, on: date) -> int | None:
        """How long a certificate issued that day runs; None where no term is published."""
        return in_force(self.terms[kind], on).value if kind in self.terms else None

    def term_changes(self, kind: CertificateKind, on: date) -> tuple[TermChange, ...]:
        return tuple(change for change in self.changes.get(kind, ()) if change.valid_from <= on)

    def endorsement_count(self, application: ApplicationKind, on: date) -> EndorsementCount | None:
        """None for an application that doesn't ask for endorsements."""
        return in_force(self.counts[application], on) if application in self.counts else None

    def review_cents(self, on: date) -> int:
        return in_force(self.review_fees, on).cents

    def balance_may_follow(self, on: date) -> bool:
        return in_force(self.review_fees, on).balance_may_follow

    def expiring_months(self, on: date) -> int:
        return in_force(self.expiring_notices, on).value


def parse_rulebook(mapping: Mapping[str, object]) -> Rulebook:
    """From the parsed `rules/certification.toml`. Raises RowsError unless each day has one answer."""
    file = Row("the file", mapping)
    file.check_only("rules", "terms", "term_changes", "endorsement_counts", "review_fees", "expiring_notices")
    rulebook = Rulebook(
        rules=timelines(pair_rule for row in file.rows("rules") for pair_rule in _rules(row)),
        terms=timelines((row.word("kind", CertificateKind), _years(row)) for row in file.rows("terms")),
        changes=_changes(file.rows("term_changes")),
        counts=timelines(_count(row) for row in file.rows("endorsement_counts")),
        review_fees=timeline("review fee", [_review_fee(row) for row in file.rows("review_fees")]),
        expiring_notices=timeline("notice", [_number(row, "months") for row in file.rows("expiring_notices")]),
    )
    _check_complete(rulebook)
    return rulebook


def _rules(row: Row) -> list[tuple[Pair, Rule]]:
    application = row.word("application", ApplicationKind)
    rule = _refusal(row) if "reason" in row.fields else _offer(row)
    return [((application, row.one_of(kind, CertificateKind)), rule) for kind in row.get("kinds", list)]


def _refusal(row: Row) -> Refusal:
    row.check_only("application", "kinds", "reason", *_DATED)
    reason = row.word("reason", Reason)
    if reason in _FROM_DATES:
        raise row.error(f"reason {reason} follows from a certificate's dates and can't be a rule")
    if reason is Reason.NO_LONGER_RENEWED and row.span().since is None:
        raise row.error("valid_from is missing: since when is it no longer renewed?")
    return Refusal(row=row.name, span=row.span(), source=row.get("source", str), reason=reason)


def _offer(row: Row) -> Offer:
    row.check_only("application", "kinds", *_OFFER, *_DATED)
    return Offer(
        row=row.name,
        span=row.span(),
        source=row.get("source", str),
        total_cents=row.number("total_cents"),
        effect=_effect(row.table("effect")),
        window_months=row.find_number("window_months"),
        advised_days=row.find_number("advised_days"),
        requires_service=row.find_word("requires_service", Service),
        clock_hours=row.find_number("clock_hours"),
        school_months=row.find_number("school_months"),
    )


def _effect(row: Row) -> Effect:
    read, keys = _EFFECTS.get(row.get("is", str), (None, ()))
    if read is None:
        raise row.error(f"unknown effect {row.get('is', str)!r}")
    row.check_only("is", *keys)
    return read(row)


_EFFECTS: Mapping[str, tuple[Callable[[Row], Effect], tuple[str, ...]]] = {
    "new_term": (lambda row: NewTerm(), ()),
    "longer_term": (lambda row: LongerTerm(row.number("years", 1), row.number("most", 1)), ("years", "most")),
    "new_kind": (lambda row: NewKind(row.word("becomes", CertificateKind)), ("becomes",)),
    "no_new_dates": (lambda row: NoNewDates(), ()),
}


def _changes(rows: Iterable[Row]) -> Mapping[CertificateKind, tuple[TermChange, ...]]:
    found: dict[CertificateKind, list[TermChange]] = {}
    for row in rows:
        # Done once, on the day it took effect: a certificate it lengthened is never shortened again.
        row.check_only("kind", "years", "valid_from", "source")
        change = TermChange(row.number("years", 1), row.get("valid_from", date), row.get("source", str))
        found.setdefault(row.word("kind", CertificateKind), []).append(change)
    return {kind: tuple(sorted(changes, key=lambda c: c.valid_from)) for kind, changes in found.items()}


def _years(row: Row) -> Number:
    return _number(row, "years", "kind", least=1)


def _number(row: Row, key: str, *others: str, least: int = 0) -> Number:
    row.check_only(key, *others, *_DATED)
    return Number(row=row.name, span=row.span(), source=row.get("source", str), value=row.number(key, least))


def _review_fee(row: Row) -> ReviewFee:
    row.check_only("cents", "balance_may_follow", *_DATED)
    return ReviewFee(
        row=row.name,
        span=row.span(),
        source=row.get("source", str),
        cents=row.number("cents"),
        balance_may_follow=row.get("balance_may_follow", bool),
    )


def _count(row: Row) -> tuple[ApplicationKind, EndorsementCount]:
    row.check_only("application", "least", "most", *_DATED)
    least = row.number("least", 1)
    count = EndorsementCount(
        row=row.name,
        span=row.span(),
        source=row.get("source", str),
        least=least,
        most=row.number("most", least),
    )
    return row.word("application", ApplicationKind), count


def _check_complete(rulebook: Rulebook) -> None:
    for application, kind in product(ApplicationKind, CertificateKind):
        if (application, kind) not in rulebook.rules:
            raise RowsError(f"rules: no row for {application} of {kind}")
    for offer in (rule for rules in rulebook.rules.values() for rule in rules if isinstance(rule, Offer)):
        if isinstance(offer.effect, NewKind) and offer.effect.becomes not in rulebook.terms:
            raise RowsError(f"{offer.row}: no term is known for {offer.effect.becomes}")
