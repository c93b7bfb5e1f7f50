"""What a made-up educator sends when something is missing: a page that says it is for practice."""

from functools import cache

import typst

_PAGE = """
#set page("us-letter", margin: 3cm)
#set text(size: 12pt)
#align(center)[#text(size: 20pt, weight: "bold")[#sys.inputs.title]]
#v(1cm)
Made up for practice. It belongs to #sys.inputs.name, who does not exist.
#v(1cm)
#table(columns: (2fr, 1fr), [Reading in the content areas], [3 credits], [Assessment], [3 credits],
  [Special education], [6 credits], [Curriculum and methods], [12 credits])
"""


@cache
def scanned(name: str, title: str) -> bytes:
    """A PDF of one page."""
    pdf = typst.compile(_PAGE.encode(), sys_inputs={"name": name, "title": title})
    assert isinstance(pdf, bytes)  # noqa: S101  # nosec B101  # one page gives one file
    return pdf
