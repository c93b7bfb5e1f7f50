"""For Babel: finds the words that stand in rules/*.toml, so that they are translated like all others.

`make words` writes locale/cecs.pot and brings every language's catalogue up to date with it.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

SPOKEN_KEYS = frozenset({"name", "text", "paragraphs"})
Message = tuple[int, str, str, list[str]]


def extract_rules(
    fileobj: IO[bytes],
    keywords: Collection[str],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[Message]:
    """Babel's extractor interface: (line, function, message, comments). TOML keeps no line numbers."""
    for message in _spoken(tomllib.load(fileobj)):
        yield 1, "_", message, []


def _spoken(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for inner_key, inner in value.items():
            yield from _spoken(inner, inner_key)
    elif isinstance(value, list):
        for inner in value:
            yield from _spoken(inner, key)
    elif isinstance(value, str) and key in SPOKEN_KEYS:
        yield value
