"""Wherever a screen leads on to, it is a screen of ours: the hosted card page is the one way out."""

import ast
from pathlib import Path

import pytest

from cecs_app.language import speaking
from cecs_app.ui import routes
from cecs_app.ui.visiting import go

UI = Path(routes.__file__).parent


@pytest.mark.parametrize(
    "to",
    [
        "",
        "login",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n\r/evil.example",
        " //evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
    ],
)
def test_no_handler_can_lead_to_another_site(to: str) -> None:
    for language in ("en", "es"):
        with speaking(language), pytest.raises(ValueError, match="screens only"):
            go(to)


@pytest.mark.parametrize(
    "to", ["/", "/login", "/desk?find=a%2Fb", "/applications/A-1/pay", "/desk/cashier/envelope/A B"]
)
def test_a_screen_of_ours_is_reached(to: str) -> None:
    assert to in str(go(to))


def redirecting(path: Path) -> int:
    """How often a file sends the browser on by itself, past `go`."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return sum(isinstance(one, ast.Attribute) and one.attr == "redirect" for one in nodes)


def test_only_the_choice_of_how_to_pay_leads_elsewhere() -> None:
    found = {str(path.relative_to(UI)): redirecting(path) for path in UI.rglob("*.py")}
    assert {path: times for path, times in found.items() if times} == {"visiting.py": 1, "pay/choose.py": 1}
