"""The parts of datapackage.json that the build writes: codes with their labels, the sources, and examples that stand in the data."""

from validation.model.package import Package

SHORT = 60  # characters of an example that does not crowd a page of the codebook


def categories(package: Package, vocabulary: str) -> list[dict]:
    """The codes of a vocabulary with their labels, as Data Package 2.0 gives them to readers that make factors."""
    return [{"value": code, "label": row["label"]} for code, row in package.codes.get(vocabulary, {}).items()]


def complete(package: Package) -> None:
    """Writes the codes and the sources into the descriptor of the package."""
    for resource in package.descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            if "vocabulary" in field:
                field["categories"] = categories(package, field["vocabulary"])
                field["constraints"]["enum"] = [entry["value"] for entry in field["categories"]]
    package.descriptor["sources"] = sources(package)


def sources(package: Package) -> list[dict]:
    """Every source by its outlet, day and headline, with its address."""
    actors = package["actors"].by_id
    listed = []
    for row in package["sources"].records:
        outlet = actors.get(row["publisher_id"], {}).get("name", "")
        place = ", ".join(filter(None, [outlet, row["published_on"]]))
        listed.append({"title": ": ".join(filter(None, [place, row["title"]])) or row["source_id"], "path": row["url"]})
    return listed


def show_examples(descriptor: dict, columns: dict[str, dict[str, list[str]]]) -> None:
    """Replaces each example that does not stand in its column by one that does; the example of a blank column stays.

    `columns` is table > column > cells.
    """
    for resource in descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            cells = list(filter(None, columns.get(resource["name"], {}).get(field["name"], [])))
            if cells and field.get("example") not in cells:
                field["example"] = next((cell for cell in cells if len(cell) <= SHORT), min(cells, key=len))
