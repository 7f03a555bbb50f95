"""RULES.md: the rule book as a page."""

from itertools import groupby

from validation.model.documents.markdown import cell
from validation.rules import Rule, rules

FAMILIES = {
    "hygiene": "the bytes of the tables",
    "descriptor": "datapackage.json",
    "structure": "types, keys and codes",
    "skipped": "stages that could not be judged",
    "stale": "built files",
    "agreement": "second codings",
    "grounding": "the words of the sources",
    "coverage": "words that support no item",
    "relations": "claims that conflict",
    "sense": "what cannot be so, whatever the words say",
    "curate": "refusals of the curator's commands",
    "changes": "changes since a release",
    "next": "what is left to do",
}


def page() -> str:
    """RULES.md, whole."""
    lines = [
        "# Rules",
        "",
        "Every finding of the checks and of the curator's commands ends with the name of one of these rules, in brackets.",
        "`nox -s check -- --explain RULE` prints one of them. Generated from `validation/rules.toml` by `nox -s build`; edit that.",
    ]
    for family, entries in groupby(rules().values(), key=lambda rule: rule.name.partition(".")[0]):
        lines += [f"\n## {family}: {FAMILIES[family]}\n", "| rule | what must hold | to fix it | an edit that breaks it |"]
        lines += ["| --- | --- | --- | --- |", *map(_row, entries)]
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    cells = [f"`{rule.name}`", rule.says, rule.fix, f"`{rule.example}`" if rule.example else ""]
    return "| " + " | ".join(map(cell, cells)) + " |"
