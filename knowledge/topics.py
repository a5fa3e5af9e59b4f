"""What a question is about, as a phrase that fits into another sentence. Pure; for the cues."""

import re

from knowledge import words

_LONGEST = 60  # characters
_TOPIC = re.compile(
    r"""^(?:please\s+|briefly\s+|can\s+you\s+|could\s+you\s+)?
    (?:what\s+(?:is|are|was|were)(?:\s+meant\s+by)?|what\s+do\s+you\s+(?:understand|mean)\s+by
      |explain|describe|discuss|define|differentiate|distinguish|compare|contrast|outline
      |tell\s+me\s+about)
    \s+(?:(?:briefly\s+)?(?:the\s+)?(?:\w+\s+)?
       (?:concepts?|roles?|purposes?|differences?|importance|meaning|term|idea|notion|uses?|goal)
       \s+(?:of|between)\s+|between\s+)?
    (?P<topic>.+)$""",
    re.IGNORECASE | re.VERBOSE,
)
_TOPIC_END = re.compile(
    r"""\s*(?:[?.!:;,(\n]
    |\band\s+(?:its|their|how|why|when|where|what|potential|in\s+what|explain)\b
    |\b(?:in\s+the\s+context\s+of|used\s+(?:for|in)|with\s+(?:an?\s+)?examples?)\b
    |\b(?:in|for|when)\s+(?:\w+ing|machine\s+learning|deep\s+learning)\b).*$""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_WORKS = re.compile(
    r"""(?:explain\s+|describe\s+)?(?:how|why|when)\s+(?:do(?:es)?\s+|is\s+|are\s+|should\s+)?
    (?P<topic>\w.{0,80}?)\s+(?:works?|functions?|operates?|helps?|differs?|used|important|needed)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DOES = re.compile(
    r"what\s+do(?:es)?\s+(?!(?:you|we|i|it|they|one)\b)(?P<topic>\w.{0,80}?)"
    r"\s+(?:do|stand\s+for|mean|refer\s+to)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\s+(?:stands?|means?|refers?|does|do)$", re.IGNORECASE)
_DO = re.compile(
    r"how\s+(?:(?:would|do|can|could|should|will)\s+(?:you|we|one|i)|to)\s+(?P<task>\w.*)$",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(
    r"(?:how|why|what|when|where|which|whether|who|if|you|your)\b", re.IGNORECASE
)
_UNFIT = re.compile(r"[?!.;:{}\uff1f]")
ARTICLE = re.compile(r"\b(?:an?|the)\s+", re.IGNORECASE)


def in_words_of(prompt: str, term: str) -> str | None:
    """`term` as the prompt writes it, with the article there or its own; else as it is.

    A verb at its end, which the prompt has as well, is no part of it: "ACID", not "ACID stands".
    """
    term = _VERB.sub("", term)
    article = ARTICLE.match(term)
    own = article.group().lower() if article else ""
    stems = [t.stem for t in words.tokens(term[len(own) :])]
    asked = words.tokens(prompt)
    for i in range(len(asked) - len(stems) + 1 if stems else 0):
        if [t.stem for t in asked[i : i + len(stems)]] == stems:
            start, end = asked[i].start, asked[i + len(stems) - 1].end
            before = prompt[asked[i - 1].start : start] if i else ""
            given = before.lower() if ARTICLE.fullmatch(before) else own
            found = _fitting(prompt[start:end]) if start else _lowered(prompt[:end])
            return found and f"{given}{found}"
    return _lowered(term) if term else None


def topic(prompt: str) -> str | None:
    """What the question is about, when its form tells; None when it does not."""
    asked = " ".join(prompt[:500].split())
    found = _WORKS.match(asked) or _DOES.match(asked) or _TOPIC.match(asked)
    if not found:
        return None
    thing = _TOPIC_END.sub("", found["topic"]).strip()
    return None if _CLAUSE_START.match(thing) else _fitting(thing)


def task(prompt: str) -> str | None:
    """What a question asks how to do, to be read after "to"; None for other questions."""
    found = _DO.match(" ".join(prompt[:500].split()))
    return _fitting(_TOPIC_END.sub("", found["task"]).strip()) if found else None


def _fitting(phrase: str) -> str | None:
    """The phrase on one line; None for what does not fit into a sentence."""
    phrase = " ".join(phrase.split())
    if not phrase or len(phrase) > _LONGEST or _UNFIT.search(phrase):
        return None
    return phrase


def _lowered(phrase: str) -> str | None:
    """Without the capital of a sentence's first word; acronyms stay."""
    fitting = _fitting(phrase)
    if fitting is None:
        return None
    first = fitting.split()[0]
    return fitting[0].lower() + fitting[1:] if first[1:].islower() or first == "A" else fitting
