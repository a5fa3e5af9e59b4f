"""How to point at a key point without saying it. Pure; only `keypoints` may import it.

A cue is made of words of the question and of the kind of statement that the point is, and never
holds a content word that only the point has.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge import topics, words


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
    _kind(r"\d", "the figures for {t}", "the figures that belong here"),
)
_DEFINITION = _kind(
    r"\b(?:is|are|means?|refers?|occurs?|happens?|denotes?|stands?|defined|involves?)\b",
    "the meaning of {t}",
    "what to understand by {t}",
)
_DEED = ("the role of {t}", "the core of {t}")
_TASKS = (
    "what one would do to {t}",
    "what else it would take to {t}",
    "another way to {t}",
    "one more way to {t}",
    "what more one could do to {t}",
)
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
    thing = topics.in_words_of(prompt, hint.about) or topics.topic(prompt)
    wanted = [*_listing(hint.listed), *_core(hint)]
    kinds = [k.cues for k in _KINDS if k.signal.search(hint.signal)]
    if not thing:
        task = topics.task(prompt)
        wanted += [c.format(t=task) for c in _TASKS] if task else []
    wanted += [*(c[0] for c in kinds), *(c for k in kinds for c in k[1:]), *_DEFAULTS]
    if thing:
        bare = topics.ARTICLE.sub("", thing, count=1) if topics.ARTICLE.match(thing) else thing
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
