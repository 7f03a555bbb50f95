"""Whether each text is the one that was coded, and each passage the words of its text that it says it is."""

import hashlib
from collections.abc import Collection, Iterator

from validation.model.package import Package
from validation.model.texts import LONGEST, Passage, Text, digest, paragraph_of
from validation.problem import Problem


def check_texts(package: Package, texts: dict[str, Text], own: Collection[str]) -> Iterator[Problem]:
    """A problem for each text of these sources that is not the one that was coded."""
    sources = package["sources"].by_id
    for row in (row for row in sources.values() if row["source_id"] in own and row["text_file"] and not row["text_sha256"]):
        message = "is blank, so nothing shows whether the text is the one that was coded"
        yield Problem.of(package["sources"].path, row, "text_sha256", "grounding.source_text", message)
    for source_id, text in texts.items():
        row = sources[source_id]
        if source_id not in own:
            continue
        if text.unread and row["text_file"]:
            message = f"{text.fault}; its words were not checked"
            yield Problem.of(package["sources"].path, row, "text_file", "grounding.source_text", message)
        elif not text.fault and row["text_sha256"] not in ("", found := hashlib.sha256(text.text.encode()).hexdigest()):
            message = f"is the hash of {text.file} but for a few digits: {found}"
            yield Problem.of(package["sources"].path, row, "text_sha256", "grounding.source_text", message)
        elif text.fault:
            yield Problem(
                file=text.file,
                row_id=source_id,
                column="text_sha256",
                value=row["text_sha256"],
                rule="grounding.source_text",
                message=f"{text.fault}; its words were not checked",
            )


def check_passages(package: Package, texts: dict[str, Text], passages: dict[str, Passage], own: Collection[str]) -> Iterator[Problem]:
    """Problems of the passages of these sources whose text is at hand: offsets, quote and hash must give the same words."""
    for row in package["passages"].records:
        if row["source_id"] in own and (text := texts.get(row["source_id"])):
            yield from _check_passage(package["passages"].path, row, text, passages[row["passage_id"]])


def _check_passage(path: str, row: dict, text: Text, passage: Passage) -> Iterator[Problem]:
    start, end, words = passage.start, passage.end, passage.text

    def problem(column: str, rule: str, message: str) -> Problem:
        return Problem.of(path, row, column, rule, message)

    if not words:
        yield problem("sha256", "grounding.hash", f"is the hash of no stretch of up to {LONGEST} words of {text.file}")
        return
    column = _culprit(row, text.text) if row["quote"] and words != row["quote"] else ""
    if column:
        yield problem(
            column,
            "grounding.quote",
            f"does not fit: at {start}-{end} of {text.file} stands {words!r}{_elsewhere(row['quote'], text.text)}",
        )
    elif end > len(text.text):
        yield problem("char_end", "grounding.quote", f"lies beyond the end of {text.file}, which has {len(text.text)} characters")
    elif words != words.strip() or (start > 0 and _cuts(text.text, start)) or _cuts(text.text, end):
        yield problem("char_start", "grounding.cut", f"cuts a word or begins or ends with white space: {words!r}")
    if column != "quote" and digest(row["quote"] or words) != row["sha256"]:
        yield problem("sha256", "grounding.hash", f"is not the hash of the passage, which is {digest(row['quote'] or words)}")
    paragraph = paragraph_of(text.text, start)
    if row["paragraph"] and int(row["paragraph"]) != paragraph:
        yield problem("paragraph", "grounding.paragraph", f"is not the paragraph the passage begins in, which is {paragraph}")


def _culprit(row: dict, text: str) -> str:
    """The one column that is wrong when the others agree: an end of the passage, or its quote."""
    start, end, quote = int(row["char_start"]), int(row["char_end"]), row["quote"]
    if digest(text[start:end]) == row["sha256"] != digest(quote):
        return "quote"
    if text[start : start + len(quote)] == quote:
        return "char_end"
    if text[max(0, end - len(quote)) : end] == quote:
        return "char_start"
    return "char_start"


def _cuts(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _elsewhere(quote: str, text: str) -> str:
    at = text.find(quote)
    return f"; the quote stands at {at}-{at + len(quote)}" if at >= 0 else "; the text does not hold the quote"
