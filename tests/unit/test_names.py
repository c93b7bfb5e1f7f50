"""When two names count as the same name: folding, last names, first names, nicknames."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cecs_app.domain.names import first_names_compatible, fold, fold_last_name, last_names_equal
from cecs_app.domain.nicknames import NICKNAMES, is_nickname_pair

LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=8)


class TestFold:
    @pytest.mark.parametrize(
        ("written", "folded"),
        [
            ("GARCIA", "garcia"),
            ("Muñoz", "munoz"),
            ("Mun\N{COMBINING TILDE}oz", "munoz"),
            ("Małgorzata", "malgorzata"),
            ("Bjørn", "bjorn"),
            ("Strauß", "strauss"),
            ("STRAUẞ", "strauss"),
            ("Ægir", "aegir"),
            ("Đorđe", "dorde"),
            ("Işık", "isik"),
            ("İpek", "ipek"),
            ("O'Brien", "obrien"),
            ("O\N{RIGHT SINGLE QUOTATION MARK}Brien", "obrien"),
            ("O\N{MODIFIER LETTER APOSTROPHE}Brien", "obrien"),
            ("O\N{PRIME}Brien", "obrien"),
            ("O\N{ACUTE ACCENT}Brien", "obrien"),
            ("O`Brien", "obrien"),
            ("Smith-Jones", "smithjones"),
            ("Smith\N{NON-BREAKING HYPHEN}Jones", "smithjones"),
            ("Smith\N{EN DASH}Jones", "smithjones"),
            ("Smith\N{MINUS SIGN}Jones", "smithjones"),
            ("  De   la\tCruz \n", "delacruz"),
            ("De\N{NO-BREAK SPACE}la\N{ZERO WIDTH SPACE}Cruz\N{ZERO WIDTH NO-BREAK SPACE}", "delacruz"),
            ("St. John, Mary", "stjohnmary"),
        ],
    )
    def test_drops_case_accents_blanks_hyphens_apostrophes_and_stops(self, written: str, folded: str) -> None:
        assert fold(written) == folded

    def test_keeps_what_tells_two_names_apart(self) -> None:
        assert len({fold(name) for name in ("Jane", "Joan", "Jan", "Jean", "王", "Иван", "2nd")}) == 7

    @given(st.text())
    def test_folding_twice_changes_nothing(self, name: str) -> None:
        assert fold(fold(name)) == fold(name)

    @given(LETTERS, LETTERS)
    def test_case_and_what_joins_two_words_never_matter(self, one: str, two: str) -> None:
        assert {fold(one.upper() + joint + two.title()) for joint in ("", " ", "-", "'", ". ")} == {one + two}


class TestLastNames:
    @pytest.mark.parametrize("suffix", ["Jr", "Jr.", "Sr.", "II", "III", "IV", "V", "2nd", "3RD", "Esq."])
    @pytest.mark.parametrize("joint", [" ", ", ", ",", "\N{NO-BREAK SPACE}"])
    def test_a_suffix_after_the_name_is_dropped(self, suffix: str, joint: str) -> None:
        assert fold_last_name(f"Smith{joint}{suffix}") == "smith"

    def test_several_suffixes_are_dropped(self) -> None:
        assert fold_last_name("De la Cruz III, Esq.") == "delacruz"

    @pytest.mark.parametrize("name", ["V", "Sr.", " Jr ", ", III"])
    def test_a_suffix_that_is_the_whole_name_stays(self, name: str) -> None:
        assert fold_last_name(name) == fold(name) != ""

    @pytest.mark.parametrize("name", ["Smithjr", "Smith-Jr", "V Smith", "Oliv", "Shiii"])
    def test_only_a_separate_last_word_is_a_suffix(self, name: str) -> None:
        assert fold_last_name(name) == fold(name)

    @pytest.mark.parametrize(
        ("given_name", "current"),
        [
            ("Munoz", "Muñoz"),
            ("OBrien", "O\N{RIGHT SINGLE QUOTATION MARK}Brien"),
            ("O'Brien", "OBRIEN"),
            ("Smith Jones", "Smith-Jones"),
            ("SmithJones", "Smith Jones"),
            (" Smith ", "Smith, Jr."),
            ("Smith III", "Smith"),
        ],
    )
    def test_one_name_written_in_two_ways_is_equal(self, given_name: str, current: str) -> None:
        assert last_names_equal(given_name, current, ())
        assert last_names_equal(current, given_name, ())

    def test_a_maiden_name_is_equal_to_any_former_name(self) -> None:
        assert last_names_equal("Muñoz", "Kowalski", ("Reyes", "Munoz"))

    def test_a_name_never_borne_is_not_equal(self) -> None:
        assert not last_names_equal("Smith", "Kowalski", ("Reyes", "Smithson"))

    def test_half_of_a_double_name_is_not_the_name(self) -> None:
        assert not last_names_equal("Jones", "Smith-Jones", ())

    @pytest.mark.parametrize("missing", ["", " ", "-", ".", "\N{ZERO WIDTH SPACE}"])
    def test_a_missing_name_equals_nothing_not_even_a_missing_one(self, missing: str) -> None:
        assert not last_names_equal(missing, missing, (missing,))
        assert not last_names_equal(missing, "Smith", ("",))
        assert not last_names_equal("Smith", missing, (missing,))


class TestFirstNames:
    @pytest.mark.parametrize(
        ("typed", "first", "middle"),
        [
            ("Mary", "Mary", ""),
            ("MARÍA", "Maria", ""),
            # one name or two, joined or parted
            ("Maryann", "Mary Ann", ""),
            ("Mary-Ann", "Mary Ann", ""),
            ("Mary Ann", "Maryann", ""),
            ("Mary-Ann", "Mary", "Ann"),
            ("Maryann", "Mary", "Ann"),
            ("D'Angelo", "Dangelo", ""),
            # a middle name or initial on one side only
            ("Mary", "Mary", "Ann"),
            ("Mary", "Mary", "A."),
            ("Mary", "Mary Ann", ""),
            ("Mary-Ann", "Mary", ""),
            ("Mary A.", "Mary", ""),
            ("Mary Ann", "Mary Ann", "Elizabeth"),
            ("Maryann", "Mary Ann", "Elizabeth"),
            ("Mary Ann", "Mary", "Ann Elizabeth"),
            ("J. Robert", "J.", ""),
            # a middle name on both sides that agrees
            ("Mary Ann", "Mary", "Ann"),
            ("Mary A.", "Mary", "Ann"),
            ("Mary Ann", "Mary", "A"),
            ("Mary Ann E.", "Mary Ann", "Elizabeth"),
            ("Maryann E", "Mary Ann", "Elizabeth"),
            ("J. Robert", "J", "Robert"),
            ("J.R.", "J", "Robert"),
            ("J.R.", "JR", ""),
            ("Bob Leeroy", "Robert", "Lee-Roy"),
            # nicknames, either way, with and without a middle name
            ("Bob", "Robert", ""),
            ("Robert", "Bob", ""),
            ("Bob J.", "Robert", "James"),
            ("Gosia", "Małgorzata", ""),
            ("Pepe", "José", "Luis"),
            ("Jo-Ann", "Joanna", ""),
            # suffixes in a first-name field
            ("John Jr.", "John", ""),
            ("John, III", "John", "Paul"),
            ("John", "John Jr", "Paul"),
            ("John Paul", "John", "III"),
            ("John Paul", "John Jr.", "P."),
            ("Mary V.", "Mary", "Virginia"),
        ],
    )
    def test_are_compatible(self, typed: str, first: str, middle: str) -> None:
        assert first_names_compatible(typed, first, middle)

    @pytest.mark.parametrize(
        ("typed", "first", "middle"),
        [
            ("Jane", "Joan", ""),
            ("Jane", "Janet", ""),
            ("Robert", "John", "Robert"),
            ("M.", "Mary", ""),
            ("J. Robert", "John", "Robert"),
            ("J. Robert", "Robert", ""),
            # middle names on both sides that differ
            ("Mary B.", "Mary", "Ann"),
            ("Mary Beth", "Mary", "Ann"),
            ("Mary Beth", "Mary Ann", ""),
            ("Mary Ann", "Mary", "B."),
            ("Mary Ann", "Mary", "Anita"),
            ("Bob T.", "Robert", "James"),
            ("Mary V.", "Mary", "Ann"),
            # an initial is not the end of another name, Maria
            ("Mari A.", "Mari", "B."),
            ("Mari A.", "Maria", "B."),
            # two nicknames of one formal name
            ("Bob", "Rob", ""),
        ],
    )
    def test_are_not_compatible(self, typed: str, first: str, middle: str) -> None:
        assert not first_names_compatible(typed, first, middle)

    @pytest.mark.parametrize("missing", ["", " ", "-", ".", "\N{ZERO WIDTH SPACE}"])
    def test_a_missing_name_is_compatible_with_nothing(self, missing: str) -> None:
        assert not first_names_compatible(missing, missing, missing)
        assert not first_names_compatible(missing, "Mary", "")
        assert not first_names_compatible("Mary", missing, "")
        assert not first_names_compatible("Mary", missing, "Mary")

    @given(st.text())
    def test_every_name_is_compatible_with_itself_unless_missing(self, name: str) -> None:
        assert first_names_compatible(name, name, "") == bool(fold(name))

    @given(LETTERS, LETTERS)
    def test_a_middle_name_never_matters_on_one_side_only(self, first: str, middle: str) -> None:
        assert first_names_compatible(first, first, middle)
        assert first_names_compatible(f"{first} {middle}", first, "")

    @given(LETTERS, LETTERS, LETTERS)
    def test_middle_initials_that_conflict_are_never_compatible(self, first: str, one: str, two: str) -> None:
        assume(one[0] != two[0])
        assert not first_names_compatible(f"{first} {one[0]}.", first, f"{two[0]}.")


class TestNicknames:
    def test_every_entry_is_stored_folded(self) -> None:
        names = set(NICKNAMES).union(*NICKNAMES.values())
        assert {name for name in names if fold(name) != name} == set()

    def test_no_formal_name_lists_itself_or_nothing(self) -> None:
        assert {formal for formal, names in NICKNAMES.items() if formal in names or not names} == set()

    @pytest.mark.parametrize(
        ("formal", "nickname"),
        [
            ("robert", "bob"),
            ("margaret", "peggy"),
            ("francisco", "paco"),
            ("jose", "pepe"),
            ("guadalupe", "lupe"),
            ("malgorzata", "gosia"),
            ("giuseppe", "beppe"),
        ],
    )
    def test_a_known_nickname_pairs_both_ways(self, formal: str, nickname: str) -> None:
        assert is_nickname_pair(formal, nickname)
        assert is_nickname_pair(nickname, formal)

    @pytest.mark.parametrize(
        ("nickname", "formal_names"),
        [
            ("alex", ("alexander", "alexandra")),
            ("pat", ("patrick", "patricia")),
            ("chris", ("christopher", "christine")),
            ("sam", ("samuel", "samantha")),
        ],
    )
    def test_a_nickname_may_belong_to_several_names(self, nickname: str, formal_names: tuple[str, str]) -> None:
        assert all(is_nickname_pair(nickname, formal) for formal in formal_names)
        assert not is_nickname_pair(*formal_names)

    def test_two_nicknames_of_one_name_are_no_pair(self) -> None:
        assert not is_nickname_pair("bob", "rob")
