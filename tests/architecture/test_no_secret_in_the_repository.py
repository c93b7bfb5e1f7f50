"""No key and no password of anything real stands in the repository, nor in anything that was ever committed to it."""

import math
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("reflex.lock/", "requirements.txt", "requirements-dev.txt", "requirements-tools.txt")
"""Hashes of packages, thousands of them."""
KNOWN = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{20,}"
    r"|\bxox[abprs]-[\w-]{10,}|\bAIza[\w-]{35}|\bya29\.[\w-]{20,}"
    r"|\b[sr]k_live_\w{8,}|\bwhsec_[A-Za-z0-9]{16,}"
    r"|\bpypi-[\w-]{40,}|\bnpm_[A-Za-z0-9]{30,}|\bSG\.[\w-]{16,}\.[\w-]{16,}"
    r"|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\."
    r"|\b[a-z][a-z0-9+]*://[^\s:/@'\"{}]+:[^\s/@'\"{}]{6,}@"
)
QUOTED = re.compile(r"""["'`=: ]([A-Za-z0-9+/_-]{24,}={0,2})(?=["'`\s,;)]|$)""")
BITS_A_CHARACTER = 4.2
"""English and names in code have 3.9 at most in words of such length, base64 of a key has 4.5 and more."""
EXPLAINED = {
    "3000/applications/A-2345-WXYZ/slip": "an address in a test",
    "3000/applications/CT-ADA/pay/result": "an address in a test",
    "cs_test_a1B2c3D4e5F6g7H8i9J0k1L2": "made up: a session of the sandbox's card company",
    "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=": "of an inline script of Reflex's, which a policy allows",
    "smtp://[user:password@": "how to write a setting",
}


def is_random(text: str) -> bool:
    """As a key is: many different characters, of more kinds than a name has."""
    counts = Counter(text).values()
    bits = -sum(one / len(text) * math.log2(one / len(text)) for one in counts)
    kinds = sum(any(map(kind, text)) for kind in (str.isdigit, str.isupper, str.islower))
    return bits > BITS_A_CHARACTER and kinds == 3


def secrets_in(lines: Iterable[str]) -> set[str]:
    found = {match[0] for line in lines for match in KNOWN.finditer(line)}
    return found | {match[1] for line in lines for match in QUOTED.finditer(line) if is_random(match[1])}


def git(*command: str) -> str:
    run = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, check=True)
    return run.stdout.decode(errors="replace")


def committed() -> Iterator[tuple[str, str]]:
    """Each line that was ever added, with its file."""
    path = ""
    for line in git("log", "--all", "-p", "--unified=0", "--no-color", "--no-ext-diff", "--format=").splitlines():
        if line.startswith("+++ "):
            path = line.removeprefix("+++ b/")
        elif line.startswith("+"):
            yield path, line[1:]


def standing() -> Iterator[tuple[str, str]]:
    """Each line of what is there now, not committed yet included."""
    for name in git("ls-files", "--cached", "--others", "--exclude-standard").splitlines():
        if (ROOT / name).is_file():
            yield from ((name, line) for line in (ROOT / name).read_text(errors="replace").splitlines())


@cache
def found() -> set[str]:
    lines = {line[:2000] for path, line in (*committed(), *standing()) if not path.startswith(LOCKS)}
    assert len(lines) > 20_000, "the whole history is there, not its last commit alone"
    return secrets_in(lines)


def test_nothing_looks_like_a_secret_but_what_is_explained() -> None:
    assert {one for one in found() if not any(one in allowed for allowed in EXPLAINED)} == set()


def test_nothing_is_explained_that_is_not_there() -> None:
    assert {allowed for allowed in EXPLAINED if not any(one in allowed for one in found())} == set()


@pytest.mark.parametrize(
    "line",
    [
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "key = 'AKIA" + "Q3EGRJ7CXNH5TQ4P'",
        "STRIPE=sk_" + "live_51Hq8zKJ2eZvKYlo2C",
        "url: postgresql://cecs:" + "hunter2hunter2@db/cecs",
        'token = "' + "kX9vQ2mL7pR4" + "sT8wY1zA3bC6" + "dE5fG0hJ" + '"',
    ],
)
def test_a_secret_would_be_found(line: str) -> None:
    assert secrets_in([line])
