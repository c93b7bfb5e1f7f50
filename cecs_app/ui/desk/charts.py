"""Bars as SVG, measured here, so that the browser needs no library: across in percent, down in pixels.

So the bars grow with the page and the letters do not. Series differ by how they are filled, not by colour alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

HEIGHT, TOP, FLOOR = 190, 22, 160
"""Pixels: of the picture, of its highest line, of its lowest."""
GUTTER = 12.0
"""Percent on the left, for the figures on the lines."""
FILL = 0.66
"""Of the room of a column."""
MEDIAN = 4.0
"""Pixels: how thick the line of a median is."""


@dataclass(frozen=True)
class Bar:
    x: str
    y: str
    width: str
    height: str
    look: str


@dataclass(frozen=True)
class Label:
    """`look` is where it is held: middle, end or start."""

    x: str
    y: str
    words: str
    look: str


@dataclass(frozen=True)
class Rule:
    """A line across, with what it stands for."""

    y: str
    words_y: str
    words: str


@dataclass(frozen=True)
class Picture:
    """`said`: the same in a sentence, for who can't see it; `rows`: all figures, as a table."""

    headline: str = ""
    said: str = ""
    bars: tuple[Bar, ...] = ()
    rules: tuple[Rule, ...] = ()
    labels: tuple[Label, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Column:
    """`parts` stand on each other, the first at the bottom. Whole numbers, so that the lines fall on whole ones."""

    name: str
    parts: tuple[int, ...]


LOOKS = ("bar one", "bar two", "bar three")


def stacks(columns: Sequence[Column], said: Callable[[int], str]) -> tuple[tuple[Bar, ...], tuple[Rule, ...]]:
    """`said` puts the figure of a line into words."""
    top = ceiling(max((sum(one.parts) for one in columns), default=0))
    bars = [bar for number, one in enumerate(columns) for bar in _stack(number, len(columns), one.parts, top)]
    return tuple(bars), rules(top, said)


def ranges(
    columns: Sequence[tuple[float, float, float] | None], said: Callable[[int], str]
) -> tuple[tuple[Bar, ...], tuple[Rule, ...]]:
    """From a lower to an upper figure, with the middle one as a line; None leaves the column empty."""
    top = ceiling(max((one[2] for one in columns if one), default=0))
    bars: list[Bar] = []
    for number, one in enumerate(columns):
        if one:
            low, middle, high = (_y(figure, top) for figure in one)
            bars.append(_bar(number, len(columns), high, max(low - high, 1), "bar two"))
            bars.append(_bar(number, len(columns), middle - MEDIAN / 2, MEDIAN, "bar median"))
    return tuple(bars), rules(top, said)


def names(columns: Sequence[str], every: int = 1) -> tuple[Label, ...]:
    """Below the columns; with `every`, only each so-many-th, and the last."""
    last = len(columns) - 1
    shown = [number for number in range(len(columns)) if number % every == 0 or number == last]
    return tuple(
        Label("100%", str(HEIGHT - 8), columns[number], "end")
        if number == last and every > 1
        else Label(_middle(number, len(columns)), str(HEIGHT - 8), columns[number], "middle")
        for number in shown
    )


def figures(totals: Sequence[int]) -> tuple[Label, ...]:
    """What each column comes to, above it."""
    top = ceiling(max(totals, default=0))
    return tuple(
        Label(_middle(number, len(totals)), str(round(_y(total, top) - 6, 1)), str(total), "middle")
        for number, total in enumerate(totals)
    )


def ceiling(most: float) -> int:
    """The highest line: round, even, and not below `most`."""
    step = 1
    while True:
        for factor in (2, 3, 4, 5, 6, 8):
            top = factor * step
            if top >= most and top % 2 == 0:
                return top
        step *= 10


def rules(top: int, said: Callable[[int], str]) -> tuple[Rule, ...]:
    lines = ((figure, _y(figure, top)) for figure in (0, top // 2, top))
    return tuple(Rule(str(round(y, 1)), str(round(y + 4, 1)), said(figure)) for figure, y in lines)


def _stack(number: int, count: int, parts: Sequence[int], top: int) -> list[Bar]:
    bars, below = [], 0
    for part, look in zip(parts, LOOKS, strict=False):
        if part:
            upper = _y(below + part, top)
            bars.append(_bar(number, count, upper, _y(below, top) - upper, look))
        below += part
    return bars


def _bar(number: int, count: int, y: float, height: float, look: str) -> Bar:
    room = (100 - GUTTER) / count
    left = GUTTER + room * (number + (1 - FILL) / 2)
    return Bar(f"{left:.2f}%", str(round(y, 1)), f"{room * FILL:.2f}%", str(round(height, 1)), look)


def _middle(number: int, count: int) -> str:
    return f"{GUTTER + (100 - GUTTER) * (number + 0.5) / count:.2f}%"


def _y(figure: float, top: int) -> float:
    return FLOOR - (FLOOR - TOP) * figure / top
