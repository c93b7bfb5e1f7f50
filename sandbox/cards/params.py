"""Turns `line_items[0][price_data][currency]=usd` into one checked object, or into Stripe's error for it."""

import re
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, ValidationError

from sandbox.cards.errors import GatewayError, wrong_parameter

Path = tuple[str | int, ...]


class Params(BaseModel):
    """What one request may say. Anything else is refused, so that a misspelt parameter never passes."""

    model_config = ConfigDict(extra="forbid")


P = TypeVar("P", bound=Params)


def parse(model: type[P], encoded: str) -> P:
    try:
        return model.model_validate(_nested(encoded))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise _refusal(first["type"], _bracketed(first["loc"]), first["msg"]) from None


def _nested(encoded: str) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for position, (name, value) in enumerate(parse_qsl(encoded, keep_blank_values=True)):
        steps = [step or str(position) for step in re.findall(r"[^\[\]]+|(?<=\[)(?=\])", name)] or [name]
        _plant(tree, steps, value)
    return {name: _lists(branch) for name, branch in tree.items()}


def _plant(tree: dict[str, Any], steps: list[str], value: str) -> None:
    for step in steps[:-1]:
        tree = tree.setdefault(step, {})
        if not isinstance(tree, dict):
            raise wrong_parameter(step, f"Invalid parameter: {step} is both a value and a hash.")
    tree[steps[-1]] = value


def _lists(branch: Any) -> Any:
    """A branch whose names are all numbers is a list: that is how the library sends one."""
    if not isinstance(branch, dict):
        return branch
    values = {name: _lists(value) for name, value in branch.items()}
    if all(name.isdigit() for name in values):
        return [values[name] for name in sorted(values, key=int)]
    return values


def _bracketed(loc: Path) -> str:
    return str(loc[0]) + "".join(f"[{step}]" for step in loc[1:])


def _refusal(type: str, param: str, message: str) -> GatewayError:
    match type:
        case "extra_forbidden":
            return wrong_parameter(param, f"Received unknown parameter: {param}", "parameter_unknown")
        case "missing":
            return wrong_parameter(param, f"Missing required param: {param}.", "parameter_missing")
        case "int_parsing" | "int_type":
            return wrong_parameter(param, f"Invalid integer: {param}", "parameter_invalid_integer")
        case "greater_than_equal" | "less_than_equal":
            return wrong_parameter(param, f"Invalid {param}: {message}", "parameter_invalid_integer")
    return wrong_parameter(param, f"Invalid {param}: {message}")
