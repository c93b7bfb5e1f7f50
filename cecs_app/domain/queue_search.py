"""What the search boxes of the desk can mean, besides a reference: an EIN, or the beginning of a name."""

from cecs_app.domain.names import fold, fold_last_name

MOST_WORDS = 5
"""Of a name: each place between two of them may be where the last name ends."""
SHORTEST_NAME = 2


def as_ein(typed: str) -> str:
    return "".join(typed.split())


def name_prefixes(typed: str) -> tuple[str, ...]:
    """Beginnings of domain.names.name_key that the words can mean: "Smith, Jo", "smith jo", "jo smith".

    With a comma it is certain where the last name ends; without one, each division is tried. Empty for less than two
    letters.
    """
    last, comma, first = typed.partition(",")
    words = typed.replace(",", " ").split()[:MOST_WORDS]
    if len(fold("".join(words))) < SHORTEST_NAME:
        return ()
    if comma:
        return (_prefix(last, first),)
    cuts = range(1, len(words))
    divided = [(words[:cut], words[cut:]) for cut in cuts]
    prefixes = [_prefix(" ".join(words), ""), *(_prefix(" ".join(one), " ".join(two)) for one, two in divided)]
    turned = [_prefix(" ".join(two), " ".join(one)) for one, two in divided]
    return tuple(dict.fromkeys([*prefixes, *turned]))


def _prefix(last: str, first: str) -> str:
    """Without a first name the last one may go on; with one it is whole, without its suffix (Jr.), as in the key."""
    return f"{fold_last_name(last)} {fold(first)}" if fold(first) else fold(last)
