"""Whatever the portal runs on may be run by a state, and asks nothing of the portal's own code."""

import re
from importlib import metadata

from tests.architecture.test_locks import locked_here

FREE = re.compile(r"\b(MIT|MIT-0|BSD|BSD-[23]-Clause|Apache|Apache-2\.0|ISC|PSF-2\.0|MPL|MPL-2\.0|Unlicense)\b")
LENDING = {
    "psycopg": "LGPL: imported as it is, so nothing of ours falls under it",
    "psycopg-binary": "as psycopg",
    "python-stdnum": "as psycopg",
}


def licence(name: str) -> str:
    """By its expression, else by its old field and its classifiers."""
    about = metadata.metadata(name)
    classifiers = [one for one in about.get_all("Classifier") or [] if one.startswith("License")]
    return about.get("License-Expression") or " ".join([about.get("License") or "", *classifiers])


def test_every_package_the_portal_runs_on_is_free_for_us_to_use() -> None:
    packages = locked_here("requirements.txt")
    assert len(packages) > 50
    others = {name: licence(name)[:80] for name in packages if not FREE.search(licence(name))}
    assert set(others) == set(LENDING), others
    assert all(re.search(r"LGPL|Lesser General", one) for one in others.values())
