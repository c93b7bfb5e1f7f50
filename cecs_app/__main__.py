"""`python -m cecs_app …`: what is done from the command line, by a developer, a machine or the support staff."""

from cecs_app.cli.main import app

app(prog_name="python -m cecs_app")
