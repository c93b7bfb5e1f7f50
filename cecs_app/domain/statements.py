"""The texts a person agrees to or answers, by version and date. The rows are in rules/statements.toml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar


@dataclass(frozen=True)
class Statement:
    """`paragraphs` are shown as they stand; `version` is stored with every agreement."""

    version: str
    valid_from: date
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    id: str
    text: str


@dataclass(frozen=True)
class Questionnaire:
    """Every question is answered yes or no; a "yes" asks for an explanation."""

    version: str
    valid_from: date
    questions: tuple[Question, ...]


Dated = TypeVar("Dated", Statement, Questionnaire)


@dataclass(frozen=True)
class Statements:
    acknowledgements: tuple[Statement, ...]
    declarations: tuple[Statement, ...]
    conduct: tuple[Questionnaire, ...]

    def acknowledgement(self, on: date) -> Statement:
        """What is acknowledged at each login."""
        return _newest(self.acknowledgements, on)

    def declaration(self, on: date) -> Statement:
        """What is signed when an application is submitted."""
        return _newest(self.declarations, on)

    def conduct_questions(self, on: date) -> Questionnaire:
        return _newest(self.conduct, on)

    def conduct_version(self, version: str) -> Questionnaire:
        """The questions as they stood when they were answered. KeyError for a version never published."""
        return next(one for one in self.conduct if one.version == version)


def parse_statements(rows: Mapping[str, Any]) -> Statements:
    """From the parsed file; KeyError or ValueError for a row that lacks something."""
    return Statements(
        acknowledgements=tuple(_statement(row) for row in rows["acknowledgement"]),
        declarations=tuple(_statement(row) for row in rows["declaration"]),
        conduct=tuple(_questionnaire(row) for row in rows["conduct"]),
    )


def _statement(row: Mapping[str, Any]) -> Statement:
    return Statement(row["version"], row["valid_from"], tuple(row["paragraphs"]))


def _questionnaire(row: Mapping[str, Any]) -> Questionnaire:
    questions = tuple(Question(one["id"], one["text"]) for one in row["questions"])
    return Questionnaire(row["version"], row["valid_from"], questions)


def _newest(versions: Sequence[Dated], on: date) -> Dated:
    begun = [one for one in versions if one.valid_from <= on]
    if not begun:
        raise ValueError(f"no text is in force on {on}")
    return max(begun, key=lambda one: one.valid_from)
