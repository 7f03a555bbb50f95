"""Inferences that stand on a wrong cell: they declare nothing there, and the cell that they were made for is without them."""

from collections import defaultdict

from validation.model.dictionary import targets
from validation.model.items import ITEMS
from validation.model.package import Package
from validation.problem import Problem

IDLE = ("grounding.declared", "grounding.idle_inference")


def on_inferences(package: Package, problems: list[Problem]) -> list[Problem]:
    """The problems, with those of an inference whose value is that of another cell as one on its column, or on its item."""
    moved, told = _Moved(package, problems), {}
    for key, own in moved.idle.items():
        row = package["inferences"].by_id[key]
        is_other = any(p.rule == "grounding.declared" and p.file != package["inferences"].path for p in own)
        if found := moved.cell_of(row, is_other):
            column, place, echoes = found
            message = f"is not {place}, which holds {row['value']!r} with nothing that shows it"
            told |= dict.fromkeys([*own, *echoes], Problem.of(package["inferences"].path, row, column, "grounding.declared", message))
    return [problem for problem in problems if problem not in told] + [*dict.fromkeys(told.values())]


class _Moved:
    """The problems of inferences, those of cells, and the items of both."""

    def __init__(self, package: Package, problems: list[Problem]) -> None:
        self.package, self.inferences = package, package["inferences"]
        self.idle: dict[str, list[Problem]] = defaultdict(list)  # inference > its problems
        self.failing: dict[tuple[str, str], list[Problem]] = defaultdict(list)  # item and cell > its problems
        for problem in problems:
            item, _, step = problem.row_id.partition(" ")
            in_chain = problem.file == package["attributions"].path
            cell = f"attributions[{step}].actor_id" if in_chain else problem.column
            key = problem.row_id if problem.file == self.inferences.path else f"{item} {cell}"
            if problem.rule in IDLE and key in self.inferences.by_id:
                self.idle[key].append(problem)
            elif problem.family == "grounding" and problem.file != self.inferences.path:
                self.failing[item, cell.removesuffix("_wording")].append(problem)
        tables = [package[name] for name in ITEMS if self.idle and name in package.tables]
        self.rows = {row["_id"]: (table.name, row) for table in tables for row in table.records}

    def cell_of(self, row: dict, is_other: bool) -> tuple[str, str, list[Problem]] | None:
        """What an inference was made for: which of its cells is at fault, what should stand there, and the problems that follow. None
        where its cell `is_other` than it says and not read in words, and could be so: that cell may be at fault."""
        own, (table, item) = row["item_id"], self.rows.get(row["item_id"], ("", {}))
        may_be = bool(item) and self._may_hold(table, row)
        if is_other and may_be:
            return None
        meant = [key for key in self.failing if self._undeclared(*key) == row["value"] and self._is_near(row, *key)]
        if len(meant) == 1:
            other, cell = meant[0]
            return ("column", cell, self.failing[meant[0]]) if other == own else ("item_id", other, self.failing[meant[0]])
        if not item or may_be:
            return None
        lacks = row["column"] not in item and not self._step_of(own, row["column"])
        if lacks and (
            other := next(
                (
                    i
                    for i in self.rows
                    if i != own and self._is_near(row, i, row["column"]) and self._undeclared(i, row["column"]) == row["value"]
                ),
                "",
            )
        ):
            return "item_id", other, []
        steps = (f"attributions[{step['step']}].actor_id" for step in self.package["attributions"].records if step["item_id"] == own)
        cell = next((name for name in (*item, *steps) if row["value"] and self._undeclared(own, name) == row["value"]), "")
        return ("column", cell, []) if cell else None

    def _is_near(self, row: dict, item: str, cell: str) -> bool:
        """Whether the cell is one of the item of the inference, or the same cell of another item of the source."""
        source = self.rows.get(row["item_id"], ("", {}))[1].get("source_id")
        return item == row["item_id"] or cell == row["column"] and bool(source) and self.rows[item][1].get("source_id") == source

    def _undeclared(self, item: str, cell: str) -> str:
        """The value of a cell of an item, or of a step of its chain; blank where an inference declares it."""
        if f"{item} {cell}" in self.inferences.by_id:
            return ""
        return self._step_of(item, cell).get("actor_id") or self.rows.get(item, ("", {}))[1].get(cell, "")

    def _step_of(self, item: str, cell: str) -> dict:
        """The step of a chain that a cell such as attributions[1].actor_id is of; empty where there is none."""
        return self.package["attributions"].by_id.get(f"{item} {cell.removeprefix('attributions[').partition('].')[0]}", {})

    def _may_hold(self, table: str, row: dict) -> bool:
        """Whether the column of an inference could have its value: by its list of codes, the ids that it points at, or as words."""
        item, column, value = row["item_id"], row["column"], row["value"]
        resource = next(r for r in self.package.descriptor["resources"] if r["name"] == table)
        field = next((f for f in resource["schema"]["fields"] if f["name"] == column), None)
        if field is None:
            return "[" in column and bool(self._step_of(item, column))
        if column in (pointed := targets(resource)):
            return (target := pointed[column][0]) not in self.package.tables or value in self.package[target].by_id
        if field.get("vocabulary"):
            return value in self.package.codes.get(field["vocabulary"], ())
        return value.isdecimal() if field["type"] == "integer" else value[:4].isdecimal() if field["type"] == "date" else " " in value
