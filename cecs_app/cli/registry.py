"""`registry import`, `registry practice` and `registry match`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cecs_app import wiring
from cecs_app.cli.asked import BadInput, Question, answer, iso_date, required_text
from cecs_app.domain.identity import Identity
from cecs_app.domain.registry_rows import CERTIFICATE_COLUMNS, EDUCATOR_COLUMNS
from cecs_app.domain.ssn import checked_ssn
from cecs_app.practice.load import NotForProduction, load_practice
from cecs_app.services import register
from cecs_app.services.registry_files import UnreadableFile, read_rows
from cecs_app.services.registry_import import Report, Tally, import_registry

app = typer.Typer(no_args_is_help=True, help="The Bureau's registry of educators.")


@app.command("import")
def import_files(
    educators: Annotated[Path, typer.Option(help="CSV of educators.")],
    certificates: Annotated[Path, typer.Option(help="CSV of certificates and permits.")],
) -> None:
    """Loads the good rows, names the bad ones by file, line and reason; exit code 1 if a file can't be read."""
    try:
        rows = read_rows(educators, EDUCATOR_COLUMNS), read_rows(certificates, CERTIFICATE_COLUMNS)
        report = import_registry(wiring.deps(), *rows)
    except UnreadableFile as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    _tell(report)


@app.command()
def practice() -> None:
    """Loads the made-up registry, with the days of its certificates counted from today."""
    try:
        report = load_practice(wiring.deps())
    except NotForProduction as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    _tell(report)


@app.command()
def match() -> None:
    """Takes {"ssn", "first_name", "last_name", "date_of_birth"}: whose record is it? Changes nothing."""
    answer(_match)


def _match(question: Question) -> object:
    ssn = checked_ssn(required_text(question, "ssn"))
    if ssn is None:
        raise BadInput("ssn: nine digits that could have been issued are needed")
    first_name, last_name = required_text(question, "first_name"), required_text(question, "last_name")
    born = _past(iso_date(question, "date_of_birth"))
    found = register.find_match(wiring.deps(), Identity(ssn, first_name, last_name, born))
    return {"outcome": found.outcome, "ein": found.ein}


def _past(born: date) -> date:
    if born >= wiring.deps().today():
        raise BadInput("date_of_birth: a day in the past is needed")
    return born


def _tell(report: Report) -> None:
    for fault in report.faults:
        typer.echo(f"{fault.file}:{fault.line}: {fault.reason}")
    typer.echo(_line("educators", report.educators))
    typer.echo(_line("certificates", report.certificates))
    typer.echo(f"bad rows: {len(report.faults)}")


def _line(what: str, tally: Tally) -> str:
    return f"{what}: {tally.added} added, {tally.changed} changed, {tally.unchanged} unchanged"
