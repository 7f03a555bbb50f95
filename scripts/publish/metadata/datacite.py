"""DataCite 4.5. There is no DOI before a repository mints one; until another publishes it, those who made it do."""

from scripts.publish.metadata import schemaorg
from validation.model.descriptor import creators, data_licence, inverted, is_person, released

SCHEMA = "http://datacite.org/schema/kernel-4"


def record(descriptor: dict) -> dict:
    """The attributes that a registration takes."""
    licence, day = data_licence(descriptor), released(descriptor)
    told = schemaorg.dataset(descriptor)
    publisher = next((c for c in descriptor["contributors"] if "publisher" in c.get("roles", [])), creators(descriptor)[0])
    spdx = {"rightsIdentifier": licence["name"], "rightsIdentifierScheme": "SPDX"}
    covered = []
    if "temporalCoverage" in told:  # 4.5 has no type of date for what the data cover
        covered = [{"date": told["temporalCoverage"], "dateType": "Other", "dateInformation": "Period covered"}]
    return {
        "schemaVersion": SCHEMA,
        "types": {"resourceType": "Dataset", "resourceTypeGeneral": "Dataset"},
        "titles": [{"title": descriptor["title"]}],
        "creators": [_creator(person) for person in creators(descriptor)],
        "publisher": {"name": publisher["title"]},
        "publicationYear": day[:4],
        "dates": [{"date": day, "dateType": "Issued"}, *covered],
        "language": "en",
        "version": descriptor["version"],
        "alternateIdentifiers": [{"alternateIdentifier": descriptor["name"], "alternateIdentifierType": "Data package name"}],
        "subjects": [{"subject": word} for word in descriptor.get("keywords", [])],
        "descriptions": [{"description": descriptor["description"], "descriptionType": "Abstract"}],
        "rightsList": [{"rights": licence["title"], "rightsUri": licence["path"], **spdx}],
        "relatedIdentifiers": [
            {"relatedIdentifier": path, "relatedIdentifierType": "URL", "relationType": "IsDerivedFrom"}
            for path in told.get("isBasedOn", [])
        ],
        "geoLocations": [{"geoLocationPlace": told["spatialCoverage"]["name"]}] if "spatialCoverage" in told else [],
        "formats": ["text/csv", "application/json"],
    }


def _creator(person: dict) -> dict:
    if not is_person(person):
        return {"name": person["title"], "nameType": "Organizational"}
    names = {"givenName": person["givenName"], "familyName": person["familyName"]}
    affiliation = [{"name": person["organization"]}] if person.get("organization") else []
    return {"name": inverted(person), "nameType": "Personal", **names, "affiliation": affiliation}
