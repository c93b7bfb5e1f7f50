"""When two names count as the same name.

Source: the identity rules of the EIN issue. "Names are folded before comparison: case, accents, blanks,
hyphens, apostrophes, suffixes (Jr., III). First names are *compatible* when equal, when one is a known
nickname of the other, or when a middle name or initial stands on one side only. Last names are equal when
the current or any former one is."

A missing datum matches nothing: a name that folds to nothing is neither equal to nor compatible with
any other, not even another empty one.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from cecs_app.domain.nicknames import is_nickname_pair

# Letters whose stroke or ligature Unicode does not treat as an accent, so decomposition leaves them alone.
_PLAIN_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŧ": "t",
        "ŋ": "n",
        "ə": "e",
    }
)

# Typewriter, typographic, prime, modifier-letter, Armenian and Hebrew forms people type for an apostrophe.
_APOSTROPHES = frozenset(
    "'`\N{ACUTE ACCENT}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{SINGLE LOW-9 QUOTATION MARK}\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}\N{PRIME}\N{REVERSED PRIME}"
    "\N{MODIFIER LETTER PRIME}\N{MODIFIER LETTER DOUBLE PRIME}\N{MODIFIER LETTER TURNED COMMA}"
    "\N{MODIFIER LETTER APOSTROPHE}\N{MODIFIER LETTER REVERSED COMMA}"
    "\N{MODIFIER LETTER RIGHT HALF RING}\N{MODIFIER LETTER LEFT HALF RING}"
    "\N{MODIFIER LETTER VERTICAL LINE}\N{MODIFIER LETTER ACUTE ACCENT}\N{MODIFIER LETTER GRAVE ACCENT}"
    "\N{LATIN SMALL LETTER SALTILLO}\N{ARMENIAN APOSTROPHE}\N{HEBREW PUNCTUATION GERESH}"
)

# Used as hyphens, though Unicode files them outside its dash category.
_HYPHENS_BY_USE = frozenset("\N{MINUS SIGN}\N{HYPHEN BULLET}\N{MODIFIER LETTER MINUS SIGN}")

_STOPS_AND_COMMAS = frozenset(".,")

# Zs, Zl, Zp: blanks, NBSP included. Cc: tabs and line ends. Cf: zero-width characters, soft hyphens.
_BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})

_LAST_NAME_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "v", "2nd", "3rd", "esq"})

# After a first name a lone "V" is far more often the initial of Virginia or Victor than "the Fifth".
_FIRST_NAME_SUFFIXES = _LAST_NAME_SUFFIXES - {"v"}


def fold(name: str) -> str:
    """The name without case, accents, blanks, hyphens, apostrophes, full stops and commas."""
    # Accents go first: case folding would turn one of them, the Greek iota subscript, into a letter.
    plain = _without_accents(name).casefold().translate(_PLAIN_LETTERS)
    return "".join(char for char in plain if not _is_ignored(char))


def fold_last_name(name: str) -> str:
    """The folded last name without a suffix (Jr., III) that stands after it as a separate word."""
    return "".join(_without_suffixes(_last_name_words(name), _LAST_NAME_SUFFIXES))


def name_key(first: str, last: str) -> str:
    """What the desk's search compares with: "smith jo" finds Joan Smith and Josef Smith-Lane alike."""
    return f"{fold_last_name(last)} {fold(first)}"


def last_names_equal(given: str, current: str, former: Sequence[str]) -> bool:
    """Last names are equal when the current or any former one is."""
    folded = fold_last_name(given)
    return bool(folded) and any(folded == fold_last_name(name) for name in (current, *former))


def first_names_compatible(given: str, first: str, middle: str) -> bool:
    """Whether the one field an educator typed can be the first and middle name of a record.

    Where the first name ends and the middle name begins is not known for certain on either side ("Mary Ann"
    may be one name or two), so every division is tried: one that fits is enough.
    """
    typed = _without_suffixes(_first_name_words(given), _FIRST_NAME_SUFFIXES)
    on_record = _record_words(first, middle)
    if not typed or not on_record:
        return False
    return "".join(typed) == "".join(on_record) or any(
        _same_first_name(typed_first, record_first) and _middle_names_agree(typed_middle, record_middle)
        for typed_first, typed_middle in _divisions(typed)
        for record_first, record_middle in _divisions(on_record)
    )


def is_signature_of(signature: str, first: str, last: str) -> bool:
    """The same name as the account's, however it divides: "Mary Jo de la Cruz" has one first name or two."""
    words = signature.split()
    return any(
        first_names_compatible(" ".join(words[:cut]), first, "") and last_names_equal(" ".join(words[cut:]), last, ())
        for cut in range(1, len(words))
    )


def _record_words(first: str, middle: str) -> list[str]:
    """The words of a record's given names; none when the first name is missing."""
    first_words = _without_suffixes(_first_name_words(first), _FIRST_NAME_SUFFIXES)
    if not first_words:
        return []
    # The registry may hold a suffix in either field: "John Jr." or "John" with the middle name "III".
    return _without_suffixes(first_words + _first_name_words(middle), _FIRST_NAME_SUFFIXES)


def _divisions(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each way to read words as a first name, joined, and the middle names after it."""
    yield words[0], words[1:]
    for end in range(2, len(words) + 1):
        # An initial is never the end of a first name: "Mari A." must not be read as "Maria".
        if len(words[end - 1]) == 1:
            return
        yield "".join(words[:end]), words[end:]


def _same_first_name(one: str, other: str) -> bool:
    return one == other or is_nickname_pair(one, other)


def _middle_names_agree(one: list[str], other: list[str]) -> bool:
    """Middle names agree word by word or joined; those that stand on one side only contradict nothing."""
    joined_equal = "".join(one) == "".join(other)
    # The shorter side ends the comparison: what is left stands on one side only.
    return joined_equal or all(_middle_words_agree(a, b) for a, b in zip(one, other, strict=False))


def _middle_words_agree(one: str, other: str) -> bool:
    """Two middle names agree when equal or when one is the initial of the other."""
    return one == other or one == other[0] or other == one[0]


def _first_name_words(name: str) -> list[str]:
    """The folded words of a first name; hyphens and full stops part them as blanks do."""
    return _folded_words(" " if _is_hyphen(char) or char in _STOPS_AND_COMMAS else char for char in name)


def _last_name_words(name: str) -> list[str]:
    """The folded words of a last name; only blanks and commas part them, so no hyphen makes a suffix."""
    return _folded_words(" " if char == "," else char for char in name)


def _folded_words(spaced: Iterable[str]) -> list[str]:
    return [folded for word in "".join(spaced).split() if (folded := fold(word))]


def _without_suffixes(words: list[str], suffixes: frozenset[str]) -> list[str]:
    """The words without the suffixes at their end; the first word always stays: it may be the name."""
    end = len(words)
    while end > 1 and words[end - 1] in suffixes:
        end -= 1
    return words[:end]


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _is_ignored(char: str) -> bool:
    """Whether two names that differ only in this character are the same name."""
    return (
        char in _STOPS_AND_COMMAS
        or char in _APOSTROPHES
        or _is_hyphen(char)
        or unicodedata.category(char) in _BLANK_CATEGORIES
    )


def _is_hyphen(char: str) -> bool:
    return char in _HYPHENS_BY_USE or unicodedata.category(char) == "Pd"
