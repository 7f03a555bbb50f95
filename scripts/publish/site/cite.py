"""How to cite the dataset and a row of it: the version, never the live page."""

from validation.model.descriptor import creators, is_person, released


def apa(descriptor: dict, row: str = "") -> str:
    """A reference in the style of the APA; `row` names a row and what it says."""
    authors = ", ".join(_apa_author(person) for person in creators(descriptor))
    what = f"{row} in " if row else ""
    homepage = f" {descriptor['homepage']}" if descriptor.get("homepage") else ""
    authors = authors if authors.endswith(".") else f"{authors}."
    return f"{authors} ({released(descriptor)[:4]}). {what}{descriptor['title']} (Version {descriptor['version']}) [Data set].{homepage}"


def bibtex(descriptor: dict, row: str = "") -> str:
    """The same for BibTeX."""
    year, month, _ = released(descriptor).split("-")
    fields = {
        "author": " and ".join(_bibtex_author(person) for person in creators(descriptor)),
        "title": "{" + descriptor["title"] + "}", "year": year, "month": str(int(month)), "version": descriptor["version"],
        "type": "Data set", "note": row, "url": descriptor.get("homepage", ""),
    }  # fmt: skip
    lines = [f"  {name} = {{{_plain(value)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{descriptor['name']}-{descriptor['version']},", *lines, "}"])


def _apa_author(person: dict) -> str:
    if not is_person(person):
        return person["title"]
    return f"{person['familyName']}, {' '.join(f'{name[0]}.' for name in person['givenName'].split())}"


def _bibtex_author(person: dict) -> str:
    return f"{person['familyName']}, {person['givenName']}" if is_person(person) else "{" + person["title"] + "}"


def _plain(text: str) -> str:
    return text.replace("\\", "").replace("&", "\\&").replace("%", "\\%").replace("#", "\\#").replace("_", "\\_")
