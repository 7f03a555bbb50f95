"""The tables as the pages read them: every lookup is made once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from scripts.publish.formats.citations import Cited
from scripts.publish.site.environment import day, shortened
from validation.checks.descriptor import describe
from validation.model.clusters import LINE, clusters
from validation.model.descriptor import is_derived, released
from validation.model.items import CLAIMS, SAID
from validation.model.moments import speaks_for
from validation.model.package import CannotRun, Package, read_package
from validation.model.texts import read_texts

UNSAID = "side not said"


def rank(order: Sequence[str], name: str) -> int:
    """The place of a name in an order; what has none comes last."""
    return order.index(name) if name in order else len(order)


class View:
    """The package, and what belongs to each row of it."""

    def __init__(self, package: Package):
        self.package = package
        self.descriptor = package.descriptor
        self.version, self.released = package.descriptor["version"], released(package.descriptor)
        self.cited = Cited(package.descriptor)
        self.codes = package.codes
        self.claims = package["claims_wide"].by_id
        self.statements = package["statements_wide"].by_id
        self.events = package["events"].by_id
        self.actors = package["actors"].by_id
        self.sources = package["sources"].by_id
        self.passages = package["passages"].by_id
        self.rows = {row["_id"]: row for table in SAID for row in package[table].records}
        self.tables = {row_id: table for table in (*SAID, "events", "event_actors", "actors") for row_id in package[table].by_id}
        self.carried = package["evidence"].values_by("item_id", "passage_id")
        self.items_of_passage = package["evidence"].values_by("passage_id", "item_id")
        self.chains = package["attributions"].by("item_id")
        for chain in self.chains.values():
            chain.sort(key=lambda step: int(step["step"]))
        self.cells = package["cell_evidence"].by("item_id")
        self.words = package["wordings"].by("item_id")
        self.readings = {(row["item_id"], row["column"]): row for row in package["inferences"].records}
        self.conflicts = package["conflicts"].by("first_id", "second_id")
        self.relations = package["relations"].by("from_id", "to_id")

    # Names and definitions

    def name(self, actor: str) -> str:
        """The display name of an actor, or its id."""
        return self.actors.get(actor, {}).get("name", "") or actor

    def side(self, actor: str) -> str:
        return self.actors.get(actor, {}).get("side", "") or "unknown"

    def label(self, vocabulary: str, code: str) -> str:
        """The label of a code, in small letters where it is not a name or a heading; the code in words where the list has none."""
        if vocabulary == "side" and code in ("", "unknown"):
            return UNSAID
        label = self.codes.get(vocabulary, {}).get(code, {}).get("label", "") or code.replace("_", " ").capitalize()
        return label if vocabulary in ("side", "topic") else label.lower()

    def counted(self, item: str) -> str:
        """What a claim or figure counts: the label of its harm or measure."""
        return self.label("harm" if self.tables[item] == "casualty_claims" else "measure", self.claims[item]["measure"])

    def meaning(self, vocabulary: str, code: str) -> str:
        return self.codes.get(vocabulary, {}).get(code, {}).get("definition", "")

    def whose(self, side: str) -> str:
        """Whose people a count speaks of."""
        return UNSAID if side in ("unknown", "") else f"side: {self.label('side', side)}"

    def outlet(self, item: str) -> dict:
        """The actor who printed an item, the last of its chain."""
        chain = self.chains.get(item)
        return self.actors.get(chain[-1]["actor_id"], {}) if chain else {}

    def language(self, item: str) -> str:
        """The language of the words of an item."""
        return self.sources.get(self.rows.get(item, {}).get("source_id", ""), {}).get("language", "") or "en"

    def in_figures(self, item: str) -> str:
        """The number behind words of another language than English that give it without figures."""
        row = self.claims[item]
        is_plain = self.language(item) == "en" or any(letter.isdigit() for letter in row["value_wording"])
        return "" if is_plain or not row["value"] else f" ({row['value']})"

    # What belongs together

    @cached_property
    def passages_of_source(self) -> dict[str, list[dict]]:
        found = self.package["passages"].by("source_id")
        for rows in found.values():
            rows.sort(key=lambda p: (int(p["paragraph"] or 0), int(p["char_start"] or 0), p["passage_id"]))
        return found

    @cached_property
    def items_of_source(self) -> dict[str, list[str]]:
        """Source > its claims, figures and statements."""
        found = defaultdict(list)
        for row_id, row in self.rows.items():
            found[row["source_id"]].append(row_id)
        return found

    @cached_property
    def texts(self) -> dict:
        """The shipped texts, by source."""
        return {source: text for source, text in read_texts(self.package).items() if text.text and self.sources[source]["text_file"]}

    @cached_property
    def families(self) -> dict[str, list[str]]:
        """Lowest id > the claims or figures that repeat, match, revise or update one another, three or more."""
        numbers = {row_id for row_id, table in self.tables.items() if table in CLAIMS}
        rows = [r for r in self.package["relations"].records if r["from_id"] in numbers and r["to_id"] in numbers]
        found = defaultdict(list)
        for item, lead in clusters(rows, LINE).items():
            found[lead].append(item)
        return {lead: sorted(items) for lead, items in sorted(found.items()) if len(items) > 2}

    @cached_property
    def family_of(self) -> dict[str, str]:
        return {item: lead for lead, items in self.families.items() for item in items}

    def moment(self, item: str):
        """The moment a number speaks for."""
        return speaks_for(self.package, self.rows[item])

    def claim_of(self, item: str) -> tuple[str, ...]:
        """What a report of a number claims: whose voice, which bound, which interval. Reports of one event, harm and people that
        agree in this are one claim told again."""
        row = self.claims[item]
        return self.voice(item), row["bound"], row["low"], row["high"]

    def when(self, item: str) -> str:
        """The day an item was said, no finer than it is known: 19 Sep 2023, May 2023, 1991, or the day of print as "by 20 Sep 2023"."""
        row = self.claims.get(item) or self.statements[item]
        if row["date_basis"] == "published_on":
            return f"by {day(row['date'])}"
        column = {"stated_on": "date_precision", "as_of": "as_of_precision"}.get(row["date_basis"], "")
        return day(shortened(row["date"], self.rows[item].get(column, "")))

    def voice(self, item: str) -> str:
        """Who speaks in a number: the claimant, or the body that a person speaks for."""
        return self.package.voice(self.claims[item]["claimant_id"])

    def grade(self, item: str, column: str) -> str:
        """How a cell is shown; a cell of a page that is not shipped may have no words here at all."""
        return next((cell["status"] for cell in self.cells.get(item, ()) if cell["column"] == column), "not_here")

    def grades(self, item: str) -> Counter:
        """How many cells of an item have each grade."""
        return Counter(row["status"] for row in self.cells.get(item, ()))

    def recorded(self, item: str) -> list[tuple[str, str, str]]:
        """The few words that are recorded of an item: column, words, and the passage they stand in where that is known."""
        row = self.rows[item]
        words = [(column.removesuffix("_wording"), row[column], "") for column in row if column.endswith("_wording") and row[column]]
        return words + [(word["column"], word["wording"], word["passage_id"]) for word in self.words.get(item, ())]

    def sentence(self, item: str) -> str:
        """A row in a line of plain English."""
        if row := self.claims.get(item):
            who = "" if row["population"] == "none" else f" {self.label('population', row['population'])},"
            return f"{row['claimant'] or 'Nobody named'}: “{row['value_wording']}”{who} {self.counted(item)}"
        if row := self.statements.get(item):
            return f"{row['speaker'] or 'Nobody named'} ({self.label('act', row['act'])}): {row['content']}"
        if row := self.events.get(item):
            return row["title"]
        return item


def read_view(root) -> View:
    """The view of the package below a folder.

    Raises CannotRun, in one line that names the command to run, where a table is missing or the derived ones are not those of the
    curated ones.
    """
    package = read_package(root, describe(root))
    missing = [r["path"] for r in package.descriptor["resources"] if r["name"] not in package.tables]
    if curated := [path for path in missing if not is_derived(path)]:
        raise CannotRun(f"{', '.join(curated)} cannot be read as described; run `nox -s check` for the reasons")
    if missing:
        raise CannotRun(f"{', '.join(missing)} cannot be read as described; run `nox -s build` to write what is derived")
    view = View(package)
    if {*view.claims, *view.statements} != view.rows.keys():
        raise CannotRun("the derived tables are not those of the curated ones; run `nox -s build`")
    return view
