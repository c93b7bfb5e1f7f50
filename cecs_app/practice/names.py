"""Names and endorsement codes for the made-up registry. They are of our own making and belong to nobody."""

from collections.abc import Mapping

from cecs_app.domain.certificate import CertificateKind as Kind

Awkward = tuple[str, str, str, tuple[str, ...], str, bool]

AWKWARD: tuple[Awkward, ...] = (
    # first, middle, last, former last names, born, whether the registry holds an SSN
    # Twins share all but the first name and the SSN, and must never merge.
    ("Odette", "", "Harrowgate", (), "1988-06-21", True),
    ("Colette", "", "Harrowgate", (), "1988-06-21", True),
    ("Jon", "", "Silverbrook", (), "1990-01-30", True),
    ("John", "", "Silverbrook", (), "1990-01-30", True),
    # Two people of one name, and two of one name and one birthday.
    ("Mary", "", "Kellerman", (), "1969-09-09", True),
    ("Mary", "", "Kellerman", (), "1983-12-01", True),
    ("Paul", "", "Novotny", (), "1977-07-07", True),
    ("Paul", "", "Novotny", (), "1977-07-07", True),
    # A former name, several of them, and one that came back.
    ("Beatrice", "", "Thornbury", ("Lockridge",), "1981-03-14", True),
    ("Ingrid", "", "Solberg-Pike", ("Solberg", "Dunmore"), "1974-10-25", True),
    ("Lucille", "", "Abernathy", ("Winslow", "Abernathy"), "1966-05-02", True),
    # Accents, strokes, hyphens, apostrophes, blanks, suffixes.
    ("José", "", "Muñoz Peña", (), "1985-08-19", True),
    ("Zoë", "", "Łukaszewicz", (), "1993-04-11", True),
    ("Anne-Sophie", "", "Beauchêne", (), "1980-02-02", True),
    ("Siobhán", "", "O’Dunleavy", (), "1971-11-23", True),
    ("Mary Ann", "", "St. Cloud", (), "1968-07-30", True),
    ("Warren", "", "de la Fontaine, Jr.", (), "1959-12-12", True),
    ("Theodore", "", "Van Houtensburg III", (), "1987-09-01", True),
    # A middle name on the record only, and an initial.
    ("Katherine", "Louise", "Ashdown", (), "1976-06-06", True),
    ("Samuel", "T.", "Greaves", (), "1982-01-17", True),
    # Known to their friends as Bill, Peggy, Liz and Pepe.
    ("William", "", "Huxtable", (), "1964-03-03", True),
    ("Margaret", "", "Penhallow", (), "1962-08-28", True),
    ("Elizabeth", "", "Rowantree", (), "1989-10-10", True),
    ("José", "", "Villafuerte", (), "1978-05-05", True),
    # Records from before SSNs were kept.
    ("Cornelia", "", "Wexford", (), "1955-01-05", False),
    ("Archibald", "", "Nethercott", (), "1957-04-27", False),
    ("Wilhelmina", "J.", "Drax", ("Holm",), "1960-09-16", False),
)

_FIRST = [
    "Adela",
    "Bruno",
    "Celia",
    "Dorian",
    "Estelle",
    "Felix",
    "Greta",
    "Hugo",
    "Imogen",
    "Jasper",
    "Keira",
    "Leopold",
    "Marisol",
    "Nestor",
    "Ottilie",
    "Percival",
    "Quentin",
    "Ramona",
    "Stellan",
    "Tabitha",
    "Ulysses",
    "Verity",
    "Wendell",
    "Ximena",
    "Yolanda",
    "Zachary",
]
_LAST = [
    "Ainsley",
    "Birchwood",
    "Corrigan",
    "Delacroix",
    "Eastlake",
    "Fairbairn",
    "Goldhawk",
    "Hollister",
    "Inverarity",
    "Jessamine",
    "Kirkbride",
    "Larkspur",
    "Montclair",
    "Northrup",
    "Overbeck",
    "Pemberton",
    "Quackenbush",
    "Ravensworth",
    "Stillwater",
    "Tannenbaum",
    "Underhill",
    "Vanderlyn",
    "Wetherby",
    "Yarrow",
    "Zimmerly",
]

_TEACHING = (("305",), ("029",), ("015", "215"), ("026",), ("031", "034"), ("165",), ("049",), ("112",))
_FAMILIES = (("305",), ("092",), ("068",), ("090",), ("015", "102"), ("070",), ("093",), ("103",))

CODES: Mapping[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.INITIAL: _FAMILIES,
    Kind.PROVISIONAL: _FAMILIES,
    Kind.PROFESSIONAL: _FAMILIES,
    Kind.INTERIM_INITIAL: _TEACHING,
    Kind.INTERIM_PROVISIONAL: _TEACHING,
    Kind.NONRENEWABLE_INTERIM: _TEACHING,
    Kind.DURATIONAL_SHORTAGE_AREA_PERMIT: (("029",), ("165",), ("111",), ("062",)),
    Kind.CHARTER_SCHOOL_PERMIT: _TEACHING,
    Kind.ADULT_EDUCATION: (("088",), ("106",), ("107",)),
}
"""A certificate bears one of these sets; coaching permits bear none."""


def pair(number: int) -> tuple[str, str]:
    """26 first and 25 last names share no divisor, so 650 numbers give 650 names."""
    return _FIRST[number % len(_FIRST)], _LAST[number % len(_LAST)]
