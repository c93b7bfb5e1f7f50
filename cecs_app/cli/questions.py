"""`fees quote` and `certificate actions`: the rules asked from the command line, by the code the screens ask."""

from datetime import date
from enum import StrEnum
from typing import TypeVar

import typer

from cecs_app import wiring
from cecs_app.cli.asked import BadInput, Question, answer, iso_date, required_text
from cecs_app.db import applications, registry
from cecs_app.db.certificates import printed
from cecs_app.domain.actions import Action, actions
from cecs_app.domain.certificate import ApplicationKind, CertificateKind
from cecs_app.domain.fees import quote

fees = typer.Typer(no_args_is_help=True, help="What things cost.")
certificate = typer.Typer(no_args_is_help=True, help="Certificates and permits.")
Word = TypeVar("Word", bound=StrEnum)


@fees.callback()
def _fees() -> None:
    """What things cost."""


@certificate.callback()
def _certificate() -> None:
    """Certificates and permits."""


@fees.command("quote")
def quote_fee() -> None:
    """Takes {"application", "kind", "endorsements", "on"}; without "on", today."""
    answer(_quote)


@certificate.command("actions")
def list_actions() -> None:
    """Takes {"number", "on"}; without "on", today."""
    answer(_actions)


def _quote(question: Question) -> object:
    found = quote(
        wiring.deps().rulebook,
        _word(question, "application", ApplicationKind),
        _word(question, "kind", CertificateKind),
        question.get("endorsements", 0),
        _day(question),
    )
    return {
        "allowed": found.allowed,
        "reason": found.reason,
        "review_cents": found.review_cents,
        "total_cents": found.total_cents,
    }


def _actions(question: Question) -> object:
    deps, on = wiring.deps(), _day(question)
    with deps.database.reading() as db:
        row = registry.find_certificate(db, required_text(question, "number"))
        if row is None:
            raise BadInput("number: no certificate or permit bears it")
        extended = applications.count_issued(db, row.educator_id, row.id, ApplicationKind.EXTENSION)
    return {"actions": [_as_json(one) for one in actions(deps.rulebook, printed(row), on, extended)]}


def _as_json(action: Action) -> dict[str, object]:
    days = {name: getattr(action, name) for name in ("opens_on", "advised_by", "closes_on")}
    return {
        "application": action.application,
        "allowed": action.allowed,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "total_cents": action.total_cents,
        "reason": action.reason,
    }


def _day(question: Question) -> date:
    return iso_date(question, "on") if "on" in question else wiring.deps().today()


def _word(question: Question, name: str, words: type[Word]) -> Word:
    value = required_text(question, name)
    try:
        return words(value)
    except ValueError as error:
        raise BadInput(f"{name}: one of {', '.join(words)} is needed") from error
