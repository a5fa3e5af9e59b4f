"""Where a quote stands in its answer. Pure."""

import re

from interviewer.reporting.record import Quote

SHORT = 160
"""Characters of a quote that a sentence bears."""

_ELLIPSIS = re.compile(r"(?<!\s)\s*(?:…|\.\.\.)\s*")


def located(answer: str, words: str | None, *, question: int, turn: int) -> tuple[Quote, ...]:
    """The places of `words` in `answer`, each verbatim; empty when they are not there.

    Case and spacing may differ, and "…" may stand for what was left out between two places.
    """
    if not words or not words.strip():
        return ()
    whole = _place(answer, words.strip(), 0)
    spans = [whole] if whole else _pieces(answer, words)
    return tuple(
        Quote(question=question, turn=turn, text=answer[start:end], start=start, end=end)
        for start, end in spans
    )


def short(quote: Quote) -> Quote:
    """The quote, or its first words where it is long; still verbatim."""
    if len(quote.text) <= SHORT:
        return quote
    words = quote.text[:SHORT].rsplit(maxsplit=1)
    text = words[0] if len(words) > 1 else quote.text[:SHORT]
    return quote.model_copy(update={"text": text, "end": quote.start + len(text)})


def said(quote: Quote) -> str:
    """The quote on one line in quotation marks, for the middle of a sentence."""
    brief = short(quote)
    more = " …" if brief.end < quote.end else ""
    return f"“{' '.join(brief.text.split())}”{more}"


def _pieces(answer: str, words: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for piece in filter(None, _ELLIPSIS.split(words.strip())):
        span = _place(answer, piece, spans[-1][1] if spans else 0)
        if span is None:
            return []
        spans.append(span)
    return spans


def _place(answer: str, words: str, start: int) -> tuple[int, int] | None:
    exact = answer.find(words, start)
    if exact >= 0:
        return exact, exact + len(words)
    loose = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
    match = loose.search(answer, start)
    return match.span() if match else None
