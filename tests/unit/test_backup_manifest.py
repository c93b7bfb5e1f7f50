"""A manifest says what it said when it was written, and what is none is told from one."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from cecs_app.domain.audit import Head
from cecs_app.domain.backup import Manifest, NoManifest, Part, as_bytes, parse_manifest

MANIFEST = Manifest(
    kind="sqlite",
    revision="0004",
    taken_at=datetime(2027, 1, 15, 17, tzinfo=UTC),
    head=Head(8, "ab"),
    rows={"event": 8},
    parts={"database": Part("cd", 100), "documents/1": Part("ef", 10)},
    lost=("2",),
    keys={"CECS_AUDIT_KEY": "01"},
)


def test_there_and_back() -> None:
    assert parse_manifest(as_bytes(MANIFEST)) == MANIFEST
    assert MANIFEST.documents == 1


def without(name: str) -> bytes:
    told = json.loads(as_bytes(MANIFEST))
    del told[name]
    return json.dumps(told).encode()


def with_another(name: str, value: Any) -> bytes:
    return json.dumps(json.loads(as_bytes(MANIFEST)) | {name: value}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"1",
        b"{}",
        b"\xff",
        *[without(name) for name in json.loads(as_bytes(MANIFEST))],
        with_another("form", "cecs-backup-2"),
        with_another("taken_at", "yesterday"),
        with_another("head", "nowhere"),
        with_another("parts", {"database": {"sha256": "ab"}}),
        with_another("parts", []),
        with_another("unheard_of", 1),
    ],
)
def test_what_is_no_manifest(content: bytes) -> None:
    with pytest.raises(NoManifest):
        parse_manifest(content)
