"""RO-Crate 1.3, through the library of the standard: the package as a crate whose root is the folder of `datapackage.json`."""

import tomllib
from importlib.resources import files
from pathlib import Path

from rocrate.model import ContextEntity
from rocrate.rocrate import ROCrate

from scripts.publish.metadata import digest, schemaorg
from validation.model.descriptor import data_licence, is_derived, released

# Ending > type; all others are plain text.
KINDS = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".cff": "application/yaml",
}
DOCUMENTS = tomllib.loads(files(__package__).joinpath("documents.toml").read_text(encoding="utf-8"))  # path > name and what it is
SOURCE = "A source document, exactly as received; its publisher keeps the rights."
CODED_TWICE = "A coding by a second coder, or the first one that it is compared with, as it came out."


def record(descriptor: dict, sizes: dict[str, int]) -> dict:
    """The crate: the root dataset, its files, who made it, the licence, and the workflow that built it.

    `sizes` is path > bytes of the files of the archive beside the tables.
    """
    crate, licence, told = ROCrate(version="1.3"), data_licence(descriptor), schemaorg.dataset(descriptor)
    crate.name, crate.description, crate.license = descriptor["title"], descriptor["description"], {"@id": licence["path"]}
    crate.datePublished, crate.keywords = released(descriptor), descriptor.get("keywords", [])
    people = [crate.add_jsonld({"@id": f"#creator-{number}"} | person) for number, person in enumerate(told["creator"], 1)]
    crate.creator = crate.root_dataset["author"] = crate.publisher = people[0] if len(people) == 1 else people
    root = crate.root_dataset
    root["version"] = descriptor["version"]
    named = {"name": "Data package name", "propertyID": "name", "value": descriptor["name"]}
    root["identifier"] = crate.add_jsonld({"@id": "#identifier", "@type": "PropertyValue"} | named)
    if "temporalCoverage" in told:
        root["temporalCoverage"] = told["temporalCoverage"]
    if "spatialCoverage" in told:
        root["spatialCoverage"] = crate.add_jsonld({"@id": "#place"} | told["spatialCoverage"])
    covers = f"Covers {licence.get('scope', 'the data')}."
    named = {"name": licence["title"], "identifier": licence["name"], "description": covers}
    crate.add_jsonld({"@id": licence["path"], "@type": "CreativeWork"} | named)
    for resource in descriptor["resources"]:
        crate.add_file(dest_path=resource["path"], properties={
            "name": resource["title"], "description": resource["description"], "encodingFormat": resource["mediatype"],
            "contentSize": str(resource["bytes"]), "sha256": digest(resource)})  # fmt: skip
    for path, size in sizes.items():
        other = CODED_TWICE if path.startswith("data/second_coding/") else SOURCE
        name, text = DOCUMENTS.get(path, (path.rpartition("/")[2], other))
        about = {"name": name, "description": text, "encodingFormat": KINDS.get(Path(path).suffix, "text/plain"), "contentSize": str(size)}
        crate.add_file(dest_path=path, properties=about)
    root["mentions"] = _build(crate, descriptor, people[0])
    return crate.metadata.generate()


def _build(crate: ROCrate, descriptor: dict, agent: ContextEntity) -> ContextEntity:
    """The run that made the derived tables. The code itself is not in the archive."""
    named = {"name": "The scripts of the package, run by nox", "version": descriptor["version"], "url": "https://nox.thea.codes/"}
    crate.add_jsonld({"@id": "#scripts", "@type": "SoftwareApplication"} | named)
    made = [{"@id": resource["path"]} for resource in descriptor["resources"] if is_derived(resource["path"])]
    return crate.add_jsonld({
        "@id": "#build", "@type": "CreateAction", "name": "Build", "description": "The derived tables are built from the curated ones.",
        "endTime": released(descriptor), "result": made, "instrument": {"@id": "#scripts"}, "agent": {"@id": agent.id},
    })  # fmt: skip
