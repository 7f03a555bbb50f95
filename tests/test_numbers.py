"""Numbers: what is read, what must not be, and that what is written is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.parsing.cues import Cues
from validation.parsing.numbers import read_numbers, write_number
from validation.parsing.quantities import Unreadable, read_quantities, read_quantity

LANGUAGES = ["en", "ru", "uk", "tr", "az", "hy", "ka", "fr", "de", "es", "it", "pt", "pt-PT", "ar", "fa", "hi", "de-CH", "xx"]
NUMBER_FREE = [
    "someone",
    "attention",
    "first",
    "second",
    "dozens",
    "hundreds of",
    "several hundred",
    "thousands",
    "no one is",
    "MI",
    "T",
    "a",
    "and",
    "point",
    "the",
    "Tuesday",
    "of",
    "often",
    "weighty",
]


def said(text: str, language: str = "en") -> list[tuple[str, int]]:
    return [(text[number.start : number.end], number.value) for number in read_numbers(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "at least 27 people", [("27", 27)]),
        ("nl", "zevenentwintig mensen, een dozijn", [("zevenentwintig", 27), ("een dozijn", 12)]),
        ("az", "bir yarım milyon", [("bir yarım milyon", 1_500_000)]),
        ("el", "διακόσιοι δώδεκα", [("διακόσιοι δώδεκα", 212)]),
        ("bg", "двеста и дванадесет", [("двеста и дванадесет", 212)]),
        ("nb", "hundre og tjuesju personer", [("hundre og tjuesju", 127)]),
        ("en", "2,000, 2 000, 2\u00a0000, 2\u202f000", [(w, 2000) for w in ("2,000", "2 000", "2\u00a0000", "2\u202f000")]),
        ("en", "٢٧", [("٢٧", 27)]),
        ("en", "1.5 million and 2 thousand", [("1.5 million", 1_500_000), ("2 thousand", 2000)]),
        ("en", "1.2345 thousand", []),
        ("en", "seven, eight. Nine", [("seven", 7), ("eight", 8), ("Nine", 9)]),
        ("en", "thirty-five of two hundred and fifty", [("thirty-five", 35), ("two hundred and fifty", 250)]),
        ("en", "seven and eight", [("seven", 7), ("eight", 8)]),
        ("en", "a hundred people, half a million", [("hundred", 100), ("half a million", 500_000)]),
        ("en", "two dozen, dozens, a few dozen", [("two dozen", 24)]),
        ("en", "hundreds of protesters, several hundred thousand, thousands", []),
        ("en", "a 19-year-old of the 2,000-strong force", [("19", 19), ("2,000", 2000)]),
        ("en", "20-30 people", [("20", 20), ("30", 30)]),
        ("en", "T-72, Su-25, MI6, S001, 5M", []),
        ("en", "100k, 12kg", [("100k", 100_000)]),
        (
            "en",
            "three and a half million, 2 million and a half",
            [("three and a half million", 3_500_000), ("2 million and a half", 2_500_000)],
        ),
        ("ru", "три с половиной тысячи", [("три с половиной тысячи", 3500)]),
        ("de", "dreieinhalb Millionen", [("dreieinhalb Millionen", 3_500_000)]),
        ("az", "iki yarım min", [("iki yarım min", 2500)]),
        ("tr", "iki yüzden fazla, bu yüzden 27 kişi", [("iki yüzden", 200), ("27", 27)]),
        ("hy", "երկու հարյուրից ավելի", [("երկու հարյուրից", 200)]),
        ("hy", "27-րդ օրը, 5-ինը, 100․483 անձ", [("5", 5), ("ինը", 9), ("100․483", 100_483)]),
        ("az", "27-ci gün, 27 nəfər", [("27", 27)]),
        ("en", "someone paid attention, tenfold", []),
        ("en", "first, second, 19th, twenty-first", []),
        ("en", "7.5 and 3.5.2 and 1,2,3", []),
        ("en", "80%, 80 percent, ten per cent, 10-15%, %80", []),
        ("en", "13:00, 1 pm, 1 p.m., seven p.m., 1-3 pm", []),
        ("en", "9/11, 20/09/2023, 20.09.2023, 2023-09-20", []),
        ("en", "two thirds, two-thirds, three quarters, one and a half million", [("one and a half million", 1_500_000)]),
        ("en", "one man, one of them, no one, one another, one who, this one", [("one", 1)]),
        ("en", "one hundred", [("one hundred", 100)]),
        ("en", "27, 35 and (38).", [("27", 27), ("35", 35), ("38", 38)]),
        ("ru", "двадцать семь, двухсот", [("двадцать семь", 27), ("двухсот", 200)]),
        ("ru", "200 тыс. человек, 1,5 млн", [("200 тыс.", 200_000), ("1,5 млн", 1_500_000)]),
        ("ru", "тысячи людей, тысяча человек", [("тысяча", 1000)]),
        ("ru", "пять семь", [("пять", 5), ("семь", 7)]),
        ("ru", "его семью, двадцать первый, 90-х, 2-й, 80 процентов, один из них", []),
        ("ru", "погиб один человек", [("один", 1)]),
        ("uk", "двадцять сім, п'ять, дев’ять тисяч", [("двадцять сім", 27), ("п'ять", 5), ("дев’ять тисяч", 9000)]),
        ("fr", "vingt-sept, deux cent cinquante", [("vingt-sept", 27), ("deux cent cinquante", 250)]),
        ("fr", "80 pour cent, des millions, un homme, deux tiers, 1er, 2e", []),
        (
            "de",
            "siebenundzwanzig, 2.000, 1,5 Millionen, eine Million",
            [("siebenundzwanzig", 27), ("2.000", 2000), ("1,5 Millionen", 1_500_000), ("Million", 1_000_000)],
        ),
        ("de", "ein Mann, mehrere hundert, Hunderte, 20 Prozent, zwei Drittel", []),
        ("de", "27 am Dienstag", [("27", 27)]),
        ("es", "veintisiete, doscientos, 2 mil", [("veintisiete", 27), ("doscientos", 200), ("2 mil", 2000)]),
        ("es", "cientos de personas, una casa, 20 por ciento, 1.º", []),
        ("it", "ventisette, duemila, 20 per cento", [("ventisette", 27), ("duemila", 2000)]),
        ("pt", "vinte e sete, dois mil, segunda-feira", [("vinte e sete", 27), ("dois mil", 2000)]),
        ("tr", "2.000 kişi, 5 bin, yirmi", [("2.000", 2000), ("5 bin", 5000), ("yirmi", 20)]),
        ("tr", "3 bin 415, on iki kişi, bir kişi, bir de", [("3 bin 415", 3415), ("on iki", 12), ("bir", 1)]),
        ("az", "iki yüz əlli, 5 min 200", [("iki yüz əlli", 250), ("5 min 200", 5200)]),
        ("hy", "քսանյոթ մարդ, երկու հարյուր, 13.000", [("քսանյոթ", 27), ("երկու հարյուր", 200), ("13.000", 13000)]),
        ("ka", "ოცდაშვიდი ადამიანი, ორას ოცი", [("ოცდაშვიდი", 27), ("ორას ოცი", 220)]),
        ("fa", "بیست و هفت نفر", [("بیست و هفت", 27)]),
        ("ar", "سبعة وعشرون مدنيا", [("سبعة وعشرون", 27)]),
        ("ru", "тридцатью семью, полторы тысячи", [("тридцатью семью", 37), ("полторы тысячи", 1500)]),
        ("fr-CH", "45’000 et 13.000", [("45’000", 45_000), ("13.000", 13_000)]),
        ("en", "a dozen, half a dozen, 45 k, a few dozen", [("a dozen", 12), ("half a dozen", 6), ("45 k", 45_000)]),
        ("pl", "dwadzieścia siedem osób, 7 tys.", [("dwadzieścia siedem", 27), ("7 tys.", 7000)]),
        ("ar", "٢٬٠٠٠", [("٢٬٠٠٠", 2000)]),
        ("hi", "12,34,567", [("12,34,567", 1_234_567)]),
        ("tr", "yirmibeş kişi, ikiyüz, onuncu", [("yirmibeş", 25), ("ikiyüz", 200)]),
        ("ar", "تسعة وتسعون شخصا", [("تسعة وتسعون", 99)]),
        ("fa", "10 هزار و 500 نفر", [("10 هزار و 500", 10500)]),
        ("uk", "двадцяти семи людей", [("двадцяти семи", 27)]),
        ("xx", "2,000 and seven", [("2,000", 2000)]),
    ],
)
def test_reads(language: str, text: str, expected: list[tuple[str, int]]) -> None:
    assert said(text, language) == expected


def test_endless_digits_are_no_number() -> None:
    assert said("9" * 10_000) == []


SENTENCES = [
    ("At least seven civilians were killed and 35 others injured", [("seven", 7), ("35", 35)]),
    ("at least 27 people were killed and over 200 wounded.", [("27", 27), ("200", 200)]),
    ("Meanwhile, hundreds of protesters gathered; injuring at least 38.", [("38", 38)]),
    ("Around 2,000 Russian armed forces; over 1,000 people were killed.", [("2,000", 2000), ("1,000", 1000)]),
    ("Several civilians were killed and dozens wounded", []),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_first_source(text: str, expected: list[tuple[str, int]]) -> None:
    assert said(text) == expected


@given(st.integers(0, 10**15), st.sampled_from(LANGUAGES))
def test_reads_back_what_it_writes(value: int, language: str) -> None:
    written = write_number(value, language)
    assert said(f"({written}).", language) == [(written, value)]


@given(st.lists(st.sampled_from(NUMBER_FREE), max_size=12), st.sampled_from([" ", ", ", ". ", "\n", "; "]))
def test_no_number_from_words_that_hold_none(words: list[str], between: str) -> None:
    assert said(between.join(words)) == []


PIECES = st.sampled_from(["27", "2,000", " ", "-", ".", "%", "million", "two", "hundred", "тыс.", "сто", "cent", "٢", ":", "/"])


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)), st.sampled_from(LANGUAGES))
def test_spans_are_in_order_inside_any_text(text: str, language: str) -> None:
    end = 0
    for number in read_numbers(text, language):
        assert end <= number.start < number.end <= len(text)
        assert number.value >= 0
        assert text[number.start].isalnum() and not text[number.end - 1].isspace()
        end = number.end


@pytest.mark.parametrize(
    ("language", "text", "words", "kind", "bound"),
    [
        ("tr", "Her on kişiden biri öldü", "on kişiden biri", "share", "exact"),
        ("es", "Una de cada diez personas", "Una de cada diez", "share", "exact"),
        ("en", "14 Armenian villages", "14", "thing", "exact"),
        ("ar", "قتل ما بين 20 و30 شخص", "ما بين 20 و30", "count", "range"),
        ("hy", "20-ից 30 մարդ", "20-ից 30", "count", "range"),
        ("az", "20-dən 30-dək nəfər", "20-dən 30-dək", "count", "range"),
        ("tr", "20 ile 30 arasında kişi", "20 ile 30 arasında", "count", "range"),
        ("az", "On minlərlə nəfər", "On minlərlə", "count", "vague"),
        ("fr", "Neuf habitants sur dix", "Neuf habitants sur dix", "share", "exact"),
        ("ru", "все, кроме 200 человек", "200", "left_out", "exact"),
        ("fa", "بین ۲۰ تا ۳۰ نفر", "بین ۲۰ تا ۳۰", "count", "range"),
        ("en", "up to, but not more than, 200 people", "up to, but not more than, 200", "count", "up_to"),
        ("ru", "сотни, а то и тысячи людей", "сотни, а то и тысячи", "count", "vague"),
        ("en", "out of an estimated population of 120,000", "an estimated population of 120,000", "count", "about"),
        ("de", "geschätzte Zahl von 200 Menschen", "geschätzte Zahl von 200", "count", "about"),
        ("en", "about a population of 120,000", "120,000", "count", "exact"),
        ("de", "die 6‘500 Bewohner", "6‘500", "count", "exact"),
        ("fr", "près d’une centaine de morts", "près d’une centaine", "count", "nearly"),
        ("es", "más de un centenar de personas", "más de un centenar", "count", "more_than"),
        ("it", "Tra le 20 e le 30 persone", "Tra le 20 e le 30", "count", "range"),
        ("en", "rose to between 20 and 30 people", "between 20 and 30", "count", "range"),
        ("ru", "три сотни человек", "три сотни", "count", "exact"),
        ("uk", "двадцятьма сімома людьми", "двадцятьма сімома", "count", "exact"),
        ("bg", "двадесет и седем души", "двадесет и седем", "count", "exact"),
        ("de", "statt 200 Menschen", "200", "left_out", "exact"),
        ("fr", "le bilan a dépassé 200 morts", "a dépassé 200", "count", "more_than"),
    ],
)
def test_reads_quantities_where_they_stand(language: str, text: str, words: str, kind: str, bound: str) -> None:
    [found] = [q for q in read_quantities(text, language, Cues({})) if q.kind != "article"]
    assert (text[found.start : found.end], found.kind, found.bound) == (words, kind, bound)


@pytest.mark.parametrize(("language", "wording"), [("de", "mindestens ein"), ("es", "al menos una"), ("ka", "სულ მცირე ერთი")])
def test_reads_an_article_with_its_bound(language: str, wording: str) -> None:
    found = read_quantity(wording, language, Cues({}))
    assert (found.value, found.bound) == (1, "at_least")


@pytest.mark.parametrize(
    ("wording", "why"),
    [
        ("brave", "holds no number in digits or words and no word of the quantifier list"),
        ("18 and 41", "holds 2 numbers: 18, 41"),
        ("18 brave", "holds 'brave' beside the number, which is not one bound of the bound list in 'en'"),
        ("more than at most 18", "holds words that bound the number in two ways"),
        ("a handful", "is vague, and 'a handful' is not a word of the quantifier list"),
        ("18%", "is not a count: '18%' is a share"),
    ],
)
def test_says_why_a_wording_is_no_quantity(wording: str, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_quantity(wording, "en", Cues({}))
    assert str(refused.value) == why
