"""wapiti, as nobody, as an educator and as a reviewer: it ends without a finding. Writes docs/scan-figures.md."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cecs_app.domain.staff import Role
from cecs_app.settings import Settings
from cecs_app.web import cookies
from tests.at_desk import cookie_of_clerk, hired
from tests.e2e.portal import ROOT, free_port
from tests.fuzz.people import gather
from tests.integration.test_doors import our_routes
from tests.long.scan_web.front import PAGE, front
from tests.socket.backend import Backend
from tests.socket.built import built_portal

FIGURES = ROOT / "docs" / "scan-figures.md"
MODULES = (
    "backup blindsql cookieflags crlf csp csrf exec file htaccess http_headers methods permanentxss redirect "
    "shellshock sql xss"
)
"""All but those that ask the scanner's own servers (ssrf, xxe, nikto, wapp) or only guess passwords and paths."""
SCAN_SECONDS, ATTACK_SECONDS = 300, 120
EXPLAINED = {
    "Lack of anti CSRF token": "tests/integration/test_origins.py",
    "X-XSS-Protection is not set": "tests/integration/test_headers.py",
}
"""What is no fault, and the test that shows why: posts are told by their origin, and scripts by the policy of pages,
where that header, which browsers have dropped, once stood.
"""
WHO = ("nobody", "an educator", "a reviewer")


@dataclass(frozen=True)
class Scanned:
    url: str
    cookies: dict[str, str]
    starts: list[str]


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scanned]:
    """Without wapiti it fails: apt install wapiti."""
    assert shutil.which("wapiti"), "wapiti is not installed: apt install wapiti"
    port = free_port()
    url, folder = f"https://localhost:{port}", tmp_path_factory.mktemp("scan")
    with built_portal(folder, "scan", CECS_PUBLIC_URL=url) as portal, front(port, portal.url, _posts(), folder):
        yield _people(portal, url)


def _posts() -> list[str]:
    routes: Any = [one for one in our_routes().routes if "POST" in (getattr(one, "methods", None) or ())]
    return [_filled(one.path) for one in routes if "{rest" not in one.path]


def _filled(path: str) -> str:
    for name in ("application", "item", "reference", "letter", "name", "step"):
        path = path.replace("{" + name + "}", "A-1")
    return path


def _people(portal: Backend, url: str) -> Scanned:
    name = cookies.session_name(Settings(public_url=url))
    people = gather(portal.deps, name)
    (mallory,) = [one.cookie for one in people.hostile if one.name == "mallory"]
    reviewer = f"{name}={cookie_of_clerk(portal.deps, hired(portal.deps, Role.REVIEWER, name='Wanda'))}"
    reads: Any = [one for one in our_routes().routes if "GET" in (getattr(one, "methods", None) or ())]
    starts = [
        f"{url}{_filled(one.path)}?language=en&size=a4&from=2026-11-02" for one in reads if "{rest" not in one.path
    ]
    pages = ("/login/", "/create-account/", "/applications/A-1/details", "/desk/login/", "/desk?find=A-1&page=2")
    return Scanned(
        url,
        dict(zip(WHO, ("", mallory, reviewer), strict=True)),
        [f"{url}{PAGE}", *starts, *(url + one for one in pages)],
    )


@pytest.fixture(scope="module")
def reports(scanned: Scanned, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("wapiti")
    found = {who: _scan(scanned, cookie, folder / who.replace(" ", "-")) for who, cookie in scanned.cookies.items()}
    _write(found)
    return found


def _scan(scanned: Scanned, cookie: str, folder: Path) -> dict[str, Any]:
    folder.mkdir()
    report = folder / "report.json"
    command = ["wapiti", "-u", f"{scanned.url}/", "--scope", "domain", "--flush-session", "--no-bugreport", "-v", "0"]
    for one in scanned.starts:
        command += ["-s", one]
    command += ["-m", ",".join(MODULES.split()), "-t", "60", "-d", "6", "--max-links-per-page", "50"]
    command += ["--max-scan-time", str(SCAN_SECONDS), "--max-attack-time", str(ATTACK_SECONDS)]
    command += ["--store-session", str(folder), "--store-config", str(folder), "-f", "json", "-o", str(report)]
    command += ["-H", f"Origin: {scanned.url}", *(["-H", f"Cookie: {cookie}"] if cookie else [])]
    done = subprocess.run(command, capture_output=True, text=True, timeout=3_600)
    assert report.exists(), done.stdout[-2_000:] + done.stderr[-2_000:]
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return told


def findings(report: dict[str, Any]) -> list[str]:
    return [
        f"{kind}: {one['method']} {one['path']} {one['info']}"
        for part in ("vulnerabilities", "anomalies")
        for kind, found in report[part].items()
        for one in found
        if one["info"] not in EXPLAINED
    ]


def test_whatever_is_explained_is_explained_by_a_test() -> None:
    assert [one for one in EXPLAINED.values() if not (ROOT / one).is_file()] == []


@pytest.mark.parametrize("who", WHO)
def test_the_scanner_finds_nothing(reports: dict[str, dict[str, Any]], who: str) -> None:
    assert findings(reports[who]) == []


def _write(reports: dict[str, dict[str, Any]]) -> None:
    version = next(iter(reports.values()))["infos"]["version"]
    rows = "\n".join(f"| {who} | {len(findings(report))} |" for who, report in reports.items())
    FIGURES.write_text(
        f"""# An outside scanner over the portal

Written by `make test-scan-web`: {version}, over the built portal with its practice data: its pages, every endpoint
that is read and, on one page more, every form that is posted. Modules: {MODULES}.

| Scanned as | Findings |
|---|---|
{rows}

Explained by a test: {"; ".join(f"“{said}”, `{test}`" for said, test in EXPLAINED.items())}.

Last run: {datetime.now(UTC):%B %-d, %Y}.
""",
        encoding="utf-8",
    )
