"""From every substantive cell to the very words that give it."""

from collections.abc import Iterable

COLUMNS = ["item_id", "column", "value", "status", "passage_id", "char_start", "char_end"]


def derive(cells: Iterable) -> list[list[str]]:
    """The rows of cell_evidence.csv from the cells as grounding read them; cells of which nothing can be said make none."""
    rows = []
    for cell in cells:
        if cell.reading and cell.reading.status:
            reading = cell.reading
            place = [reading.passage_id, str(reading.start), str(reading.end)] if reading.end else [reading.passage_id, "", ""]
            rows.append([cell.item.id, cell.name, cell.value, reading.status, *place])
    return sorted(rows, key=lambda row: (row[0], row[1]))
