"""The release archive: what the package is, without what can be built from it, in a ZIP of fixed bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile

from scripts.metadata import texts
from validation.package import DESCRIPTION, Package

DOCUMENTS = ("CHANGELOG.md", "CODEBOOK.md", "LICENSE", "METHODOLOGY.md", "README.md")
NEEDED = ("CODEBOOK.md", "LICENSE", "README.md")
EPOCH = (1980, 1, 1, 0, 0, 0)
REGULAR_FILE = 0o100644


def render(package: Package) -> dict[str, bytes]:
    """One file, `<name>-<version>.zip`."""
    description = package.description
    return {f"{description['name']}-{description['version']}.zip": packed(members(package))}


def members(package: Package) -> dict[str, bytes]:
    """Path > bytes of everything in the archive, with the checksums of all the rest."""
    root = package.root
    paths = [DESCRIPTION, *(resource["path"] for resource in package.description["resources"])]
    paths += [name for name in DOCUMENTS if (root / name).is_file()]
    paths += [path.relative_to(root).as_posix() for path in sorted((root / "seeds").rglob("*")) if path.is_file()]
    found = {path: (root / path).read_bytes() for path in paths}
    found |= {path: text.encode() for path, text in texts(package.description).items()}
    return found | {"SHA256SUMS": checksums(found)}


def checksums(files: dict[str, bytes]) -> bytes:
    """As `sha256sum --check` reads it, sorted by path."""
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP without dates, owners or compression, so that its bytes depend on the files alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.create_system, entry.external_attr = 3, REGULAR_FILE << 16  # as on Unix, wherever it is written
            archive.writestr(entry, files[path])
    return out.getvalue()
