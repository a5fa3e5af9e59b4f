"""What no interviewer says aloud: marks, addresses and markup, names of the machinery. Pure."""

import re
from collections.abc import Iterable, Iterator

_N = r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten)"
SCORE = re.compile(
    rf"\b{_N}\s*(?:/|(?:out )?of)\s*(?:5|10|100|five|ten|a hundred)\b(?! (?:\w+ )?points?\b)"
    rf"|\b(?:score|mark|grade|rating)\b\W*(?:(?:is|of|was|would be)\W+)?{_N}\b",
    re.IGNORECASE,
)
"""A mark in figures or words: seven of ten, a score of 3."""

_MARK = re.compile(
    rf"\b(?:half|most|all|none|{_N}) (?:out )?of (?:the |its )?(?:{_N} )?key points?\b"
    rf"|\b{_N} (?:out )?of (?:the |its )?{_N} points?\b"
    rf"|\byou(?:['’]ve)? (?:\w+ )?(?:half|most|all|none|some|{_N}) of (?:the |its )?points\b"
    r"|\d ?(?:%|percent|per cent) (?:of (?:it|this|that|the answer|the points)|right|correct)\b"
    r"|\b(?:an?|your) [A-F](?:[ -](?:plus|minus)\b|[+-](?=[\s.,;!?]|$))"
    rf"|\b{_N} stars?\b",
    re.IGNORECASE,
)
_OTHER = (
    (re.compile(r"https?://|\bwww\.\w", re.IGNORECASE), "an address"),
    (re.compile(r"\]\("), "a link"),
    (re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE), "a tag"),
    (re.compile(r"```|~~~"), "a block of code"),
    (
        re.compile(
            r"(?:^|[.!?\n]\s*)(?:candidate|interviewer|examiner|system|user|assistant)\s?:",
            re.IGNORECASE,
        ),
        "another speaker",
    ),
    (
        re.compile(
            r"\bthe reference(?: answer)?(?= (?:says?|states?|mentions?|names?|lists?|wants?)\b)"
            r"|\breference answer\b|\brubric\b|\bsystem prompt\b|\bmy (?:instructions?|prompt)\b"
            r"|\bmissed_point\b",
            re.IGNORECASE,
        ),
        "the machinery",
    ),
)


def unspoken(text: str, known: Iterable[str], ids: Iterable[str] = ()) -> str | None:
    """What of `text` nobody would say in an interview, in a few words, or None.

    What stands in the `known` texts may be taken up as it stands; `ids` are names of key points
    and misconceptions, which mean nothing to a candidate.
    """
    found = list(_found(text))
    named = re.findall(r"\b[a-z]\d{1,2}\b", text)
    if not found and not named:
        return None
    used = "\n".join(known).casefold()
    for words, what in found:
        if words.casefold() not in used:
            return what
    own = set(ids)
    return next((f"the name {n}" for n in named if n in own and n not in used), None)


def _found(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (SCORE, _MARK):
        for match in pattern.finditer(text):
            yield match[0], "a mark"
    for pattern, what in _OTHER:
        if (found := pattern.search(text)) is not None:
            yield found[0].strip(), what
