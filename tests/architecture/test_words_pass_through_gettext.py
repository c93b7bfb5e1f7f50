"""No word on a page escapes translation: literals given to components go through `_`.

The journey in the pseudo-language proves the same of what the running pages show; this one names the line.
"""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = sorted((ROOT / "cecs_app").rglob("*.py"))
UI = [path for path in PROGRAM if path.is_relative_to(ROOT / "cecs_app" / "ui")]
WORDS = re.compile(r"[A-Za-z]{2,}")
READ_ALOUD = {"alt", "title", "placeholder", "aria_label", "label", "hint"}
TRANSLATED = {"_", "mark", "ngettext"}
SAME_IN_EVERY_LANGUAGE = {"CECS", "Visa", "Mastercard"}


def spoken_literals(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not _is_component(node.func):
            continue
        values = [*node.args, *(one.value for one in node.keywords if one.arg in READ_ALOUD)]
        found += [f"{path.relative_to(ROOT)}:{one.lineno} {one.value!r}" for one in values if _is_words(one)]
    return found


def _is_component(function: ast.expr) -> bool:
    """rx.el.anything(...): what stands in it is shown or read aloud."""
    inner = function.value if isinstance(function, ast.Attribute) else None
    return isinstance(inner, ast.Attribute) and inner.attr == "el"


def _is_words(node: ast.expr) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    return WORDS.search(node.value) is not None and node.value not in SAME_IN_EVERY_LANGUAGE


def curly_apostrophes(path: Path) -> list[str]:
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    words = [one for node in calls if _is_translation(node.func) for one in node.args if _is_words(one)]
    return [f"{path.relative_to(ROOT)}:{one.lineno}" for one in words if "’" in ast.literal_eval(one)]


def _is_translation(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id in TRANSLATED


def test_apostrophes_are_the_straight_ones_that_a_keyboard_has() -> None:
    """Two kinds side by side look careless, and make two messages of one for a translator."""
    assert [one for path in PROGRAM for one in curly_apostrophes(path)] == []


def test_every_literal_on_a_page_is_translatable() -> None:
    assert [one for path in UI for one in spoken_literals(path)] == []


def test_the_check_itself_finds_a_stray_word(tmp_path: Path) -> None:
    page = ROOT / "cecs_app" / "ui" / "sign_in.py"
    assert page in UI
    stray = ast.parse('rx.el.p("Hello there")').body[0]
    assert isinstance(stray, ast.Expr)
    assert isinstance(stray.value, ast.Call)
    assert _is_component(stray.value.func)
    assert _is_words(stray.value.args[0])
