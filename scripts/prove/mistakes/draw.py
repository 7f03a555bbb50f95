"""A seeded sample of mistakes."""

import random
from collections.abc import Callable, Iterator
from itertools import chain, islice, zip_longest

from scripts.prove.mistakes.cells import BLANK
from scripts.prove.mistakes.kinds import SCOPES, kinds
from scripts.prove.mistakes.world import Cell, Edit, Mutation, World
from validation.model.package import Package


def draw(package: Package, sample: int, seed: int = 0) -> Iterator[Mutation]:
    """A seeded sample, from each scope in turn and in a scope of each kind in turn; a larger sample begins with a smaller one."""
    world = World(package, random.Random(seed))
    return islice(_in_turn([_of_scope(world, scope) for scope in SCOPES]), sample)


def _in_turn(streams: list[Iterator[Mutation]]) -> Iterator[Mutation]:
    while streams:
        for stream in list(streams):
            if (mutation := next(stream, None)) is None:
                streams.remove(stream)
            else:
                yield mutation


def _of_scope(world: World, scope: str) -> Iterator[Mutation]:
    group = scope.split()[-1] if scope.startswith(("shipped", "cited")) else scope
    found = kinds()[group]
    world.dice.shuffle(found)
    return _in_turn([_of_kind(world, scope, *kind) for kind in found])


def _of_kind(world: World, scope: str, kind: str, names: list[str], change: Callable) -> Iterator[Mutation]:
    """The mutations of a kind in an order that the dice give, a column as often as another."""
    columns = [list(_cells(world, scope, *name.partition(".")[::2])) for name in names]
    for column in columns:
        world.dice.shuffle(column)
    for cell in filter(None, chain.from_iterable(zip_longest(*columns))):
        if mutation := _make(world, scope, kind, cell, change):
            yield mutation


def _cells(world: World, scope: str, name: str, column: str) -> Iterator[Cell]:
    """The cells of a column that are filled, or the rows of a table, that lie in the scope."""
    name = f"second_coding/{name}" if scope == "second coding" else name
    status = scope.split()[0] if scope.startswith(("shipped", "cited")) else ""
    table, sources = world.tables.get(name), world.package["sources"].by_id
    for row in table.records if table else ():
        inside = not status or sources.get(world.source_of(name, row), {}).get("text_status") == status
        if inside and (not column or row[column]):
            yield Cell(table, row, column)


def _make(world: World, scope: str, kind: str, cell: Cell, change: Callable) -> Mutation | None:
    made = change(world, cell)
    if isinstance(made, str):
        made = [Edit(cell.table.name, cell.row["_line"], {cell.column: made.replace(BLANK, "")})] if made and made != cell.value else []
    if not made:
        return None
    new = (made[0].cells or {}).get(cell.column, "")
    return Mutation(scope, kind, cell.table.name, cell.row["_id"], cell.column, cell.value, new, tuple(made))
