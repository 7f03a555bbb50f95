"""Words from everyday pages: what a passage says, what was coded from it, and whether the coding passes.

Every row is an invented sentence. All stand in one package, a cited source each, whose texts lie in a folder outside.
What a person then reads of those refused stands in tests/cases.txt, which `pytest tests/test_cases.py --rewrite` writes.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import read_csv, write_csv
from validation.checks.grounding.blame import on_sources
from validation.checks.grounding.check import ground
from validation.model.package import read_package
from validation.model.texts import digest, paragraph_of

CLAIM = {"harm": "killed", "harm_wording": "killed", "population": "people", "population_wording": "people", "bound": "exact"}
LEFT = {"measure": "displaced", "measure_wording": "left", "population": "people", "population_wording": "residents", "bound": "exact"}
EVENT = {"event_type": "military_operation", "type_wording": "offensive", "title": "Offensive", "date_precision": "day"}
FR = {"harm_wording": "morts", "population_wording": "civils", "population": "civilians"}
RU = {"harm_wording": "погибли", "population_wording": "человек"}


def claim(text, wording, value, *, language="en", written="2023-09-20", chain=(), **cells):
    return ("casualty_claims", language, written, text, chain, {**CLAIM, "value_wording": wording, "value": value, **cells})


def left(text, wording, value, *, language="en", written="2023-09-20", **cells):
    return ("figures", language, written, text, (), {**LEFT, "value_wording": wording, "value": value, **cells})


def event(text, *, language="en", written="2023-09-20", **cells):
    return ("events", language, written, text, (), {**EVENT, **cells})


REFUSED = [
    claim("Some 40 percent of people were killed.", "40", "40"),
    claim("Since 1994 people were killed.", "1994", "1994"),
    claim("Two out of five people were killed.", "five", "5"),
    claim("On October 7 people were killed.", "7", "7"),
    claim("By 11:30 people were killed.", "11", "11"),
    claim("From 12 to 15 people were killed.", "15", "15"),
    claim("A sum of $300 for people killed.", "300", "300"),
    claim("Some 60 k people were killed.", "60", "60", bound="about"),
    left("Not fewer than 90 residents left.", "fewer than 90", "90", bound="fewer_than"),
    left("90 residents or more left.", "90", "90"),
    left("Close to 700 residents left.", "700", "700"),
    left("Tens of thousands of residents left.", "thousands", "", bound="vague"),
    left("A few hundred residents left.", "hundred", "100"),
    claim("Shelling left 18 people killed and 41 wounded.", "41", "41"),
    claim("Nobody was killed, 41 people were wounded.", "41", "41"),
    claim("At least 18 people were killed, among them three civilians.", "At least 18", "18", bound="at_least",
          population="civilians", population_wording="civilians"),
    claim("They feared that 18 people might be killed.", "18", "18"),
    claim("18 people were not killed.", "18", "18"),
    claim("Armenia rejected that 18 people were killed.", "18", "18", chain=(("armenia", "Armenia rejected"),)),
    claim("Officials informed Armenia that 18 people were killed.", "18", "18", chain=(("armenia", "informed Armenia"),)),
    claim("Armenia declined to confirm that 18 people were killed.", "18", "18", chain=(("armenia", "Armenia declined"),)),
    claim("Armenia was accused of saying 18 people were killed.", "18", "18", chain=(("armenia", "Armenia was accused"),)),
    claim("Contrary to Armenia, 18 people were killed.", "18", "18", chain=(("armenia", "Contrary to Armenia"),)),
    claim("40-plus people were killed.", "40", "40"),
    claim("The number of people killed has surpassed 40.", "40", "40"),
    claim("After 14 attacks people were killed.", "14", "14"),
    claim("14 Armenian villages were hit and people were killed.", "14", "14"),
    claim("40 people, 3 of them children, were killed.", "3", "3"),
    claim("At least two civilians were killed.", "At least two civilians", "2", bound="at_least", population="civilians",
          population_wording="civilians"),
    claim("Могли погибли 18 человек.", "18", "18", language="ru", **RU),
    event("The offensive began three days before Tuesday.", date_start="2023-09-19"),
    claim("Russian troops killed 18 people.", "18", "18", population_side="russia"),
    claim("18 people were killed by Russian troops.", "18", "18", population_side="russia"),
    claim("Officials said on Monday that 18 people were killed on Sunday.", "18", "18", as_of="2023-09-18", as_of_precision="day"),
    claim("On Monday officials met, on Sunday 18 people were killed.", "18", "18", as_of="2023-09-18", as_of_precision="day"),
    claim("18 people were killed or wounded.", "18", "18"),
    event("offensive 2021 թվականի մայիսի 3-ին։", language="hy", date_start="2023-05-03"),
    event("The offensive began on February 2.", date_start="2024-02-02"),
    event("The offensive will begin on Friday.", date_start="2023-09-15"),
    event("The offensive began the day before yesterday.", date_start="2023-09-19"),
    event("Two years ago, on September 20, the offensive began.", date_start="2023-09-20"),
    event("The offensive began on September 18 at 3:15 in the afternoon.", date_start="2023-09-18", date_precision="minute",
          time_local="03:15"),
    event("The offensive began on September 18 at 06:00 UTC.", date_start="2023-09-18", date_precision="minute", time_local="06:00"),
    event("The offensive from 17 to 18 September stopped.", date_start="2023-09-18"),
    claim("41 people were hospitalised, 18 of whom were killed.", "41", "41"),
    claim("18 people were killed, not 41.", "41", "41"),
    claim("погибли на 18 человек больше", "18", "18", language="ru", **RU),
    claim("Asked by Armenia, officials said 18 people were killed.", "18", "18", chain=(("armenia", "Asked by Armenia"),)),
    claim("18 people were killed when Russia attacked.", "18", "18", population_side="russia"),
    claim("18 people were killed, 10 of them Russian.", "18", "18", population_side="russia"),
    event("The offensive began the Monday before last.", date_start="2023-09-18"),
    event("The offensive began a day earlier than September 18.", date_start="2023-09-18"),
    event("The offensive could begin on September 18.", date_start="2023-09-18"),
    event("The offensive began on September 18 at 13:00 Kyiv time.", date_start="2023-09-18", date_precision="minute", time_local="13:00"),
    claim("Armenia said it did not know that 18 people were killed.", "18", "18", chain=(("armenia", "Armenia said"),)),
    claim("Ten of the 18 people killed were civilians.", "Ten", "10"),
    claim("Under Resolution 18 people were killed.", "18", "18"),
    claim("Probably 18 people were killed.", "18", "18"),
    left("Not even 90 residents left.", "90", "90"),
    claim("Contrary to what Armenia says, 18 people were killed.", "18", "18", chain=(("armenia", "Armenia says"),)),
    claim("18 people, victims of the Russian army, were killed.", "18", "18", population_side="russia"),
    event("The offensive began on a Monday in 2021.", date_start="2023-09-18"),
    event("A statement issued on September 19 named the offensive launched on September 18.", date_start="2023-09-19"),
    event("The offensive did not begin on September 18.", date_start="2023-09-18"),
    event("By September 18 the offensive had begun.", date_start="2023-09-18"),
    event("The offensive began two weeks ago on Monday.", date_start="2023-09-18"),
    claim("The toll rose by 40 to 160 people killed.", "40", "40"),
    claim("One of them was killed for every 40 people.", "40", "40"),
    claim("At 18 Abovyan Street people were killed.", "18", "18"),
    left("90 residents, if not more, left.", "90", "90"),
    claim("18 people fled; some were killed.", "18", "18"),
    claim("Were 18 people killed?", "18", "18"),
    claim("It is untrue that 18 people were killed.", "18", "18"),
    claim("погибли 18 человек, 41 травмирован", "41", "41", language="ru", **RU),
    claim("18 people were killed in Russian strikes.", "18", "18", population_side="russia"),
    claim("18 people were killed, Armenia learned from Russia.", "18", "18", chain=(("armenia", "Armenia learned"),)),
    claim("Armenia said Russia lied that 18 people were killed.", "18", "18", chain=(("russia", "Russia lied"),)),
    claim("18 and 41 people were killed.", "18 and 41", "18"),
    claim("18 were wounded and killed, the army said, in 41 villages of people.", "18", "18"),
    claim("The Azerbaijani Ministry of Defense said 18 people were killed.", "18", "18", chain=(("azerbaijan", "Azerbaijani"),)),
    claim("The score was 27-14 and people were killed.", "14", "14"),
    claim("The vote was 41 to 18, and people were killed.", "41", "41"),
    claim("The toll rose from 18 to 160 people killed.", "18", "18"),
    claim("More than a thousand people were killed.", "a thousand", "1000"),
    left("Not many more than 90 residents left.", "more than 90", "90", bound="more_than"),
    left("Around 90, perhaps more, residents left.", "Around 90", "90", bound="about"),
    claim("18 people are believed to have been killed.", "18", "18"),
    claim("погибли бы 18 человек", "18", "18", language="ru", **RU),
    claim("In a call with Armenia, officials said 18 people were killed.", "18", "18", chain=(("armenia", "In a call with Armenia"),)),
    claim("18 people were killed by fire from Russia.", "18", "18", population_side="russia"),
    event("The offensive began the Monday before.", date_start="2023-09-18"),
    event("The offensive begins on Friday.", date_start="2023-09-15"),
    event("The offensive began after talks held on September 18.", date_start="2023-09-18"),
    claim("погибли 1,5-2 тыс. человек", "2 тыс.", "2000", language="ru", **RU),
    claim("18-летний человек погибли", "18", "18", language="ru", **RU),
    claim("One person in 18 people was killed.", "18", "18"),
    left("A handful of residents left.", "A handful", "1"),
    left("Barely 90 residents left.", "90", "90"),
    claim("41 people, of whom 18 were killed, were hit.", "41", "41"),
    claim("18 people were evacuated before two were killed.", "18", "18"),
    claim("Из 41 человек 18 погибли", "41", "41", language="ru", **RU),
    claim("Armenia cast doubt on reports that 18 people were killed.", "18", "18", chain=(("armenia", "Armenia cast doubt"),)),
    event("The offensive began last week, on Monday.", date_start="2023-09-18"),
    event("A report published on September 19 the offensive of September 18 names.", date_start="2023-09-19"),
    claim("In 18 cases people were killed.", "18", "18"),
    claim("For 18 straight hours people were killed.", "18", "18"),
    claim("In the 2012–13 season people were killed.", "13", "13"),
    left("Dozens or hundreds of residents left.", "hundreds", "", bound="vague"),
    claim("Armenia has not verified that 18 people were killed.", "18", "18", chain=(("armenia", "Armenia has not verified"),)),
    claim("18 people were killed as Russian forces advanced.", "18", "18", population_side="russia"),
    event("On September 19, a day after the offensive began, talks were held.", date_start="2023-09-19"),
    left("~90 residents left.", "90", "90"),
    left("The number of residents who left did not exceed 90.", "90", "90"),
    claim("18 people may well have been killed.", "18", "18"),
    claim("Officials deny that 18 people were killed.", "18", "18"),
    event("The talks of September 20 followed the offensive that began on September 18.", date_start="2023-09-20"),
    left("No longer 90 residents left.", "90", "90"),
    claim("It was claimed, wrongly, that 18 people were killed.", "18", "18"),
    event("Two years earlier, on September 19, the offensive began.", date_start="2023-09-19"),
    claim("On Monday, officials said 18 people had been killed since Sunday.", "18", "18", as_of="2023-09-17", as_of_precision="day"),
    claim("More than at most 18 people were killed.", "More than at most 18", "18", bound="more_than"),
    claim("Several people were killed.", "people", "", bound="vague"),
    claim("18 Russian people were killed.", "18", "18"),
    claim("They left 18 people killed and 41 wounded.", "41", "18"),
    claim("18 people were killed by Azerbaijani soldiers.", "18", "18", population_side="azerbaijan"),
    claim("18 civilians were killed.", "18", "18", population="civilians", population_wording=""),
    claim("قُتل 5 أشخاص ووصل 18 أشخاص.", "18", "18", language="ar", harm_wording="قُتل", population_wording="أشخاص"),
    claim("Authorities in Nagorno Karabakh said 18 people were killed.", "18", "18", chain=(("nagorno-karabakh", "Nagorno Karabakh"),)),
    claim("At 18, he was the youngest of the people killed.", "18", "18"),
    claim("Private Aram Petrosyan, 18, was among the people killed.", "18", "18"),
    claim("An 18-strong unit lost people killed.", "18", "18"),
    claim("44 günlük müharibədə həlak olanlar", "44", "44", language="az", harm_wording="həlak", population_wording=""),
    claim("5 yıllık savaşta öldü", "5", "5", language="tr", harm_wording="öldü", population_wording=""),
    left("Up to, but not more than, 90 residents left.", "90", "90"),
    left("More than, or at least, 90 residents left.", "More than, or at least, 90", "90", bound="more_than"),
    left("Not nearly 90 residents left.", "nearly 90", "90", bound="nearly"),
    left("Hundreds, perhaps thousands, of residents left.", "Hundreds", "", bound="vague", quantifier="hundreds"),
    claim("Doctors treated 41 people after 18 were killed.", "41", "41"),
    claim("They prevented 18 people from being killed.", "18", "18"),
    claim("Armenia, which was asked, denied that 18 people were killed.", "18", "18", chain=(("armenia", "Armenia"),)),
    event("The offensive began on Tuesday week.", date_start="2023-09-19"),
    event("On the anniversary, September 18, the offensive was recalled.", date_start="2023-09-18"),
    event("Two days after the offensive began, on September 20, talks were held.", date_start="2023-09-20"),
    event("The offensive began on September 18 at 5 am Eastern.", date_start="2023-09-18", date_precision="minute", time_local="05:00"),
    left("All but 90 residents left.", "90", "90"),
    claim("In 10 of 18 homes people were killed.", "10", "10"),
    claim("Medics evacuated 41 people, but 18 were killed.", "41", "41"),
    claim("Armenia wants proof that 18 people were killed.", "18", "18", chain=(("armenia", "Armenia wants"),)),
    claim("18 people were killed in attacks blamed on Russia.", "18", "18", population_side="russia"),
    event("The offensive began the following Monday.", date_start="2023-09-18"),
    claim("A mother of three was among people killed.", "three", "3"),
    claim("Twice 18 people were killed.", "18", "18"),
    claim("Officials said 18 people must be killed.", "18", "18"),
    claim("Asked about Armenia, officials said 18 people were killed.", "18", "18", chain=(("armenia", "Armenia"),)),
    claim("41 of the 90 people were killed.", "90", "90"),
    claim("18 people mourned the killed.", "18", "18"),
    claim("The number of people killed rose to 18 from 14.", "14", "14"),
    claim("Armenia’s denial that 18 people were killed.", "18", "18", chain=(("armenia", "Armenia’s denial"),)),
    claim("Armenia's critics said 18 people were killed.", "18", "18", chain=(("armenia", "Armenia's critics"),)),
    claim("18 people were killed and Russian troops advanced.", "18", "18", population_side="russia"),
    claim("эвакуированы 41 человек, погибли 18 человек", "41", "41", language="ru", **RU),
    claim("Возможно, погибли 18 человек", "18", "18", language="ru", **RU),
    event("The offensive that ended on September 18 began on September 17.", date_start="2023-09-18"),
    claim("18 people were not yet confirmed killed.", "18", "18"),
    claim("Armenia says nobody, let alone 18 people, was killed.", "18", "18", chain=(("armenia", "Armenia says"),)),
    claim("Neither of the 18 people was killed.", "18", "18"),
    claim("The blast may have left at least 18 people killed.", "at least 18", "18", bound="at_least"),
    claim("18 people were killed fighting Russian troops.", "18", "18", population_side="russia"),
    claim("18 people were killed as of Tuesday in the attack of Monday.", "18", "18", as_of="2023-09-18", as_of_precision="day"),
    claim("18 people said relatives were killed.", "18", "18"),
    claim("Nine were killed and 18 people arrested.", "18", "18"),
    claim("18 people killed civilians.", "18", "18"),
    claim("18 people whose brothers were killed came.", "18", "18"),
    claim("A quarter of the 90 people were killed.", "90", "90"),
    claim("Reports that 18 people were killed could not be verified.", "18", "18"),
    claim("Reportedly, 18 people were killed.", "18", "18"),
    claim("Якобы погибли 18 человек", "18", "18", language="ru", **RU),
    claim("No 18 people were killed, Armenia insists.", "18", "18", chain=(("armenia", "Armenia insists"),)),
    claim("Armenia is responsible: 18 people were killed.", "18", "18", chain=(("armenia", "Armenia is responsible"),)),
    claim("In Armenia, officials said 18 people were killed.", "18", "18", chain=(("armenia", "In Armenia"),)),
    claim("Armenia's allies say 18 people were killed.", "18", "18", chain=(("armenia", "Armenia's allies say"),)),
    claim("Russian peacekeepers found 18 people killed.", "18", "18", population_side="russia"),
    claim("18 people were killed defending Armenia from Russia.", "18", "18", population_side="russia"),
    left("Say 90 residents left.", "90", "90"),
    left("Give or take, 90 residents left.", "90", "90"),
    left("As little as 90 residents left.", "90", "90"),
    event("The offensive began the day before the talks of September 19.", date_start="2023-09-19"),
    claim("The army denies having killed 18 people.", "18", "18"),
    claim("18 people were thought killed but survived.", "18", "18"),
    claim("Armenia faces claims that 18 people were killed.", "18", "18", chain=(("armenia", "Armenia faces claims"),)),
    left("Residents beyond 90 left.", "90", "90", population_wording="Residents"),
    left("The number of residents who left has not reached 90.", "90", "90"),
    left("90 (or more) residents left.", "90", "90"),
    claim("Earlier reports of 18 people killed were wrong.", "18", "18"),
    claim("Fears grew that 18 people had been killed.", "18", "18"),
    claim("The commander of 18 people was killed.", "18", "18"),
    claim("18 people lost a brother killed in the war.", "18", "18"),
    claim("After the visit of 18 people, a guard was killed.", "18", "18"),
    claim("Denied by Armenia, the claim is that 18 people were killed.", "18", "18", chain=(("armenia", "Denied by Armenia"),)),
    claim("18 people were killed, while Armenia said 41.", "18", "18", chain=(("armenia", "Armenia said"),)),
    claim("Armenia said five, and Russia said 18 people were killed.", "18", "18", chain=(("armenia", "Armenia said"),)),
    claim("There is no confirmation that 18 people were killed.", "18", "18"),
    claim("#18 of the people killed.", "18", "18"),
    claim("18 people seem to have been killed.", "18", "18"),
    claim("18 people are said to have been killed.", "18", "18"),
    claim("18 people mourn relatives killed in the war.", "18", "18"),
    claim("The gunman, who killed two, held 18 people hostage.", "18", "18"),
    claim("Nobody was killed, though 18 people were in the building.", "18", "18"),
    claim("18 people were on board, and all but two were killed.", "18", "18"),
    claim("Anger at Armenia: 18 people were killed.", "18", "18", chain=(("armenia", "Anger at Armenia"),)),
    claim("Armenia: no comment on 18 people killed.", "18", "18", chain=(("armenia", "Armenia"),)),
    claim("Armenia insisted it won, though 18 people were killed.", "18", "18", chain=(("armenia", "Armenia insisted"),)),
    left("90 residents (approx.) left.", "90", "90"),
    claim("He dreamt that 18 people were killed.", "18", "18"),
    claim("The ambush was planned to see 18 people killed.", "18", "18"),
    claim("18 people were sentenced for having killed a driver.", "18", "18"),
    claim("Five people were killed among 18 people hit.", "18", "18"),
    claim("18 people were hit and some of them killed.", "18", "18"),
    claim("18 people survived, five were killed.", "18", "18"),
    claim("At worst, 18 people were killed.", "18", "18"),
    claim("The army retracted its statement that 18 people were killed.", "18", "18"),
    claim("18 человек спасены, пять погибли", "18", "18", language="ru", **RU),
    claim("Russia's statement on Armenia said 18 people were killed.", "18", "18", chain=(("armenia", "Armenia said"),)),
    claim("If Armenia says 18 people were killed, it lies.", "18", "18", chain=(("armenia", "Armenia says"),)),
    claim("Accused by Armenia, officials said 18 people were killed.", "18", "18", chain=(("armenia", "by Armenia"),)),
    claim("18 people were killed on the Russian border.", "18", "18", population_side="russia"),
    claim("18 people were killed on the orders of Russia.", "18", "18", population_side="russia"),
    left("It is estimated that 90 residents left.", "90", "90"),
    event("The offensive began the week of September 18.", date_start="2023-09-18"),
    event("The offensive began around September 18.", date_start="2023-09-18"),
    claim("Clashes between Armenian and Russian troops left 18 people killed.", "18", "18", population_side="russia"),
    event("Ahead of September 18, the day of talks, the offensive began.", date_start="2023-09-18"),
    event("The offensive of 17 September-10 October 2020 is over.", date_start="2023-09-17"),
    event("Last year's offensive of September 18 was smaller.", date_start="2023-09-18"),
]  # fmt: skip
CLEAN = [
    claim("18 of the 41 people killed were children.", "41", "41"),
    claim("18 people were among the killed.", "18", "18"),
    event("The offensive that ended on September 18 began on September 17.", date_start="2023-09-17"),
    claim("41 ранены, погибли 18 человек", "18", "18", language="ru", **RU),
    claim("The toll rose to between 12 and 15 people killed.", "between 12 and 15", "12", bound="range", value_high="15"),
    claim("أصيب 41 وقُتل 18 أشخاص.", "18", "18", language="ar", harm_wording="قُتل", population_wording="أشخاص"),
    event("After the offensive of September 18, talks were held on September 20.", date_start="2023-09-18"),
    event("The offensive began Monday a week ago.", date_start="2023-09-11"),
    claim("At least 18\npeople were killed.", "At least 18", "18", bound="at_least"),
    claim("From 12 up to 15 people were killed.", "From 12 up to 15", "12", bound="range", value_high="15"),
    event("The offensive began on September 18 at one p.m.", date_start="2023-09-18", date_precision="minute", time_local="13:00"),
    claim("Private Aram said in Goris, 18 people were killed.", "18", "18"),
    claim("In the school 18 people were killed.", "18", "18"),
    claim("At least forty-\none people were killed.", "At least forty-one", "41", bound="at_least"),
    event("The offensive, planned for September 25, was announced.", date_start="2023-09-25"),
    event("The offensive began on September 18 after talks on September 17.", date_start="2023-09-18"),
    claim("From 12 to 15 people were killed.", "From 12 to 15", "12", bound="range", value_high="15"),
    claim("No people were killed there.", "No", "0"),
    claim("A dozen people were killed.", "A dozen", "12"),
    claim("Officials say at most\n18 people were killed.", "at most 18", "18", bound="up_to"),
    claim("On a dit 18 ci\u00advils morts.", "18", "18", language="fr", **FR),
    claim("Le chef a dit a\u0300 Paris 18 civils morts.", "18", "18", language="fr", **FR),
    claim("полторы тысячи человек погибли", "полторы тысячи", "1500", language="ru", **RU),
    claim("At least forty–one people were killed.", "At least forty-one", "41", bound="at_least"),
    event("The offensive began three days before Tuesday.", date_start="2023-09-16"),
    left("Nearly 700 residents left.", "Nearly 700", "700", bound="nearly"),
    left("90 residents at least left.", "90 residents at least", "90", bound="at_least"),
    event("The offensive lasted from 17 to 18 September.", date_start="2023-09-17", date_end="2023-09-18", date_precision="interval"),
    event("The offensive began on September 18 at 06:00 UTC.", date_start="2023-09-18", date_precision="minute", time_local="10:00"),
    event("The offensive began last Monday.", date_start="2023-09-18"),
    claim("The toll rose by 40 to 160 people killed.", "160", "160"),
    claim("A hundred people were killed.", "A hundred", "100"),
    claim("41 people were hospitalised, 18 of whom were killed.", "18", "18"),
    claim("18 people were killed, 10 of them Russian.", "10", "10", population_side="russia"),
    claim("None of the people was killed.", "None", "0"),
    claim(
        "At least 20, and possibly up to 100 people were killed.",
        "At least 20, and possibly up to 100",
        "20",
        bound="range",
        value_high="100",
    ),
    claim("Officials said 12․000 people were killed.", "12․000", "12000"),
    claim("100k people were killed.", "100k", "100000"),
    claim("Not one of the people was killed.", "Not one", "0"),
    left("Five to ten thousand residents left.", "Five to ten thousand", "5000", bound="range", value_high="10000"),
    claim("18 people were killed as of Monday, a statement said on Tuesday.", "18", "18", as_of="2023-09-18", as_of_precision="day"),
    claim("Just over a thousand people were killed.", "Just over a thousand", "1000", bound="more_than"),
    event("The offensive of 17/18 September ended.", date_start="2023-09-17", date_end="2023-09-18", date_precision="interval"),
    claim("погибли 1,5-2 тыс. человек", "1,5-2 тыс.", "1500", bound="range", value_high="2000", language="ru", **RU),
    claim("Из 41 человек 18 погибли", "18", "18", language="ru", **RU),
    event("The offensive began on 18-SEP-2023.", date_start="2023-09-18"),
    event("The offensive began between 2 and 4 pm on September 18.", date_start="2023-09-18", date_precision="minute", time_local="14:00"),
    claim("18 people were killed, Armenia insists.", "18", "18", chain=(("armenia", "Armenia insists"),)),
    claim("18 people were killed, by Armenia's count.", "18", "18", chain=(("armenia", "Armenia's count"),)),
    claim("Officials say 18 people were killed.", "18", "18"),
    claim("18 people were confirmed killed.", "18", "18"),
    claim("18 people were killed on the Russian side.", "18", "18", population_side="russia"),
    claim("Russia lost 18 people killed.", "18", "18", population_side="russia"),
    claim("A group of 18 people was killed.", "18", "18"),
    claim(
        "18 people were killed, according to the authorities of Armenia.",
        "18",
        "18",
        chain=(("armenia", "according to the authorities of Armenia"),),
    ),
    claim("18 civilian road workers were killed.", "18", "18", population="civilians", population_wording="civilian"),
    claim("Armenia: 18 people were killed.", "18", "18", chain=(("armenia", "Armenia"),)),
    claim("It turned out that 18 people were killed.", "18", "18"),
    claim("18 people, all of them Russian, were killed.", "18", "18", population_side="russia"),
    claim("The government of Armenia said 18 people were killed.", "18", "18", chain=(("armenia", "government of Armenia said"),)),
    claim("18 people were killed and 41 wounded, Armenia said.", "18", "18", chain=(("armenia", "Armenia said"),)),
    claim("The Armenian side put its dead at 18 people killed.", "18", "18", population_side="armenia"),
    event(
        "The offensive of 17 September-10 October 2020 is over.", date_start="2020-09-17", date_end="2020-10-10", date_precision="interval"
    ),
    claim("18 people killed were Russian.", "18", "18", population_side="russia"),
    left("A round 90 residents left.", "A round 90", "90", bound="about"),
    claim("Two to three dozen people were killed.", "Two to three dozen", "24", bound="range", value_high="36"),
    event("The offensive began the day before the talks of September 19.", date_start="2023-09-18"),
    event("The offensive began on Tues. morning.", date_start="2023-09-19"),
    event("The offensive began on 18.IX.2023.", date_start="2023-09-18"),
]
CASES = [*((case, False) for case in REFUSED), *((case, True) for case in CLEAN)]
LINES = Path(__file__).parent / "cases.txt"
PLACE = re.compile(r" \([^()]*P9\d{3}, .* characters .*\)")  # the passage, whose id moves with every case that is added
KEYS = {
    "casualty_claims": ("claim_id", "C09"),
    "figures": ("figure_id", "F09"),
    "statements": ("statement_id", "T09"),
    "events": ("event_id", "E9"),
}


@pytest.fixture(scope="module")
def found(small, tmp_path_factory):
    """Case > the problems that the check finds in it."""
    root = tmp_path_factory.mktemp("cases") / "package"
    shutil.copytree(small, root)
    texts = root.parent / "texts"
    texts.mkdir()
    names = {
        r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in json.loads((root / "datapackage.json").read_text())["resources"]
    }
    rows: dict[str, list[dict]] = {}
    ids = [_rows(number, case, texts, rows) for number, (case, _) in enumerate(CASES)]
    for name, new in rows.items():
        blank = dict.fromkeys(names[name], "")
        path = root / f"data/{name}.csv"
        old = [row for row in read_csv(path) if any(row.values())]
        write_csv(path, [*old, *({**blank, **row} for row in new)], blank)
    package = read_package(root, texts=texts)
    problems = on_sources(package, ground(package).problems)
    return {number: [p for p in problems if item in p.row_id.split(" ")] for number, item in enumerate(ids)}


def _rows(number: int, case: tuple, texts, rows: dict[str, list[dict]]) -> str:
    """Adds the rows of a case to those of their tables, and writes its text; returns the id of its item."""
    table, language, written, text, chain, cells = case
    source, passage, (key, prefix) = f"S1{number:02}", f"P9{number:03}", KEYS[table]
    item = f"{prefix}{number:02}"
    (texts / f"{source}.txt").write_text(text, encoding="utf-8", newline="")

    def add(name: str, **row: str) -> None:
        rows.setdefault(name, []).append(row)

    add("sources", source_id=source, publisher_id="peoples-dispatch", published_on=written, language=language, text_status="cited",
        text_sha256=hashlib.sha256(text.encode()).hexdigest())  # fmt: skip
    add("passages", passage_id=passage, source_id=source, paragraph=str(paragraph_of(text, 0)), char_start="0", char_end=str(len(text)),
        sha256=digest(text))  # fmt: skip
    add("evidence", item_id=item, passage_id=passage)
    if table == "events":
        add(table, **{key: item, "place_precision": "unknown", "assertion": "reported"}, **cells)
        return item
    steps = [*chain, ("peoples-dispatch", "")]
    said = {"source_id": source, "event_id": "E001", "claimant_id": steps[0][0], "population_side": "unknown", "as_of_precision": "unknown"}
    add(table, **{key: item, "claimed_on": "" if chain else written} | said | cells)
    for step, (actor, wording) in enumerate(steps, 1):
        role = "outlet" if step == len(steps) else "origin"
        add("attributions", item_id=item, step=str(step), actor_id=actor, role=role, wording=wording)
    add("inferences", item_id=item, column="event_id", value="E001", kind="inferred", reason="Invented.")
    return item


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case[3][:60].replace("\n", " ") for case, _ in CASES])
def test_is_read_where_it_stands(number, found):
    (_, clean) = CASES[number]
    assert (not found[number]) == clean, found[number]


def test_the_lines_a_person_reads(found, request):
    told = []
    for number, case in enumerate(REFUSED):
        told += [f"# {' '.join(case[3].split())}"]
        told += [f"{p.column}={p.value!r} {PLACE.sub('', p.message)} [{p.rule}]" for p in found[number]]
    if request.config.getoption("--rewrite"):
        LINES.write_text("\n".join(told) + "\n", encoding="utf-8")
    assert told == LINES.read_text(encoding="utf-8").splitlines()
