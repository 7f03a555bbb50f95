"""`python -m scripts coverage [S001 ...]`: shows how much of each shipped text is coded, and marks the rest."""

import argparse
from collections import Counter

from scripts.curate.rows import open_package
from scripts.curate.terminal import marked
from validation.checks.grounding.check import ground
from validation.checks.grounding.coverage import Stretch, stretches
from validation.model.package import CannotRun
from validation.model.parts import Part

KINDS = ("sentence", "number", "date", "time", "name")


def table(found: list[Stretch]) -> str:
    """A row a source: carried of all, by kind."""
    lines = ["source  " + "".join(f"{kind + 's':>16}" for kind in KINDS)]
    for source in sorted({s.source_id for s in found}):
        counts = Counter((s.kind, s.carried) for s in found if s.source_id == source)
        cells = [f"{counts[kind, True]} of {counts[kind, True] + counts[kind, False]}" for kind in KINDS]
        lines.append(f"{source:<8}" + "".join(f"{cell:>16}" for cell in cells))
    return "\n".join(lines)


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="ids of sources (default: all whose text is shipped)")


def run(options: argparse.Namespace) -> int | None:
    package = open_package(options.root)
    shipped = {row["_id"] for row in package["sources"].records if row["text_file"]}
    named = shipped & set(options.sources or shipped)
    within = {row["_id"] for row in package["passages"].records if row["source_id"] in named}
    carried_by = {row["item_id"] for row in package["evidence"].records if row["passage_id"] in within}
    grounding = ground(package, Part(frozenset(named), frozenset(carried_by)))
    found = [s for s in stretches(package, grounding) if s.source_id in named]
    if not found:
        raise CannotRun(f"{', '.join(options.sources) or 'the package'} has no shipped text")
    print(table(found))
    for source in sorted({s.source_id for s in found}):
        text = grounding.texts[source].text
        carried = {i for p in grounding.passages.values() if p.source_id == source for i in range(p.start, p.end)}
        print(f"\n{source}, words in no passage between >>> and <<<:\n\n{marked(text, {*range(len(text))} - carried, '>>>', '<<<')}")
