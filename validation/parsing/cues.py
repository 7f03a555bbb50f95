"""Cues: the words by which a code of a vocabulary is read in a text."""

from functools import cache, lru_cache

from validation.parsing.words import Match, Phrases


@cache
def split_cues(cell: str) -> dict[str, tuple[str, ...]]:
    """`en: killed, died; ru: погибли` as language > cues. A part that names no language is left out."""
    found = {}
    for part in cell.split(";"):
        language, colon, words = part.partition(":")
        if colon:
            found[language.strip()] = tuple(w.strip() for w in words.split(",") if w.strip())
    return found


@lru_cache(maxsize=1000)
def _phrases(cues: tuple[str, ...]) -> Phrases:
    """The cues of one list in one language; every package that has the same ones shares them, and what was found by them."""
    return Phrases(cues, fold=True)


class Cues:
    """The cues of every vocabulary, and the codes they give in a stretch of words."""

    def __init__(self, codes: dict[str, dict[str, dict]]) -> None:
        self._codes: dict[tuple[str, str], dict[str, str]] = {}
        self.unmarked: dict[str, frozenset[str]] = {}
        for name, rows in codes.items():
            self.unmarked[name] = frozenset(code for code, row in rows.items() if not row["cues"])
            for code, row in rows.items():
                for language, words in split_cues(row["cues"]).items():
                    for cue in words:
                        self._codes.setdefault((name, language), {})[cue] = code
        self._phrases = {key: _phrases(tuple(cues)) for key, cues in self._codes.items()}

    def find(self, name: str, language: str, text: str) -> tuple[Match, ...]:
        """The cues of one list that stand in the text; empty for a language the list has no cues in."""
        phrases = self._phrases.get((name, language))
        return phrases.find(text) if phrases else ()

    def codes(self, name: str, language: str, text: str) -> frozenset[str]:
        """The codes of one list that the text reads as."""
        by_cue = self._codes.get((name, language), {})
        return frozenset(by_cue[match.phrase] for match in self.find(name, language, text))

    def words(self, name: str, language: str, code: str) -> list[str]:
        """The cues of one code, for messages."""
        return [cue for cue, owner in self._codes.get((name, language), {}).items() if owner == code]
