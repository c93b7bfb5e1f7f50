"""The table of commands."""

import sys

import structlog
import typer

from cecs_app.cli import application, audit, database, payments, questions, registry, staff
from cecs_app.cli.serve import serve

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)


@app.callback()
def start() -> None:
    """What happens is told on standard error: standard output holds the answer alone."""
    structlog.configure(logger_factory=lambda *_: structlog.PrintLogger(sys.stderr))


app.add_typer(database.app, name="db")
app.add_typer(registry.app, name="registry")
app.add_typer(questions.fees, name="fees")
app.add_typer(questions.certificate, name="certificate")
app.add_typer(application.app, name="application")
app.add_typer(payments.app, name="payments")
app.add_typer(audit.app, name="audit")
app.add_typer(staff.app, name="staff")
app.command()(serve)
