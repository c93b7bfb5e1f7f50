"""`payments …`: the cashier's and the finance office's acts, until the staff's own screens come.

Answers are JSON on standard output; what can't be done is {"error": …} in words, with exit code 1.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import typer

from cecs_app import wiring
from cecs_app.cli.answers import By, name, say
from cecs_app.domain.payment import Instrument
from cecs_app.services.payments import cashier, compare, refunds, voids
from cecs_app.services.payments import report as reports

app = typer.Typer(no_args_is_help=True, help="Payments.")


def _cents(typed: str) -> int:
    """Digits only: "50.00" would otherwise be read as fifty cents."""
    if not (typed.isascii() and typed.isdecimal()):
        raise typer.BadParameter(f"{typed!r} is not a whole number of cents, such as 20000 for $200.00")
    return int(typed)


Cents = Annotated[int, typer.Option(parser=_cents, metavar="CENTS", help="20000 is $200.00.")]
Reason = Annotated[str, typer.Option(help="Kept with it.")]


@app.callback()
def group() -> None:
    """Payments."""


@app.command()
def receive(
    application: Annotated[str, typer.Argument(help="The application's number, as on the slip.")],
    kind: Annotated[Instrument, typer.Option()],
    amount: Cents,
    number: Annotated[str, typer.Option(help="As printed on it.")] = "",
    received: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Today by default.")] = None,
    by: By = "",
) -> None:
    """Records a check or money order that came by mail. A personal check or cash is refused, and the educator told."""
    day = received.date() if received else wiring.deps().today()
    found = cashier.Received(kind, number, amount, day)
    _say(lambda: asdict(cashier.receive(wiring.deps(), application.strip(), found, name(by))))


@app.command()
def refund(
    payment: Annotated[str, typer.Argument(help="P-… or M-…, as on the receipt.")],
    amount: Cents,
    reason: Reason,
    override: Annotated[str, typer.Option(help="Why even the review fee goes back, after withdrawal or denial.")] = "",
    by: By = "",
) -> None:
    """Gives money back, to the card or by a check of the Treasurer. The review fee stays, unless overridden."""
    order = refunds.Order(amount, reason, name(by), override)
    _say(lambda: asdict(refunds.refund(wiring.deps(), payment.strip(), order)))


@app.command()
def void(
    payment: Annotated[str, typer.Argument(help="P-… of a card payment not yet taken, or M-… of a mailed one.")],
    reason: Reason,
    by: By = "",
) -> None:
    """Stops a card payment before the money is taken, or reverses a mailed one recorded in error or bounced."""

    def act() -> dict[str, Any]:
        voids.void(wiring.deps(), payment.strip(), reason, name(by))
        return {"voided": payment.strip().upper()}

    _say(act)


@app.command()
def reconcile(
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Yesterday by default.")
    ] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Yesterday by default.")] = None,
) -> None:
    """Settles what is open, then compares the ledger with the card company's list. Exit code 1 if they differ."""
    deps = wiring.deps()
    yesterday = compare.yesterday(deps)
    begin, end = first.date() if first else yesterday, last.date() if last else yesterday
    found = _say(lambda: asdict(compare.reconcile(deps, begin, end)))
    if found["differences"] or found["unbalanced"]:
        raise typer.Exit(1)


@app.command()
def report(
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"])],
    last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"])],
) -> None:
    """What came in and went out between two days, both included, from the ledger. Cents."""
    _say(lambda: asdict(reports.report(wiring.deps(), first.date(), last.date())))


def _say(act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    answer: dict[str, Any] = say(act, missing="No such number. Check it against the slip or the receipt.")
    return answer
