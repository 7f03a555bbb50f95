"""The release archive: what the package is, without what can be built from it, in a ZIP of fixed bytes."""

import hashlib
import io
import json
import zipfile

from scripts.files import read_own
from scripts.publish.metadata import texts
from validation.model.package import DESCRIPTOR, Package

DOCUMENTS = ("CHANGELOG.md", "CODEBOOK.md", "LICENSE", "METHODOLOGY.md", "README.md", "RULES.md")
NEEDED = ("CODEBOOK.md", "LICENSE", "README.md")
FOLDERS = ("seeds", "data/second_coding")  # the sources as received; what `agreement` was computed from


def render(package: Package) -> dict[str, bytes]:
    """One file, `<name>-<version>.zip`."""
    descriptor = package.descriptor
    return {f"{descriptor['name']}-{descriptor['version']}.zip": packed(members(package))}


def members(package: Package) -> dict[str, bytes]:
    """Path > bytes of everything in the archive, with the checksums of all the rest."""
    beside = documents(package)
    found = {resource["path"]: read_own(package.root, resource["path"]) for resource in package.descriptor["resources"]}
    found |= beside | {path: text.encode() for path, text in texts(package.descriptor, beside).items()}
    return found | {"SHA256SUMS": checksums(found)}


def documents(package: Package) -> dict[str, bytes]:
    """Path > bytes of what stands beside the tables: descriptor with counts, documents, sources as received, second codings."""
    root = package.root
    paths = [name for name in DOCUMENTS if (root / name).is_file()]
    for folder in FOLDERS:
        paths += [path.relative_to(root).as_posix() for path in sorted((root / folder).rglob("*")) if path.is_file()]
    described = (json.dumps(package.descriptor, ensure_ascii=False, indent=2) + "\n").encode()
    return {DESCRIPTOR: described} | {path: read_own(root, path) for path in paths}


def checksums(files: dict[str, bytes]) -> bytes:
    """As `sha256sum --check` reads it, sorted by path."""
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP without dates, owners or compression, so that its bytes depend on the files alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path)  # of 1980
            entry.create_system, entry.external_attr = 3, 0o100644 << 16  # a regular file as on Unix, wherever it is written
            archive.writestr(entry, files[path])
    return out.getvalue()
