"""Documents of questions and answers: `read` them, whatever they were written in.

What comes from a user is read by `guarded.read`, in a process of its own. A new kind is a member
of `kinds.Kind` and a reader in `_BINARY` or `_TEXTS`; what it gives is a `Document`.
"""

from collections.abc import Callable
from dataclasses import replace

from knowledge import bankcheck, bankfile, yamltext
from knowledge.reading import decoding, kinds, pairing
from knowledge.reading.document import Document, Pair, Problem, Repeat
from knowledge.reading.kinds import Kind

__all__ = ["Document", "Pair", "Problem", "Repeat", "read"]

_Problems = tuple[Problem, ...]


def read(data: bytes, name: str) -> Document:
    """The document in `data`; `name` is its file's name, for its kind and for errors.

    Raises DocumentUnreadable when it is empty, too large or of a kind that cannot be read, and
    BankInvalid when it is a bank file with mistakes. A text without questions is no error: the
    document then has no pairs and a problem that says so.
    """
    kind = kinds.binary(data, name)
    if kind is not None:
        return replace(_BINARY[kind](data, name), kind=kind.value)
    content, problems = decoding.decode(data, name)
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    kind = kinds.of(content, name)
    return replace(_TEXTS[kind](content, name, problems), kind=kind.value)


def _read_text(content: str, name: str, problems: _Problems) -> Document:
    from knowledge.reading import text

    lines = decoding.lines(content, name, problems)
    return pairing.pair(text.blocks(lines), name, lines.problems, plain=True)


def _read_markdown(content: str, name: str, problems: _Problems) -> Document:
    from knowledge.reading import markdown

    lines = decoding.lines(content, name, problems)
    return pairing.pair(markdown.blocks(lines), name, lines.problems)


def _read_html(content: str, name: str, problems: _Problems) -> Document:
    from knowledge.reading import webpage

    found, more = webpage.blocks(content)
    return pairing.pair(found, name, (*problems, *more))


def _read_cards(content: str, name: str, problems: _Problems) -> Document:
    from knowledge.reading import cards

    lines = decoding.lines(content, name, problems)
    return _listed(cards.pairs(lines), name, lines.problems)


def _read_card_lines(content: str, name: str, problems: _Problems) -> Document:
    from knowledge.reading import cards

    lines = decoding.lines(content, name, problems)
    return _listed(list(cards.inline_pairs(lines)), name, lines.problems)


def _read_table(content: str, name: str, problems: _Problems) -> Document:
    from knowledge.reading import table_text

    lines = decoding.lines(content, name, problems)
    pairs, more = table_text.pairs(lines, name)
    return _listed(pairs, name, (*lines.problems, *more))


def _read_json(content: str, name: str, problems: _Problems) -> Document:
    from knowledge.reading import jsondata

    pairs, more = jsondata.pairs(content, name, lines=False)
    return _listed(pairs, name, (*problems, *more))


def _read_json_lines(content: str, name: str, problems: _Problems) -> Document:
    from knowledge.reading import jsondata

    pairs, more = jsondata.pairs(content, name, lines=True)
    return _listed(pairs, name, (*problems, *more))


def _read_notebook(content: str, name: str, problems: _Problems) -> Document:
    from knowledge.reading import notebook

    return pairing.pair(notebook.blocks(content, name), name, problems)


def _read_bank(content: str, name: str, problems: _Problems) -> Document:
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


def _read_pdf(data: bytes, name: str) -> Document:
    from knowledge.reading import pdf

    found, problems = pdf.blocks(data, name)
    return pairing.pair(found, name, problems, plain=True)


def _read_word(data: bytes, name: str) -> Document:
    from knowledge.reading import word

    found, problems = word.blocks(data, name)
    return pairing.pair(found, name, problems, plain=True)


def _read_spreadsheet(data: bytes, name: str) -> Document:
    from knowledge.reading import spreadsheet

    pairs, problems = spreadsheet.pairs(data, name)
    return _listed(pairs, name, tuple(problems))


def _read_deck(data: bytes, name: str) -> Document:
    from knowledge.reading import anki

    pairs, problems = anki.pairs(data, name)
    return _listed(pairs, name, tuple(problems))


def _listed(pairs: list[Pair], name: str, problems: _Problems) -> Document:
    pairing.refuse_many(len(pairs), name)
    return pairing.document(None, None, pairs, problems)


_BINARY: dict[Kind, Callable[[bytes, str], Document]] = {
    Kind.PDF: _read_pdf,
    Kind.WORD: _read_word,
    Kind.SPREADSHEET: _read_spreadsheet,
    Kind.ANKI: _read_deck,
}
_TEXTS: dict[Kind, Callable[[str, str, _Problems], Document]] = {
    Kind.TEXT: _read_text,
    Kind.MARKDOWN: _read_markdown,
    Kind.HTML: _read_html,
    Kind.CARDS: _read_cards,
    Kind.CARD_LINES: _read_card_lines,
    Kind.TABLE: _read_table,
    Kind.JSON: _read_json,
    Kind.JSON_LINES: _read_json_lines,
    Kind.NOTEBOOK: _read_notebook,
    Kind.BANK: _read_bank,
}
