"""Dates and times: what is read, what must not be, and that what is written is read back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validation.parsing.dates import read_dates, read_times, write_date

WRITTEN = date(2023, 9, 20)
LANGUAGES = ["en", "en-GB", "ru", "uk", "tr", "az", "hy", "ka", "fr", "de", "es", "it", "pt", "pt-PT", "ar", "fa"]


def said(text: str, language: str = "en", written_on: date | None = WRITTEN) -> list[tuple[str, str]]:
    """Words and what they mean: a day, first/last of a range of days, a month (2020-09) or a year (2020)."""
    return [(text[one.start : one.end], meaning(one)) for one in read_dates(text, language, written_on)]


def meaning(one) -> str:
    if one.precision == "day":
        return str(one.first) if one.first == one.last else f"{one.first}/{one.last}"
    assert one.first.day == 1 and (one.last.month, one.last.day) >= (one.first.month, 28)
    return one.first.strftime("%Y-%m" if one.precision == "month" else "%Y")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "2023-09-20T13:00:00Z", [("2023-09-20", "2023-09-20")]),
        ("en", "September 20, 2023 by", [("September 20, 2023", "2023-09-20")]),
        ("en", "20 September", [("20 September", "2023-09-20")]),
        ("sk", "19. 9. 2023", [("19. 9. 2023", "2023-09-19")]),
        ("nb", "tirsdag 19. september", [("tirsdag 19. september", "2023-09-19")]),
        ("en", "Sept. 19", [("Sept. 19", "2023-09-19")]),
        ("en", "the 20th of September 2023", [("20th of September 2023", "2023-09-20")]),
        ("en", "on Wednesday, September 20, hours", [("Wednesday, September 20", "2023-09-20")]),
        ("en", "Sun, 20 September", [("Sun, 20 September", "2023-09-20")]),
        ("en", "19-20 September 2023", [("19-20 September 2023", "2023-09-19/2023-09-20")]),
        ("en", "on Tuesday", [("Tuesday", "2023-09-19")]),
        ("en", "on Wednesday", [("Wednesday", "2023-09-20")]),
        ("en", "next Tuesday, Tuesdays, tuesday, Sat down in The Sun", []),
        ("en", "December 30; January 2", [("December 30", "2022-12-30"), ("January 2", "2023-01-02")]),
        ("en", "May 5, 2023; may 5; march 20; May; in March", [("May 5, 2023", "2023-05-05")]),
        ("en", "in May 2,000 people", []),
        ("en", "September 2020", [("September 2020", "2020-09")]),
        ("en", "September 31; 30 February; 2023-13-01", []),
        ("en", "September 19, September 20", [("September 19", "2023-09-19"), ("September 20", "2023-09-20")]),
        (
            "en",
            "in September. 20 people; killed 20. September was; Tuesday. 20 September",
            [("Tuesday", "2023-09-19"), ("20 September", "2023-09-20")],
        ),
        ("en", "20.09.2023, 20/09/2023", [("20.09.2023", "2023-09-20"), ("20/09/2023", "2023-09-20")]),
        ("en", "09/20/2023, 09/10/2023", [("09/20/2023", "2023-09-20")]),
        ("en-GB", "09/10/2023", [("09/10/2023", "2023-10-09")]),
        ("en", "in 2020, since 1991, signed in 2020", [("2020", "2020"), ("1991", "1991"), ("2020", "2020")]),
        ("en", "the 2020 war, the autumn of 2020", [("2020", "2020"), ("2020", "2020")]),
        ("en", "between 1988 and 1994, in 1991–2020", [("1988", "1988"), ("1994", "1994"), ("1991", "1991"), ("2020", "2020")]),
        ("en", "2,000, 2000 people, a force of 2000 troops, 12020, 2020", []),
        ("en", "today, Russia Today. Yesterday", [("today", "2023-09-20"), ("Yesterday", "2023-09-19")]),
        ("es", "entre el 19 y el 20 de septiembre", [("19 y el 20 de septiembre", "2023-09-19/2023-09-20")]),
        ("ru", "два дня назад", [("два дня назад", "2023-09-18")]),
        ("tr", "üç gün önce", [("üç gün önce", "2023-09-17")]),
        ("fr", "il y a deux jours; chaque mardi", [("il y a deux jours", "2023-09-18")]),
        ("fa", "۲۸ شهریور ۱۴۰۲", [("۲۸ شهریور ۱۴۰۲", "2023-09-19")]),
        ("az", "2020-ci il noyabrın 10-da", [("2020-ci il noyabrın 10", "2020-11-10")]),
        ("pl", "10 listopada 2020 roku", [("10 listopada 2020 roku", "2020-11-10")]),
        ("ru", "19 сентября 2023 г.", [("19 сентября 2023 г.", "2023-09-19")]),
        ("ru", "во вторник, 19 сентября", [("вторник, 19 сентября", "2023-09-19")]),
        ("ru", "во вторник, в среду, среда, окружающую среду", [("вторник", "2023-09-19"), ("среду", "2023-09-20")]),
        ("ru", "в сентябре 2020 года, в 2020 году", [("сентябре 2020 года", "2020-09"), ("2020", "2020")]),
        ("uk", "у п'ятницю, 15 вересня, у вересні 2020", [("п'ятницю, 15 вересня", "2023-09-15"), ("вересні 2020", "2020-09")]),
        (
            "tr",
            "19 Eylül'de, 19 Eylül 2023 Salı, 2020'de",
            [("19 Eylül'de", "2023-09-19"), ("19 Eylül 2023 Salı", "2023-09-19"), ("2020", "2020")],
        ),
        (
            "az",
            "19 sentyabr, sentyabrın 19-da, 2020-ci ildə",
            [("19 sentyabr", "2023-09-19"), ("sentyabrın 19", "2023-09-19"), ("2020", "2020")],
        ),
        ("hy", "սեպտեմբերի 19-ին, 2023 թ. սեպտեմբերի 19", [("սեպտեմբերի 19", "2023-09-19"), ("2023 թ. սեպտեմբերի 19", "2023-09-19")]),
        (
            "fr",
            "le mercredi 20 septembre, 1er septembre, en 2020, mardi prochain, hier",
            [("mercredi 20 septembre", "2023-09-20"), ("1er septembre", "2023-09-01"), ("2020", "2020"), ("hier", "2023-09-19")],
        ),
        ("de", "am Mittwoch, den 20. September 2023, im Jahr 2020", [("Mittwoch, den 20. September 2023", "2023-09-20"), ("2020", "2020")]),
        (
            "es",
            "20 de septiembre de 2023, septiembre de 2020, 20 de septiembre de ese año",
            [("20 de septiembre de 2023", "2023-09-20"), ("septiembre de 2020", "2020-09"), ("20 de septiembre", "2023-09-20")],
        ),
        ("it", "mercoledì 20 settembre", [("mercoledì 20 settembre", "2023-09-20")]),
        ("pt", "quarta-feira, 20 de setembro", [("quarta-feira, 20 de setembro", "2023-09-20")]),
        ("ar", "٢٠ سبتمبر 2023", [("٢٠ سبتمبر 2023", "2023-09-20")]),
        ("en", "will leave by January 2; is due on Friday", [("January 2", "2024-01-02"), ("Friday", "2023-09-22")]),
        ("en", "last Wednesday, the day before yesterday", [("Wednesday", "2023-09-13"), ("the day before yesterday", "2023-09-18")]),
        ("en", "a year ago, on September 19; September 19 last year", [("September 19", "2022-09-19")] * 2),
        (
            "en",
            "from 19 to 20 September; September 19 and 20",
            [(w, "2023-09-19/2023-09-20") for w in ("19 to 20 September", "September 19 and 20")],
        ),
        ("en", "On September 19 and 20 people", [("September 19", "2023-09-19")]),
        ("en", "Monday and Tuesday", [("Monday and Tuesday", "2023-09-18/2023-09-19")]),
        ("en", "9/19/23, 9/10/23", [("9/19/23", "2023-09-19")]),
        ("ru", "с 19 по 20 сентября, 19.09.23", [("19 по 20 сентября", "2023-09-19/2023-09-20"), ("19.09.23", "2023-09-19")]),
        ("ru", "в прошлую среду, позавчера", [("среду", "2023-09-13"), ("позавчера", "2023-09-18")]),
        ("tr", "geçen pazartesi", [("pazartesi", "2023-09-18")]),
        ("tr", "geçen Pazartesi", [("Pazartesi", "2023-09-18")]),
        ("hy", "2020 թվականի նոյեմբերի 9-ին", [("2020 թվականի նոյեմբերի 9", "2020-11-09")]),
        ("ka", "2020 წლის 10 ნოემბერს", [("2020 წლის 10 ნოემბერს", "2020-11-10")]),
        ("fa", "۱۹ سپتامبر ۲۰۲۳; سه شنبه", [("۱۹ سپتامبر ۲۰۲۳", "2023-09-19"), ("سه شنبه", "2023-09-19")]),
        ("ar", "20 أيلول", [("20 أيلول", "2023-09-20")]),
        ("fr", "l’offensive commencera le 5 octobre", [("5 octobre", "2023-10-05")]),
        ("tr", "5 Ekim'de başlayacak", [("5 Ekim'de", "2023-10-05")]),
        ("xx", "2023-09-20, September 20", [("2023-09-20", "2023-09-20")]),
    ],
)
def test_reads(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text, language) == expected


def test_without_the_day_of_writing() -> None:
    text = "Tuesday, yesterday, September 20, September 2020, in 2020, 2023-09-20"
    assert [words for words, _ in said(text, written_on=None)] == ["September 2020", "2020", "2023-09-20"]


def test_the_calendar_has_ends() -> None:
    assert said("Sunday, yesterday, in December 9999", written_on=date.min) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("conflict since 1991 and is run", [("1991", "1991")]),
        ("September 20, 2023 by Peoples Dispatch", [("September 20, 2023", "2023-09-20")]),
        ("on Wednesday, September 20, hours after", [("Wednesday, September 20", "2023-09-20")]),
        ("in the region on Tuesday.", [("Tuesday", "2023-09-19")]),
        ("the ceasefire agreement signed in 2020 and amassed", [("2020", "2020")]),
        ("an election on September 9, TASS quoted", [("September 9", "2023-09-09")]),
        ("Around 2,000 Russian armed forces were deployed as peacekeepers in 2020 to help", [("2020", "2020")]),
    ],
)
def test_first_source(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "at 1 pm local time", [("1 pm", "13:00")]),
        ("tr", "akşam 9'da", [("9", "21:00")]),
        ("de", "mittags um 12", [("12", "12:00")]),
        ("en", "1 p.m., 12 am, 1:30 pm", [("1 p.m.", "13:00"), ("12 am", "00:00"), ("1:30 pm", "13:30")]),
        ("en", "13:00-14:00", [("13:00", "13:00"), ("14:00", "14:00")]),
        ("en", "2023-09-20T13:00:00Z", [("13:00:00", "13:00")]),
        ("en", "at 13.00, 13.00 and 7.30 p.m., at 1.30 p.m.", [("13.00", "13:00"), ("7.30 p.m.", "19:30"), ("1.30 p.m.", "13:30")]),
        ("en", "25:00, 3:1, 13:60, 1 pmx", []),
        ("ru", "в 13 часов 30 минут; в 13 часов 27 человек", [("13 часов 30 минут", "13:30"), ("13", "13:00")]),
        ("de", "um 13 Uhr 30, um 13 Uhr 27 Menschen", [("13 Uhr 30", "13:30"), ("13", "13:00")]),
        ("en", "at 1:00 in the afternoon, 12:30 in the morning", [("1:00", "13:00"), ("12:30", "00:30")]),
        (
            "en",
            "13:00 (09:00 GMT), 9 p.m. Moscow time, 12:00 UTC+3",
            [("13:00", "13:00"), ("09:00", "13:00"), ("9 p.m.", "22:00"), ("12:00", "13:00")],
        ),
        ("en", "at noon; around 1300 local time", [("noon", "12:00"), ("1300", "13:00")]),
        ("ru", "на 22.30, в 21:30 мск, 19.09, в 9 вечера", [("22.30", "22:30"), ("21:30", "22:30"), ("9", "21:00")]),
        ("fr", "à 13h, à 13 h 30", [("13h", "13:00"), ("13 h 30", "13:30")]),
        (
            "en",
            "at 1 o'clock in the afternoon, half past one, around two hours, about two in the morning",
            [("1 o'clock in the afternoon", "13:00"), ("half past one", "01:30"), ("two in the morning", "02:00")],
        ),
        ("ru", "в два часа дня, около двух часов, в половине второго", [("два часа дня", "14:00"), ("половине второго", "01:30")]),
        ("fr", "à 9 heures GMT, après 24 heures de combats, à midi", [("9 heures", "13:00"), ("midi", "12:00")]),
        ("de", "um 13.30 Uhr MEZ; um halb zwei", [("13.30", "16:30"), ("halb zwei", "01:30")]),
        ("tr", "öğlen saat 13:00, akşam saat 9'da", [("13:00", "13:00"), ("9", "21:00")]),
        ("de", "um 5 am Dienstag, 13.00 Uhr", [("13.00", "13:00")]),
        ("ru", "в 13.00, 13:00", [("13.00", "13:00"), ("13:00", "13:00")]),
        ("en", "tonight at 9:30, between 2 and 4 pm", [("9:30", "21:30"), ("2", "14:00"), ("4 pm", "16:00")]),
        ("it", "alle 13,30", [("13,30", "13:30")]),
        ("pl", "o godzinie 13", [("13", "13:00")]),
        ("de", "zwischen 13 und 14 Uhr", [("13", "13:00"), ("14", "14:00")]),
        ("ar", "الساعة السادسة مساء", [("السادسة مساء", "18:00")]),
        ("tr", "öğleden sonra saat birde", [("birde", "13:00")]),
        ("ru", "в 13-00, в 20-30 км, около часа дня", [("13-00", "13:00"), ("часа дня", "13:00")]),
        ("it", "alle ore 13, 24 ore 13 persone, alle 13 persone, alle 13", [("13", "13:00"), ("13", "13:00")]),
        ("ka", "საღამოს 9 საათზე, 9 საათზე მეტი", [("9", "21:00")]),
        ("ru", "в 13 ч 30 мин", [("13 ч 30 мин", "13:30")]),
    ],
)
def test_reads_times(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[one.start : one.end], one.time) for one in read_times(text, language)] == expected


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(LANGUAGES))
def test_reads_back_what_it_writes(day: date, language: str) -> None:
    found = read_dates(write_date(day, language), language, day)
    assert [(one.first, one.last, one.precision) for one in found] == [(day, day, "day")]


PIECES = st.sampled_from(
    [
        "September",
        "20",
        "2023",
        " ",
        ", ",
        "-",
        ".",
        ":",
        "in ",
        "Tuesday",
        "сентября",
        "May",
        "de ",
        "1 pm",
        "yesterday",
        "31",
        "and ",
        "/",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)), st.sampled_from(LANGUAGES), st.none() | st.dates())
def test_spans_are_in_order_inside_any_text(text: str, language: str, written_on: date | None) -> None:
    for found in (read_dates(text, language, written_on), read_times(text, language)):
        end = 0
        for one in found:
            assert end <= one.start < one.end <= len(text)
            assert not text[one.start].isspace() and not text[one.end - 1].isspace()
            end = one.end


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "two days before Tuesday, the day after Tuesday",
            [("two days before Tuesday", "2023-09-17"), ("the day after Tuesday", "2023-09-20")],
        ),
        ("en", "days after Tuesday, the day before, Tuesday", [("Tuesday", "2023-09-19")]),
        ("ru", "за два дня до вторника, в минувшую среду", [("за два дня до вторника", "2023-09-17"), ("среду", "2023-09-13")]),
        ("fr", "le lendemain du 19 septembre", [("le lendemain du 19 septembre", "2023-09-20")]),
        ("en", "on Friday last week, last week, on Sunday", [("Friday", "2023-09-15")]),
        ("hy", "անցած շաբաթ՝ երեքշաբթի", [("երեքշաբթի", "2023-09-12")]),
        ("de", "in der vergangenen Woche am Dienstag", [("Dienstag", "2023-09-12")]),
        ("en", "18-09-2023, 09-10-2023, 18-09-23", [("18-09-2023", "2023-09-18")]),
        ("tr", "salı günü, salı", [("salı", "2023-09-19")]),
        ("hy", "2020-ին, 2020-ի նոյեմբերի 9-ին", [("2020", "2020"), ("2020-ի նոյեմբերի 9", "2020-11-09")]),
        ("de", "am 9. November vergangenen Jahres, am Jahrestag, dem 9. November", [("9. November", "2022-11-09")]),
        ("tr", "19 Eylül’den bir gün sonra", [("19 Eylül’den bir gün sonra", "2023-09-20")]),
        ("az", "sentyabrın 19-da", [("sentyabrın 19", "2023-09-19")]),
        ("ar", "19 سبتمبر/أيلول و20 أيلول", [("19 سبتمبر/أيلول", "2023-09-19"), ("20 أيلول", "2023-09-20")]),
    ],
)
def test_counts_days_from_a_date(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text, language) == expected
