"""The data dictionary: every column of a table as people and other formats are told of it."""

from dataclasses import dataclass

from validation.model.grounds import Ground, ground_of


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `unit`, `vocabulary` and `example` are "" where it has none, `field` is the whole of it in datapackage.json."""

    table: str
    name: str
    type: str
    required: bool
    description: str
    unit: str
    vocabulary: str
    target: tuple[str, str] | None  # table and column that it points at
    example: str
    ground: Ground | None
    field: dict

    @property
    def points_at(self) -> str:
        """The target as `table.column`, "" where it points at none."""
        return ".".join(self.target or ())


def columns(resource: dict) -> list[Column]:
    """The columns of a table, in their order."""
    points = targets(resource)
    return [
        Column(resource["name"], name := field["name"], field["type"], bool(field["constraints"].get("required")), field["description"],
               field.get("unit", ""), field.get("vocabulary", ""), points.get(name), field.get("example", ""), ground_of(field), field)
        for field in resource["schema"]["fields"]
    ]  # fmt: skip


def targets(resource: dict) -> dict[str, tuple[str, str]]:
    """Column > table and column it points at, for the foreign keys of one column each."""
    keys = resource["schema"].get("foreignKeys", [])
    return {k["fields"][0]: (k["reference"]["resource"] or resource["name"], k["reference"]["fields"][0]) for k in keys}
