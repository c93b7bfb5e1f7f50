"""Finds the error codes in the source: by the classes that bear them, the calls that raise them, the faults built."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

PACKAGE = Path(__file__).parents[2] / "cecs_app"
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
OTHER_VOCABULARIES = {PACKAGE / "services" / "payments" / "settle.py"}
"""A card's refusals have words of their own, in words/outcomes.py."""
NAMES_ITS_CODE = "NotAllowed"

Function = ast.FunctionDef | ast.AsyncFunctionDef
Node = TypeVar("Node", bound=ast.AST)


def of_classes() -> dict[str, str]:
    """Error class → code."""
    return {
        node.name: code
        for node in _all(ast.ClassDef)
        for line in node.body
        if isinstance(line, ast.Assign | ast.AnnAssign) and _target(line) == "code" and line.value
        for code in strings(line.value)
    }


def raised() -> Iterator[tuple[str, frozenset[str]]]:
    """Each code with the names of the data given to it where it is raised."""
    classes = of_classes()
    for call in _all(ast.Call):
        name = _name(call.func)
        data = frozenset(one.arg for one in call.keywords if one.arg)
        if name == "Limit":
            # A limit names the code of what is told once it is reached; limits.check raises it.
            named = [code for one in call.args[3:] for code in strings(one)] or ["too_many_tries"]
            yield from ((code, frozenset({"minutes"})) for code in named)
        elif name == "TooManyTries":
            continue
        elif name == NAMES_ITS_CODE and call.args:
            yield from ((code, data) for code in strings(call.args[0]))
        elif name == "InvalidFields" and call.args and isinstance(call.args[0], ast.Dict):
            yield from ((code, data) for value in call.args[0].values for code in strings(value))
        elif name == "check_offered":
            yield from ((code, frozenset({"why"})) for code in strings(call.args[-1]))
        elif name in classes and name not in (NAMES_ITS_CODE, "InvalidFields"):
            yield classes[name], data


def of_faults() -> set[str]:
    """What functions that look for faults can answer; such a code is shown without data."""
    return {code for function in _fault_functions() for value in _answers(function) for code in strings(value)}


def strings(value: ast.expr) -> Iterator[str]:
    """The texts that an expression can come to."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from (*strings(value.body), *strings(value.orelse))
    elif isinstance(value, ast.Dict):
        yield from (one for part in value.values for one in strings(part))
    elif isinstance(value, ast.DictComp):
        yield from strings(value.value)


def _fault_functions() -> Iterator[Function]:
    for path, tree in TREES.items():
        if path in OTHER_VOCABULARIES:
            continue
        for node in ast.walk(tree):
            if isinstance(node, Function) and ("fault" in node.name or _raises_fields(node)):
                yield node


def _raises_fields(function: Function) -> bool:
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(_name(call.func) == "InvalidFields" for call in calls)


def _answers(function: Function) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Return | ast.Assign | ast.AnnAssign) and node.value and _is_answer(node, function):
            yield node.value


def _is_answer(node: ast.Return | ast.Assign | ast.AnnAssign, function: Function) -> bool:
    return "fault" in function.name if isinstance(node, ast.Return) else _target(node) in ("faults", "missing")


def _target(line: ast.Assign | ast.AnnAssign) -> str:
    target = line.targets[0] if isinstance(line, ast.Assign) else line.target
    return _name(target.value if isinstance(target, ast.Subscript) else target)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _all(kind: type[Node]) -> Iterator[Node]:
    return (node for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, kind))
