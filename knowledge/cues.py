"""How to point at a key point without saying it. Pure; only `keypoints` may import it.

A cue is made of words of the question and of the kind of statement that the point is, and never
holds a content word that only the point has.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge import words

_LONGEST_TOPIC = 60  # characters
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
_CLAUSE_START = re.compile(
    r"(?:how|why|what|when|where|which|whether|who|if|you|your)\b", re.IGNORECASE
)
_UNFIT = re.compile(r"[?!.;:{}\uff1f]")
_ARTICLE = re.compile(r"\b(?:an?|the)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of statement: its signal in the text, and cues for it in order of preference.

    `{t}` is the thing spoken of, `{b}` the same without its article. Verbs stand after "would",
    so that one thing and several read alike.
    """

    signal: re.Pattern[str]
    cues: tuple[str, ...]


def _kind(signal: str, *cues: str) -> _Kind:
    return _Kind(re.compile(signal, re.IGNORECASE), cues)


# The surest signal first.
_KINDS = (
    _kind(
        r"\b(?:unlike|whereas|in contrast|on the other hand|compared (?:to|with)|differs?)\b",
        "how {t} would compare",
        "the contrast here",
        "how one differs from another",
    ),
    _kind(
        r"\binclude[sd]?\b|^for (?:example|instance)\b|\bexamples? (?:is|are)\b",
        "some kinds of {b}",
        "some examples for {t}",
        "what one should be able to name here",
    ),
    _kind(
        r"\b(?:(?:used|applied) (?:in|when|for|to)|suitable|applications?|appropriate|useful)\b"
        r"|^(?:especially|particularly|when|if)\b",
        "where or when {t} would come in",
        "the situations for {t}",
        "when that would be so",
    ),
    _kind(
        r"\b(?:leads?|leading) to\b|\bresult(?:s|ing)? in\b"
        r"|\b(?:caus(?:es|ing)|risks?|therefore|thus|hence|so that|may|slows?|improves?|affects?"
        r"|impacts?|influences?|makes?|ensures?|capturing|producing|promoting)\b",
        "what follows from {t}",
        "the consequences of {t}",
        "what comes of it",
    ),
    _kind(
        r"\b(?:helps?|aims?|goal|purpose|prevent(?:s|ing)?|allows?|enables?|reduces?|leverages?"
        r"|responsible|so as to)\b"
        r"|\bto (?:prevent|reduce|improve|minimi[sz]e|avoid|allow|train|make|help|update|find)\b",
        "the purpose of {t}",
        "what {t} would be good for",
        "what it is there for",
    ),
    _kind(r"\b(?:because|since|due to)\b", "the reason behind {t}", "why that is so"),
    _kind(
        r"\b(?:crucial|important|essential|matters?|significant(?:ly)?)\b",
        "why {t} should matter",
        "why one should care",
    ),
    _kind(
        r"\b(?:by|uses?|using|through|works?|learns?|updated?|trained|first|then|during|where)\b",
        "how {t} would work",
        "the mechanism behind {t}",
        "how it is done",
    ),
    _kind(r"\b(?:is|are|means?)\b", "the nature of {t}", "what else {t} would be"),
    _kind(r"\d", "the figures for {t}", "how much or how many"),
)
_DEFINITION = _kind(
    r"\b(?:is|are|means?|refers?|occurs?|happens?|denotes?|defined|involves?)\b",
    "the meaning of {t}",
    "what to understand by {t}",
)
_DEED = ("what {t} would do", "the core of {t}")
_DEFAULTS = ("the details of {t}", "another side of {t}", "a further aspect of {t}")
_WHICH = ("one", "another", "yet another", "one more", "still another")
_BARE = ("what else there is to it", "what more there is to it", "whatever else there is to it")


@dataclass(frozen=True, slots=True)
class Hint:
    """What is known of a point besides its text.

    `about` is the term of the question that it speaks of, "" when unknown; `core` marks the main
    statement about that; `listed` is the question's word for what the point is one of.
    """

    signal: str
    about: str = ""
    core: bool = False
    listed: str = ""


def cue(prompt: str, point: str, hint: Hint, *, used: Iterable[str] = ()) -> str:
    """A cue for the text `point`, other than those in `used` as far as there are any.

    It reads on from "What about …" and shares with the point only words of the prompt.
    """
    own = words.stems(point) - words.stems(prompt)
    wanted = _candidates(prompt, hint)
    taken = frozenset(used)
    fresh = (c for c in wanted if c not in taken and not words.stems(c) & own)
    return next(fresh, _BARE[0])


def _candidates(prompt: str, hint: Hint) -> list[str]:
    """All cues that fit, the best first; the last ones hold stop words only."""
    thing = _in_words_of(prompt, hint.about) or _topic(prompt)
    wanted = [*_listing(hint.listed), *_core(hint)]
    kinds = [k.cues for k in _KINDS if k.signal.search(hint.signal)]
    wanted += [*(c[0] for c in kinds), *(c for k in kinds for c in k[1:]), *_DEFAULTS]
    if thing:
        bare = _ARTICLE.sub("", thing, count=1) if _ARTICLE.match(thing) else thing
        wanted = [c.format(t=thing, b=bare) for c in wanted]
    return [*(c for c in wanted if "{" not in c), *_BARE]


def _listing(listed: str) -> tuple[str, ...]:
    if not listed:
        return ()
    return tuple(f"{which} of the {listed}" for which in _WHICH)


def _core(hint: Hint) -> tuple[str, ...]:
    if not hint.core:
        return ()
    return _DEFINITION.cues if _DEFINITION.signal.search(hint.signal) else _DEED


def _in_words_of(prompt: str, term: str) -> str | None:
    """`term` as the prompt writes it, with the article there or its own; else as it is."""
    article = _ARTICLE.match(term)
    own = article.group().lower() if article else ""
    stems = [t.stem for t in words.tokens(term[len(own) :])]
    asked = words.tokens(prompt)
    for i in range(len(asked) - len(stems) + 1 if stems else 0):
        if [t.stem for t in asked[i : i + len(stems)]] == stems:
            start, end = asked[i].start, asked[i + len(stems) - 1].end
            before = prompt[asked[i - 1].start : start] if i else ""
            given = before.lower() if _ARTICLE.fullmatch(before) else own
            found = _lowered(prompt[start:end])
            return found and f"{given}{found}"
    return _lowered(term) if term else None


def _topic(prompt: str) -> str | None:
    """What the question is about, when its form tells; None when it does not."""
    found = _TOPIC.match(" ".join(prompt[:500].split()))
    if not found:
        return None
    topic = _TOPIC_END.sub("", found["topic"]).strip()
    if not topic or len(topic) > _LONGEST_TOPIC or _CLAUSE_START.match(topic):
        return None
    return _lowered(topic)


def _lowered(phrase: str) -> str | None:
    """Without the capital of a sentence's first word; acronyms and names in the middle stay.

    None for what does not fit into a sentence.
    """
    words_of = phrase.split()
    phrase = " ".join(words_of)
    if not phrase or len(phrase) > _LONGEST_TOPIC or _UNFIT.search(phrase):
        return None
    plain = words_of[0][1:].islower() or words_of[0] == "A"
    return phrase[0].lower() + phrase[1:] if plain else phrase
