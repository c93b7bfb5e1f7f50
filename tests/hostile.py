"""Names that are more than names to whatever forgets to treat them as text: they are written past every check."""

MARK = "data-ran"
"""An element that bears it was made of a name."""
IMAGE = f"<img {MARK} src=x onerror=ran()>"
SCRIPT = f'"><script {MARK}>ran()</script>'
TEMPLATE = "{{7*7}}${7*7}"
ADDRESS = "javascript:ran()"
FORMULA = "=cmd|'/C calc'!A0"
TYPESET = '#read("/etc/passwd") *bold* $x$'
BACKWARDS = "abc\N{RIGHT-TO-LEFT OVERRIDE}fed"
LINES = "Rita\r\nBcc: all@evil.example"
LONG = "Wolfeschlegelsteinhausenbergerdorffwelchevoraltern"
ALL = (FORMULA, IMAGE, SCRIPT, ADDRESS, TEMPLATE, TYPESET, BACKWARDS, LONG, LINES)

PAIRS = ((f"{FORMULA} {IMAGE}", SCRIPT), (f"{ADDRESS} {TEMPLATE}", f"{TYPESET} {BACKWARDS}"), (LONG, LINES))
"""First and last name, no longer than a signature may be."""
TYPED = {
    "Street address or PO Box": IMAGE,
    "City": TEMPLATE,
    "Why is it denied?": f"Two years are too few. {SCRIPT}",
    "What is waited for?": f"An answer. {IMAGE}",
    "Why it is none of them": f"She was seen. {SCRIPT}",
    "Number printed on it": FORMULA,
}
"""By the label of its field: what is taken as it is, for a person to read."""


def as_shown(text: str) -> str:
    """Blanks and line ends come out of a page, a paper or a label as one blank each."""
    return " ".join(text.split())
