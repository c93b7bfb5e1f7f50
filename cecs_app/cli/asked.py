"""JSON in on standard input, JSON out on standard output: so that no SSN ever stands in a command line.

A list of questions is answered by a list. Bad input gives {"error": …} and exit code 1; in a list the error names
the element by its index, and nothing else is answered.
"""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import typer

from cecs_app.domain.errors import CecsError

Question = Mapping[str, Any]


class BadInput(Exception):
    """The words say what is wrong with the input, and never repeat an SSN."""


def answer(find: Callable[[Question], object]) -> None:
    """Reads one question or a list of them, and prints what `find` says to each."""
    try:
        found = _answers(_read(), find)
    except BadInput as error:
        typer.echo(json.dumps({"error": str(error)}, ensure_ascii=False))
        raise typer.Exit(1) from error
    typer.echo(json.dumps(found, ensure_ascii=False))


def required_text(question: Question, name: str) -> str:
    value = question.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BadInput(f"{name}: a text is needed")
    return value.strip()


def iso_date(question: Question, name: str) -> date:
    value = required_text(question, name)
    try:
        found = date.fromisoformat(value)
    except ValueError:
        found = None
    # Python reads "20270115" and "2027-W02-5" too; what is promised is one form.
    if found is None or found.isoformat() != value:
        raise BadInput(f"{name}: a date like 2027-01-15 is needed")
    return found


def _read() -> Any:
    try:
        return json.loads(sys.stdin.buffer.read())
    except (ValueError, RecursionError) as error:
        raise BadInput("standard input is not JSON") from error


def _answers(asked: Any, find: Callable[[Question], object]) -> object:
    if not isinstance(asked, list):
        return _one(asked, find)
    return [_numbered(index, question, find) for index, question in enumerate(asked)]


def _numbered(index: int, question: Any, find: Callable[[Question], object]) -> object:
    try:
        return _one(question, find)
    except BadInput as error:
        raise BadInput(f"[{index}] {error}") from error


def _one(question: Any, find: Callable[[Question], object]) -> object:
    if not isinstance(question, dict):
        raise BadInput("a JSON object is needed")
    try:
        return find(question)
    except CecsError as error:
        raise BadInput(_plain(error)) from error


def _plain(error: CecsError) -> str:
    data = ", ".join(f"{name} {value}" for name, value in error.data.items())
    return f"{error.code}: {data}" if data else error.code
