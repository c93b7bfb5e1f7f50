"""What the build left to be served: the scripts that stand in its pages, as hashes, and its other files."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from cecs_app.web.headers import Kind

NOT_FOUND = "404"
"""The page for every address that has none of its own: the screens whose address varies, and what is not there."""


@dataclass(frozen=True)
class Built:
    """`scripts`: the hashes of each page's own, as a policy wants them, by its route without slashes at the ends;
    `files`: the addresses of all that is no page."""

    scripts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()

    def scripts_of(self, path: str) -> tuple[str, ...]:
        return self.scripts.get(_route(path), self.scripts.get(NOT_FOUND, ()))

    def kind(self, path: str, media_type: str) -> Kind:
        if media_type.startswith("text/html"):
            return Kind.PAGE
        if path not in self.files:
            return Kind.PRIVATE
        return Kind.HASHED if path.startswith("/assets/") else Kind.PUBLIC


NOTHING_BUILT = Built()


def read_built(folder: Path) -> Built:
    """Of a folder that is not there, nothing: hot reload serves the pages elsewhere."""
    files = [one for one in folder.rglob("*") if one.is_file()]
    pages = {_route(_address(folder, one)): one for one in files if one.suffix == ".html"}
    return Built(
        {route: inline_scripts(page.read_text(encoding="utf-8")) for route, page in pages.items()},
        frozenset(_address(folder, one) for one in files if one.suffix != ".html"),
    )


def inline_scripts(html: str) -> tuple[str, ...]:
    """The hashes by which a policy allows just these: https://www.w3.org/TR/CSP3/#script-src."""
    reader = _Scripts()
    reader.feed(html)
    reader.close()
    hashes = (hashlib.sha256(one.encode()).digest() for one in reader.found)
    return tuple(dict.fromkeys(f"'sha256-{base64.b64encode(one).decode()}'" for one in hashes))


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_inside = tag == "script" and "src" not in dict(attrs)
        if self._is_inside:
            self.found.append("")

    def handle_endtag(self, _tag: str) -> None:
        self._is_inside = False

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.found[-1] += data


def _address(folder: Path, file: Path) -> str:
    return f"/{file.relative_to(folder).as_posix()}"


def _route(address: str) -> str:
    """/login, /login/, /login.html and /login/index.html are one page."""
    bare = address.strip("/").removesuffix(".html")
    return bare.removesuffix("/index") if bare != "index" else ""
