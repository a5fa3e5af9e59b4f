"""Documents of questions and answers: `read` them, whatever they were written in.

A new kind is a member of `kinds.Kind` and a reader in `_READERS`; what it gives is a `Document`.
"""

from collections.abc import Callable

from knowledge import bankcheck, bankfile, yamltext
from knowledge.reading import decoding, kinds, markdown, pairing, text
from knowledge.reading.document import Document, Pair, Problem

__all__ = ["Document", "Pair", "Problem", "read"]

_Reader = Callable[[str, str, tuple[Problem, ...]], Document]


def read(data: bytes, name: str) -> Document:
    """The document in `data`; `name` is its file's name, for its kind and for errors.

    Raises DocumentUnreadable when it is empty, too large or of a kind that cannot be read, and
    BankInvalid when it is a bank file with mistakes. A text without questions is no error: the
    document then has no pairs and a problem that says so.
    """
    kinds.refuse_foreign(data, name)
    content, problems = decoding.decode(data, name)
    return _READERS[kinds.of(content, name)](content, name, problems)


def _read_text(content: str, name: str, problems: tuple[Problem, ...]) -> Document:
    lines = decoding.lines(content, name, problems)
    return pairing.pair(lines, text.marks(lines.texts), name)


def _read_markdown(content: str, name: str, problems: tuple[Problem, ...]) -> Document:
    lines = decoding.lines(content, name, problems)
    return pairing.pair(lines, markdown.marks(lines.texts), name)


def _read_bank(content: str, name: str, problems: tuple[Problem, ...]) -> Document:
    bank = bankfile.parse(content, name=name)
    _, place = yamltext.parse(content)
    pairs = tuple(
        Pair(
            question=q.prompt,
            answer=q.reference,
            line=place.line_of(("questions", i)),
            number=q.source.number,
            topic=q.topic,
            level=q.level,
        )
        for i, q in enumerate(bank.questions)
    )
    remarks = (Problem(place.line_of(r.path), r.message) for r in bankcheck.remarks(bank))
    return Document(bank.title, None, pairs, (*problems, *remarks), bank)


_READERS: dict[kinds.Kind, _Reader] = {
    kinds.Kind.TEXT: _read_text,
    kinds.Kind.MARKDOWN: _read_markdown,
    kinds.Kind.BANK: _read_bank,
}
