"""No screen asks for what the policy of pages forbids: a style in the page, or a text that becomes a script."""

import ast
from pathlib import Path

import pytest
import reflex as rx

from cecs_app.ui import routes
from cecs_app.ui.page import Page

UI = Path(routes.__file__).parent
MADE_INTO_SCRIPTS = {
    "call_script",
    "run_script",
    "call_function",
    "toast",
    "html",
    "script",
    "clipboard",
    "dangerously_set_inner_html",
}
"""What Reflex gives to eval or writes into the page unread: `rx.toast`, `rx.html`, ..."""


def styles(component: rx.Component) -> list[str]:
    """What Reflex would write into the page as a style."""
    return [one for one in str(component.render()).split("'") if one.startswith("css:")]


@pytest.mark.parametrize("page", routes.PAGES, ids=lambda page: page.route)
def test_no_screen_brings_a_style_of_its_own(page: Page) -> None:
    assert styles(page.build()) == []


def test_a_style_would_be_found() -> None:
    assert styles(rx.el.div(rx.cond(rx.State.is_hydrated, rx.el.img(src="/mark.svg", width="40")))) != []


def forbidden_names(source: str) -> set[str]:
    """Of the attributes of `rx` alone: `rx.el.script` with an address is a file."""
    found = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute))
    return {one.attr for one in found if isinstance(one.value, ast.Name) and one.value.id == "rx"} & MADE_INTO_SCRIPTS


def test_no_screen_hands_the_browser_a_text_to_run() -> None:
    guilty = {str(path): forbidden_names(path.read_text(encoding="utf-8")) for path in UI.rglob("*.py")}
    assert {path: names for path, names in guilty.items() if names} == {}
    assert forbidden_names("rx.call_script('x')") == {"call_script"}
