"""The table of commands."""

import typer

from cecs_app import logs
from cecs_app.cli import account, application, audit, database, keys, payments, questions, registry, staff
from cecs_app.cli.backup import backup, restore
from cecs_app.cli.retention import retention
from cecs_app.cli.serve import serve
from cecs_app.settings import Settings

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)


@app.callback()
def start() -> None:
    """What happens is told on standard error: standard output holds the answer alone."""
    logs.configure(Settings())


app.add_typer(database.app, name="db")
app.add_typer(registry.app, name="registry")
app.add_typer(questions.fees, name="fees")
app.add_typer(questions.certificate, name="certificate")
app.add_typer(application.app, name="application")
app.add_typer(payments.app, name="payments")
app.add_typer(audit.app, name="audit")
app.add_typer(staff.app, name="staff")
app.add_typer(account.app, name="account")
app.add_typer(keys.app, name="keys")
app.command()(backup)
app.command()(restore)
app.command()(retention)
app.command()(serve)
