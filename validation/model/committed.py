"""What changed in the package since the last commit, as git alone tells: the files, and the sources that must be read again."""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import CalledProcessError

from validation.model.descriptor import curated
from validation.model.files import Unreadable, read_inside
from validation.model.git import git
from validation.model.items import SAID
from validation.model.package import DESCRIPTOR, Package, Table, parse_table
from validation.model.parts import OF_ITEMS, Part

CODE = Path(__file__).parent.parent
OF_SOURCES = (*SAID, *OF_ITEMS, "sources", "passages", "uncoded", "event_actors")  # each row belongs to a source, or to items
APART = ("relations", "explanations", "corrections", "retired_ids")  # no words are read with these; every other table is shared by all


class Everything(Exception):
    """No part can be judged alone; the text says why, and can follow `because`."""


@dataclass(frozen=True)
class Changes:
    """The paths of the curated tables that are not as committed, these tables as they were, and the hash of each committed file."""

    paths: frozenset[str]
    before: dict[str, Table]
    tree: dict[str, str]

    def part(self, package: Package) -> Part:
        """The sources and items that must be read again in the package as it is. Raises Everything where a table cannot be read."""
        if unread := [name for name in OF_SOURCES if name not in package.tables]:
            raise Everything(f"{' and '.join(unread)} cannot be read")
        rows = package["sources"].records
        texts = {row["_id"] for row in rows if row["text_file"] and not _is_same(package.root, row["text_file"], self.tree)}
        return _part(package, _differing(package, self.before), texts)


def changes(root: Path, descriptor: dict) -> Changes:
    """What changed below `root` since the last commit. `descriptor` is the one that is there, and can be used.

    Raises Everything where git does not tell, or where something changed that all sources share.
    """
    tree, here = _tree(root), root.resolve()
    if not CODE.is_relative_to(here):
        raise Everything("the code of the checks is not in the commit of the package")
    if _is_code_changed(root, CODE.relative_to(here).as_posix(), tree):
        raise Everything(f"the code in {CODE.name}/ is not that of the last commit")
    if not _is_same(root, DESCRIPTOR, tree):
        raise Everything(f"{DESCRIPTOR} is not that of the last commit")
    changed = {resource["path"]: resource for resource in curated(descriptor) if not _is_same(root, resource["path"], tree)}
    for path, resource in changed.items():
        if path not in tree:
            raise Everything(f"{path} is not in the last commit")
        if resource["name"] not in (*OF_SOURCES, *APART):
            raise Everything(f"{path}, which all sources share, is not that of the last commit")
    before = _before(root, [resource for resource in changed.values() if resource["name"] in OF_SOURCES], tree)
    return Changes(frozenset(changed), before, tree)


def _tree(root: Path) -> dict[str, str]:
    """Path > hash of every file that the last commit has below `root`."""
    listed = _git(root, "ls-tree", "-r", "-z", "HEAD").decode("utf-8", errors="surrogateescape")
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    return {path: told.split(" ")[2] for told, _, path in entries}


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return git(root, *arguments)
    except OSError as error:
        raise Everything(f"git cannot be run here: {error.strerror}") from None
    except CalledProcessError as error:
        said = error.stderr.decode("utf-8", errors="replace").strip().split("\n")[0]
        why = {"not a git repository": "the package is in no git repository", "object name HEAD": "the repository has no commit"}
        raise Everything(next((told for part, told in why.items() if part in said), f"git says: {said}")) from None


def _is_same(root: Path, path: str, tree: dict[str, str]) -> bool:
    """Whether the file is, byte for byte, the one that the last commit has."""
    try:
        data = read_inside(root, path)
    except Unreadable:
        return False
    known = tree.get(path, "")
    return known == hashlib.new("sha1" if len(known) == 40 else "sha256", b"blob %d\0" % len(data) + data).hexdigest()


def _is_code_changed(root: Path, folder: str, tree: dict[str, str]) -> bool:
    """Whether a file of the code is another one, is gone, or came."""
    own = {path for path in tree if path.startswith(f"{folder}/")}
    kinds = {Path(path).suffix for path in own}
    there = {path.relative_to(root.resolve()).as_posix() for path in CODE.rglob("*") if path.suffix in kinds and path.is_file()}
    return not own or not there <= own or not all(_is_same(root, path, tree) for path in own)


def _before(root: Path, changed: list[dict], tree: dict[str, str]) -> dict[str, Table]:
    """Table > as the last commit has it."""
    tables = {}
    for resource in changed:
        try:
            table = parse_table(_git(root, "cat-file", "blob", tree[resource["path"]]), resource)
        except (UnicodeDecodeError, csv.Error):
            table = None
        if table is None:
            raise Everything(f"{resource['path']} cannot be read as the last commit has it")
        tables[resource["name"]] = table
    return tables


def _differing(package: Package, before: dict[str, Table]) -> Iterator[tuple[str, dict]]:
    """Table and row of each row that came, went or has another cell, as it was and as it is; the line may be another one."""
    for name, table in before.items():
        was, now = ({tuple(v for k, v in row.items() if k != "_line"): row for row in t.records} for t in (table, package[name]))
        for cells in was.keys() ^ now.keys():
            yield name, (was.get(cells) or now[cells])


def _part(package: Package, rows: Iterable[tuple[str, dict]], texts: set[str]) -> Part:
    """The sources and items that these rows belong to, and all that is read together with them; the text of the sources `texts` changed."""
    sources, items, passages, anew = set(), set(), set(), set(texts)
    for name, row in rows:
        if name in (*SAID, "passages"):
            sources.add(row["source_id"])
        if name in (*SAID, "event_actors"):
            items.add(row["_id"])
        if name in OF_ITEMS:
            items.add(row["item_id"])
        if name in ("passages", "uncoded", "evidence", "wordings"):
            passages.add(row["passage_id"])
        if name == "sources":
            anew.add(row["_id"])
    source_of = {row["_id"]: row["source_id"] for row in package["passages"].records}
    owner_of = {row["_id"]: row["source_id"] for row in package.rows(*SAID)}
    sources |= anew | {source_of[passage] for passage in passages & source_of.keys()}
    sources |= {owner_of[item] for item in items & owner_of.keys()}
    for row in package.rows("evidence", "wordings"):
        passage, item = row["passage_id"], row["item_id"]
        if passage in passages or source_of.get(passage) in anew:  # whoever reads what changed, in whatever source he is
            sources |= {owner_of[item]} if item in owner_of else set()
            items.add(item)
        elif item in items and passage in source_of:
            sources.add(source_of[passage])
    for item, text in _lent(package, source_of, owner_of):  # what carries the sentences of a text may be an item of another source
        if text in sources or item in items or owner_of.get(item) in sources:
            sources |= {text, owner_of[item]} if item in owner_of else {text}
            items.add(item)
    return Part(frozenset(sources), frozenset(items - owner_of.keys()))


def _lent(package: Package, source_of: dict[str, str], owner_of: dict[str, str]) -> list[tuple[str, str]]:
    """Items that read the text of another source, each with this source."""
    texts = {row["_id"] for row in package["sources"].records if row["text_file"]}
    read = ((row["item_id"], source_of.get(row["passage_id"], "")) for row in package["evidence"].records)
    return [(item, source) for item, source in read if source in texts and owner_of.get(item) != source]
