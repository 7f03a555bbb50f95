"""The languages that are read here, as data: one file a language in languages/, and und.toml for what all have in common."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from validation.parsing.words import Phrases

FOLDER = Path(__file__).with_name("languages")
COMMON = "und"


_READ_AS = {"nb": "no", "nn": "no"}  # both ways in which Norwegian is written stand in one file


def root_of(tag: str) -> str:
    """The primary language of a BCP 47 tag."""
    root = tag.partition("-")[0].lower()
    return _READ_AS.get(root, root)


@cache
def _file(root: str) -> dict:
    path = FOLDER / f"{root}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except ValueError as error:
        raise ValueError(f"validation/parsing/languages/{path.name} cannot be read: {error}") from None


def entry(tag: str, *keys: str, default=None):
    """What the file of the language says under these keys, or the default."""
    found = _file(root_of(tag))
    for key in keys:
        if not isinstance(found, dict) or key not in found:
            return default
        found = found[key]
    return found


@cache
def listed(tag: str, *keys: str) -> tuple[str, ...]:
    """The words that the language lists under these keys, with those common to all languages."""
    common = _file(COMMON)
    for key in keys:
        common = common.get(key, {}) if isinstance(common, dict) else {}
    return (*entry(tag, *keys, default=()), *(common if isinstance(common, list) else ()))


@cache
def phrases(tag: str, *keys: str) -> Phrases:
    """The listed words, or the words of a listed mapping, to be found in a text in any case."""
    found = entry(tag, *keys, default={})
    return Phrases(found if isinstance(found, dict) else listed(tag, *keys), fold=True)


@cache
def numbered(tag: str, *keys: str) -> dict[str, int]:
    """A mapping of words to whole numbers, folded as `fold` folds them."""
    common = _file(COMMON)
    for key in keys:
        common = common.get(key, {})
    return {fold(word): number for word, number in (common | entry(tag, *keys, default={})).items()}


@cache
def fold(word: str) -> str:
    """The form in which words are looked up: any case, one apostrophe, any space."""
    return " ".join(word.replace("’", "'").replace("ʼ", "'").lower().replace("i\u0307", "i").split())


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the folded words, the longest first; it matches nothing where there are none."""
    patterns = (re.escape(word).replace("'", "['’ʼ]").replace(r"\ ", r"\s") for word in sorted(set(words), key=len, reverse=True))
    return "|".join(patterns) or "(?!)"


def _any_listed(tag: str, section: str, keys: Iterable[str]) -> str:
    return any_of(fold(word) for key in keys for word in listed(tag, section, key))


@cache
def pattern(tag: str, section: str, form: str) -> re.Pattern[str]:
    """The form as a pattern in any case, where {key} stands for any word that the language lists under the key, {key|key} under either."""
    words = re.sub(r"\{([a-z_|]+)\}", lambda keys: _any_listed(tag, section, keys[1].split("|")), form)
    return re.compile(words, re.IGNORECASE)
