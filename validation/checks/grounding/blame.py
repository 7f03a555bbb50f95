"""One fault of a shared row (a source, a code, a spelling) is told once, on that row, and not on every item that is read with it."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from validation.checks.grounding.shared import texts_of
from validation.model.grounds import ground_of
from validation.model.items import ITEMS, SAID, item_ids
from validation.model.lexicon import lexicon_of
from validation.model.package import Package
from validation.model.texts import read_texts
from validation.parsing.plain import alike
from validation.parsing.words import TOKEN, find_phrase
from validation.problem import Problem

FEWEST = 3  # items; fewer may each be wrong themselves
FEWEST_ALIKE = 2  # items that are coded alike
SHARE = 0.6  # of the items of a source: as many as this do not fail of their own accord
NOT_READ = "is probably not the language of the words: {} items that are coded from it cannot be read in it"
NOT_DAY = "is probably not the day of publication: the days of {} items, which are counted from it, are not those that their words give"
NOT_LAST = "is not the outlet at the end of the chains: the chains of {} items end with another"
NOT_OWN = "is the outlet, though the day is not its own, and the item has lost passages that may name another speaker"
# What fails where the words are read in another language than they are in.
OF_LANGUAGE = frozenset(
    f"grounding.{kind}"
    for kind in ("cues", "quantity", "number", "bound", "date", "date_end", "said_on", "precision", "time", "name_in", "prose",
                 "inference", "idle_passage")
)  # fmt: skip
OF_DAY = frozenset(f"grounding.{kind}" for kind in ("date", "date_end", "said_on", "precision", "idle_passage"))
OF_SPELLING = frozenset(f"grounding.{kind}" for kind in ("name", "name_in", "part", "member", "prose", "side", "idle_passage"))
OF_CUES = ("grounding.idle_cue", "grounding.cue", "grounding.cues")
OF_WORDING = frozenset(f"grounding.{kind}" for kind in ("kept", "quantity", "words"))
UNPROVEN = (*OF_WORDING, "grounding.source", "grounding.declared", "grounding.idle_inference")
SHORT = 3  # letters of a word that is too short to tell one name from another
NAMED = 3  # items that a lacking cue is shown by
NO_CUE = 'lacks a cue of {}: "{}" does not read as {} in {!r}, though {} is coded so'


def on_vocabularies(package: Package, problems: list[Problem]) -> list[Problem]:
    """The problems, with those of items whose words lack a cue replaced by one on the row of the code: of two or more that are coded alike
    in one language, or of one whose words stand in its source and hold no cue at all."""
    if not any(problem.rule == "grounding.cues" for problem in problems):
        return problems
    fields = {
        (table.path, column): (field["name"], field["vocabulary"], ground.column)
        for table in (package[name] for name in ITEMS if name in package.tables)
        for field in table.fields
        if (ground := ground_of(field)) and ground.by == "cues"
        for column in (field["name"], ground.column)
    }
    rows = {row["_id"]: row for name in ITEMS if name in package.tables for row in package[name].records}
    alike: dict[tuple, list[Problem]] = defaultdict(list)
    unproven = {problem.row_id.partition(" ")[0] for problem in problems if problem.rule in UNPROVEN}
    source_of = dict(zip(*package["passages"].columns("passage_id", "source_id"), strict=True))
    evidence = zip(*(reversed(column) for column in package["evidence"].columns("item_id", "passage_id")), strict=True)
    first = {item: source_of.get(passage, "") for item, passage in evidence}
    for problem in problems:
        if problem.rule == "grounding.cues" and (field := fields.get((problem.file, problem.column))) and problem.row_id in rows:
            column, vocabulary, wording = field
            row = rows[problem.row_id]
            if row[wording] and problem.row_id not in unproven:
                alike[vocabulary, row[column], _language(package, row, first), column, wording].append(problem)
    told: set[Problem] = set()
    blamed = []
    for (vocabulary, code, language, _, wording), found in alike.items():
        found.sort(key=lambda problem: (problem.row_id, problem.column))  # the same in whatever parts they were found
        row = rows[found[0].row_id]
        if len(found) < FEWEST_ALIKE and (found[0].column != wording or _is_cut(package, row, wording, vocabulary, code, language)):
            continue
        if row := package["vocabularies"].by_id.get(f"{vocabulary} {code}"):
            told.update(found)
            words = '", "'.join(dict.fromkeys(rows[problem.row_id][wording] for problem in found[:NAMED]))
            message = NO_CUE.format(vocabulary, words, code, language, ", ".join(problem.row_id for problem in found[:NAMED]))
            blamed.append(Problem.of(package["vocabularies"].path, row, "cues", "grounding.cue", message))
    return [problem for problem in problems if problem not in told] + blamed


def _language(package: Package, row: dict, first: dict[str, str]) -> str:
    """The language that an item is read in: that of its source, or of that of the first passage of an event, which `first` holds."""
    return package.languages.get(row["source_id"] if "source_id" in row else first.get(row["_id"], ""), "")


def _is_cut(package: Package, row: dict, wording: str, vocabulary: str, code: str, language: str) -> bool:
    """Whether the words of the item hold a cue of the code, or not even the wording: then that is at fault, and no cue is lacking."""
    held = {e["passage_id"] for e in package["evidence"].records if e["item_id"] == row["_id"]}
    words = [w["wording"] for w in package["wordings"].records if w["item_id"] == row["_id"]]
    words += [step["wording"] for step in package["attributions"].records if step["item_id"] == row["_id"]]
    words += [passage["quote"] for passage in package["passages"].of_ids(held).values()]
    if "source_id" not in row:
        words += texts_of(package).get(row["_id"], ())
    unproven = "source_id" not in row and not any(find_phrase(row[wording], text) for text in words)
    return unproven or code in lexicon_of(package).cues.codes(vocabulary, language, " | ".join(words))


def on_spellings(package: Package, problems: list[Problem], wrong: Iterable[Problem]) -> list[Problem]:
    """The problems without those of items whose usage has a wrong spelling of the one they are coded with, and the `wrong` spellings.

    A source whose language or publisher is blamed says nothing of the spellings of its outlet.
    """
    names, sources = package["names"].by_id, package["sources"].by_id
    faulty = {problem.row_id for problem in problems if problem.rule in ("grounding.language", "grounding.publisher")}
    items = {row["_id"] for name in SAID if name in package.tables for row in package[name].records if row["source_id"] in faulty}
    steps = package["attributions"].records if items else ()
    outlets = {row["actor_id"] for row in steps if row["item_id"] in items and row["role"] == "outlet"}
    outlets |= {sources[source]["publisher_id"] for source in faulty}
    wrong = [problem for problem in wrong if problem.row_id.rpartition(" ")[2] not in outlets]
    ends = (problem.row_id.split(" ") for problem in wrong if problem.rule == "grounding.unlisted")
    ends = [words for words in ends if _is_named(" ".join(words[1:-2]))]  # a sentence without a name may lack an inference instead
    gone = {(words[0], usage) for words in ends for usage in (words[-1], "")}
    spelled = [names[problem.row_id] for problem in wrong if problem.row_id in names]  # the others stand on an item
    lost = gone | {(name["entity_id"], usage) for name in spelled for usage in (name["usage"], "")}
    if not lost:
        return problems + wrong
    rows = {row["_id"]: row for name in ITEMS if name in package.tables for row in package[name].records}
    rows |= package["attributions"].of_ids({problem.row_id for problem in problems})

    def is_echo(problem: Problem) -> bool:
        if problem.rule not in (OF_SPELLING | {"grounding.event"} if gone else OF_SPELLING) or problem.row_id not in rows:
            return False
        row = rows[problem.row_id]
        item = rows.get(row.get("item_id", ""), row)
        usage = sources.get(item.get("source_id", ""), {}).get("publisher_id", "")
        return any((cell, usage) in lost for cell in row.values())

    return [problem for problem in problems if not is_echo(problem)] + wrong


def _is_named(words: str) -> bool:
    """Whether words may be a name: one begins with a capital letter, or the script has none."""
    return any(c.isupper() for c in words) or not any(c.islower() for c in words)


def on_wordings(package: Package, problems: list[Problem]) -> list[Problem]:
    """The problems without passages that no words of an item are, where a wording that shows nothing or is blank may be what is left."""
    cut = {p.row_id for p in problems if p.rule in ("grounding.cues", "grounding.quantity")}
    cut |= {p.row_id.partition(" ")[0] for p in problems if p.rule == "grounding.name_in" and p.column == "wording" and not p.value}
    path = package["evidence"].path
    return [p for p in problems if not (p.rule == "grounding.kept" and p.file == path and p.row_id.partition(" ")[0] in cut)]


def on_cues(problems: list[Problem]) -> list[Problem]:
    """The problems without cues that no page has, where words that are at fault themselves may be what held them."""
    others = any(problem.rule not in OF_CUES for problem in problems)
    return [problem for problem in problems if not (others and problem.rule == "grounding.idle_cue")]


def on_origins(package: Package, problems: list[Problem]) -> list[Problem]:
    """The problems, with those of an outlet that is coded for another's words as one on who said them: they are not told of its own day,
    and words are missing in which the other was named."""
    if not any(problem.rule == "grounding.said_on" for problem in problems):
        return problems
    steps = Counter(package["attributions"].columns("item_id")[0])
    alone = {problem.row_id for problem in problems if problem.rule == "grounding.said_on" and steps[problem.row_id] == 1}
    lost = [p for p in problems if alone and p.rule == "grounding.kept" and p.row_id.partition(" ")[0] in alone]
    found = {p.row_id.partition(" ")[0] for p in lost}
    told = []
    for table in (package[name] for name in SAID if found and name in package.tables):
        column = "speaker_id" if "speaker_id" in {field["name"] for field in table.fields} else "claimant_id"
        told += [Problem.of(table.path, table.by_id[i], column, "grounding.origin", NOT_OWN) for i in sorted(found & table.by_id.keys())]
    return [p for p in problems if p not in lost and not (p.rule == "grounding.said_on" and p.row_id in found)] + told


def on_owners(package: Package, problems: list[Problem]) -> list[Problem]:
    """The problems, with those of an actor whom the words name and a spelling gives to another as one on that spelling."""
    steps = package["attributions"].of_ids({problem.row_id for problem in problems if problem.rule == "grounding.name_in"})
    if not steps:
        return problems
    lexicon, names = lexicon_of(package), package["names"].records
    publishers = {row["source_id"]: row["publisher_id"] for row in package["sources"].records}
    usages = {row["_id"]: publishers.get(row["source_id"]) for name in SAID if name in package.tables for row in package[name].records}
    wrong: dict[str, list[Problem]] = defaultdict(list)  # the key of a spelling > the problems of those whom its words name
    for problem in problems:
        row = steps.get(problem.row_id) if problem.rule == "grounding.name_in" else None
        if row and problem.column == "actor_id":
            others = [name for name in names if name["usage"] == usages.get(row["item_id"]) and name["entity_id"] != row["actor_id"]]
            found = [name for name in others if find_phrase(name["name"], row["wording"])]
            if found:
                wrong[max(found, key=lambda name: len(name["name"]))["_id"]].append(problem)
    told: dict[Problem, Problem] = {}
    for key, of_name in wrong.items():
        of_name.sort(key=lambda problem: problem.row_id)  # the same in whatever parts they were found
        name, owner = package["names"].by_id[key], of_name[0].value
        others = [n["name"] for n in names if n["entity_id"] == name["entity_id"] and n is not name]
        if any(n is not name and (n["entity_id"], n["name"]) == (name["entity_id"], name["name"]) for n in names):
            continue  # whose name it is, other usages say; another spelling is lacking
        own = _letters([name["name"]])
        is_his = own & _letters([owner, *lexicon.spellings(owner)]) and not own & _letters([name["entity_id"], *others])
        if is_his or len({problem.row_id for problem in of_name}) >= FEWEST_ALIKE and len({problem.value for problem in of_name}) == 1:
            message = f'is probably not the owner of "{name["name"]}", which is coded as {owner}'
            told |= dict.fromkeys(of_name, Problem.of(package["names"].path, name, "entity_id", "grounding.owner", message))
    return [problem for problem in problems if problem not in told] + [*dict.fromkeys(told.values())]


def _letters(names: Iterable[str]) -> set[str]:
    """The words of names that tell one from another: longer ones, in small letters."""
    return {word for name in names for word in TOKEN.findall(alike(name).casefold()) if len(word) > SHORT}


def on_contents(package: Package, problems: list[Problem]) -> list[Problem]:
    """The problems, with those of a content that is declared in the words of another statement as one on the inference; but where the
    other statement fails too, the two contents have changed places."""
    wrong = {p: f"{p.row_id} content" for p in problems if (p.rule, p.column) == ("grounding.declared", "content")}
    if not wrong:
        return problems
    failing = {problem.row_id for problem in problems if problem.column == "content"}
    contents = {row["content"] for row in package["statements"].records if row["_id"] not in failing}
    declared = package["inferences"].of_ids({*wrong.values()})
    told: dict[Problem, Problem] = {}
    for problem, key in wrong.items():
        row = declared[key]
        if row["value"] in contents:
            message = f"is the content of another statement, and not that of {problem.row_id}"
            told[problem] = Problem.of(package["inferences"].path, row, "value", "grounding.declared", message)
    return [told.get(problem, problem) for problem in problems]


def on_sources(package: Package, problems: list[Problem]) -> list[Problem]:
    """The problems, with those that one wrong day, language or publisher of a source causes replaced by one on the source."""
    if not problems:
        return problems
    source_of_passage, items = dict(zip(*package["passages"].columns("passage_id", "source_id"), strict=True)), item_ids(package)
    sources: dict[str, set[str]] = defaultdict(set)
    coded: dict[str, set[str]] = defaultdict(set)
    for item, passage in zip(*package["evidence"].columns("item_id", "passage_id"), strict=True):
        if item in items and passage in source_of_passage:
            sources[item].add(source_of_passage[passage])
            coded[source_of_passage[passage]].add(item)

    only = {item: next(iter(found)) for item, found in sources.items() if len(found) == 1}

    def source_of(problem: Problem) -> str:
        return only.get(problem.row_id.partition(" ")[0], "")

    def is_of_print(problem: Problem) -> bool:
        """Whether the day of an item is not the one that its words give if they are counted from the day of print, such as "today"."""
        day = package["sources"].by_id.get(source_of(problem), {}).get("published_on")
        return problem.rule == "grounding.said_on" or problem.column == "as_of" and f"reads as {day} (" in problem.message

    declared = set(zip(*package["inferences"].columns("item_id", "column"), strict=True))
    dated = {row["_id"] for table in SAID if table in package.tables for row in package[table].records
             for column in ("claimed_on", "stated_on") if row.get(column) and (row["_id"], column) not in declared}  # fmt: skip
    for column, rule, is_symptom, message in (
        ("publisher_id", "grounding.publisher", _of_publisher, NOT_LAST),
        ("language", "grounding.language", lambda p: p.rule in OF_LANGUAGE, NOT_READ),
        ("published_on", "grounding.day_of_print", is_of_print, NOT_DAY),
    ):
        failing: dict[str, set[str]] = defaultdict(set)
        read = {source_of(problem) for problem in problems if column != "language" or problem.rule in OF_LANGUAGE - OF_DAY}
        for problem in filter(is_symptom, problems):
            failing[source_of(problem)].add(problem.row_id.partition(" ")[0])
        told: dict[str, Problem] = {}
        for source_id, failed in failing.items():
            row = package["sources"].by_id.get(source_id)
            of = {"language": coded[source_id], "publisher_id": _said(coded[source_id]), "published_on": coded[source_id] & dated | failed}[
                column
            ]
            if (
                row
                and row[column]
                and source_id in read
                and len(failed) >= max(FEWEST_ALIKE if column == "published_on" else FEWEST, SHARE * len(of))
            ):
                told[source_id] = _problem(package, row, column, rule, message.format(len(failed)))
        if told:
            problems = [p for p in problems if not (is_symptom(p) and source_of(p) in told)] + list(told.values())
    return problems


def blamed(problems: Iterable[Problem]) -> frozenset[str]:
    """The sources whose language is blamed: nothing more can be said of their words."""
    return frozenset(problem.row_id for problem in problems if problem.rule == "grounding.language")


def on_passages(package: Package, problems: list[Problem]) -> list[Problem]:
    """The problems, with those of items that have a passage of another source as one on the passage, where that is at fault: the quote
    stands in a text that is shipped, or its items are of one other source and have that source by their other passages or their chain."""
    passages, sources = package["passages"], package["sources"].by_id
    rows = {row["_id"]: row for name in SAID if name in package.tables for row in package[name].records}
    shipped = [text for text in read_texts(package).values() if text.text and sources[text.source_id]["text_file"]]
    quoted = (row for row in passages.records if row["quote"] and not sources.get(row["source_id"], {}).get("text_file"))
    wrong = {row["_id"]: text.source_id for row in quoted for text in shipped if row["quote"] in text.text}
    for passage_id, items in _strays(package, problems).items() if rows else ():
        own, stands = {rows[item]["source_id"] for item in items}, passages.by_id[passage_id]["source_id"]
        if len(own) == 1 and stands not in own and any(_is_sound(package, rows[item], passage_id) for item in items):
            wrong.setdefault(passage_id, *own)
    held = {p for p in problems if p.rule in ("grounding.source", "grounding.phrase", "grounding.kept")}
    echoes = {p for p in held if any(i in (p.value, *p.row_id.split()) or f"({i} in" in p.message for i in wrong)}
    return [p for p in problems if p not in echoes] + [
        Problem.of(passages.path, passages.by_id[i], "source_id", "grounding.source", f"is not {source}, whose words it holds")
        for i, source in wrong.items()
    ]


def _strays(package: Package, problems: list[Problem]) -> dict[str, list[str]]:
    """The passages of items that have one of another source, each with all its claims, figures and statements."""
    failing = {problem.row_id.split()[0] for problem in problems if problem.rule == "grounding.source"}
    evidence = [row for row in package["evidence"].records if row["item_id"][:1] in "CFT"] if failing else []
    found = {row["passage_id"] for row in evidence if row["item_id"] in failing} & package["passages"].by_id.keys()
    strays = defaultdict(list)
    for row in evidence:
        if row["passage_id"] in found:
            strays[row["passage_id"]].append(row["item_id"])
    return strays


def _is_sound(package: Package, row: dict, passage_id: str) -> bool:
    """Whether the source of an item is its own, whatever that of a passage: another passage or the outlet of its chain has it."""
    evidence = (e["passage_id"] for e in package["evidence"].records if e["item_id"] == row["_id"])
    others = [package["passages"].by_id[p]["source_id"] for p in evidence if p != passage_id and p in package["passages"].by_id]
    if others:
        return row["source_id"] in others
    sources = (row["source_id"], package["passages"].by_id[passage_id]["source_id"])
    printed = [package["sources"].by_id.get(source, {}).get("publisher_id") for source in sources]
    last = [step["actor_id"] for step in package["attributions"].records if step["item_id"] == row["_id"]][-1:]
    return last == printed[:1] != printed[1:]


def _of_publisher(problem: Problem) -> bool:
    return problem.rule == "grounding.name_in" and "is not the publisher of the source" in problem.message


def _said(items: set[str]) -> list[str]:
    """The claims, figures and statements among them, which have a chain."""
    return [item for item in items if item[:1] in "CFT"]


def _problem(package: Package, row: dict, column: str, rule: str, message: str) -> Problem:
    return Problem.of(package["sources"].path, row, column, rule, message)
