"""Praise and verdicts: what an interviewer keeps to the end, whoever words a reply. Pure."""

import re
from functools import lru_cache

from interviewer.examiners.lettering import plain
from interviewer.examiners.quotations import unquoted

_PRAISE = re.compile(
    r"\b(?:great|excellent|perfect|awesome|amazing|brilliant|fantastic|wonderful|superb|"
    r"impressive|bravo|congratulations|kudos|well (?:done|said|put|explained)|spot[- ]on|"
    r"nailed it|nicely (?:done|put|said)|(?:good|nice|solid|strong) (?:answer|point|job|start|"
    r"work|explanation|thinking|one|catch|example of yours)|love (?:it|that)|"
    r"(?:that(?:['’]s| is)|you(?:['’]re| are)|exactly|absolutely|quite|completely) "
    r"(?:right|correct)|correct[!.]|exactly[!.]|"
    r"(?:not (?:too )?bad|makes (?:\w+ )?sense|on (?:the|a) (?:right|wrong) (?:track|path)|"
    r"sounds (?:good|right|great|reasonable|fine)|fair (?:enough|point)|nearly there|"
    r"unfortunately|sadly|(?:still|are|is) missing|(?:not|n['’]t) (?:how|why|what) (?:it|that))\b)",
    re.IGNORECASE,
)
_SIGN = re.compile("[👍👎👏🙌💯✅✔❌✖✗🎉🥳🔥⭐🌟🏆🥇💪👌🤦]")
_WORDS = (
    "yes|yeah|yep|no|nope|correct|incorrect|right|exactly|precisely|indeed|good|very good|nice|"
    "wrong|true|false|absolutely|definitely|certainly|sure|of course|agreed|not quite|not really|"
    "not exactly|almost"
)
_IS = "that is|that's|this is|that is not|that's not|that isn't|this is not|this isn't"
_SAID = tuple(
    f"{first} {then}"
    for firsts, thens in (
        (_IS, "right|correct|wrong|incorrect|true|false|good|it"),
        (
            "|".join(
                f"{i} {how}" for i in _IS.split("|") for how in ("quite", "entirely", "exactly")
            ),
            "right|correct|wrong|true|it|what i",
        ),
        ("you got|you have got|you've got", "it|that"),
        ("i like", "it|that|this|how you"),
        ("i", "agree|disagree"),
        ("that", "works"),
        ("you are|you're", "wrong|mistaken|close"),
    )
    for first in firsts.split("|")
    for then in thens.split("|")
)
_VERDICT = re.compile(
    r"(?:^|[.!?…–—-]\s+)(?:(?:ok|okay|well|so|and|but|hm+|ah|oh|yes|no|right)[,.!]?\s+)?"
    rf"(?:(?!right,)(?:{_WORDS})(?=\s*(?:[,.!;:…–—]|-\s|$))|(?:{'|'.join(_SAID)})\b)",
    re.IGNORECASE,
)
"""At the beginning of a sentence, a word with a pause after it. "Right, so …" only goes on."""

_PHRASES = (
    tuple(
        f"{first} {then}"
        for firsts, thens in (
            ("well", "done|said|put|explained"),
            ("spot", "on"),
            ("nailed", "it"),
            ("nicely", "done|put|said"),
            (
                "good|nice|solid|strong",
                "answer|point|job|start|work|explanation|thinking|one|catch|example of yours",
            ),
            ("love", "it|that"),
            ("not", "bad|too bad"),
            ("makes", "sense|perfect sense|good sense"),
            ("on", "the right track|the wrong track|the right path|a right track"),
            ("sounds", "good|right|great|reasonable|fine"),
            ("fair", "enough|point"),
            ("nearly", "there"),
            ("still|are|is", "missing"),
            ("that's|that is|you're|you are|exactly|absolutely|quite|completely", "right|correct"),
            (_WORDS, ",|–|—"),
        )
        for first in firsts.split("|")
        for then in thens.split("|")
    )
    + _SAID
)
"""What counts in more than one word, or by the mark after it."""

_BEGUN = frozenset(phrase[:end] for phrase in _PHRASES for end in range(1, len(phrase) + 1))
_LONGEST = max(len(phrase.split()) for phrase in _PHRASES)
_LAST = re.compile(r"\S+")


@lru_cache(maxsize=256)
def praise(text: str) -> str | None:
    """Words that praise the answer or say whether it is right, quotations aside, or None."""
    shown = plain(unquoted(text)).replace("’", "'")
    found = _PRAISE.search(shown) or _VERDICT.search(shown) or _SIGN.search(shown)
    return found.group().strip(" .!?…:;–—-") if found else None


def before_praise(text: str) -> int:
    """How much of an unfinished `text` stays free of praise, however it goes on: a length."""
    for at in [m.start() for m in _LAST.finditer(text)][-_LONGEST:]:
        last = " ".join(text[at:].casefold().replace("\u2019", "'").replace("-", " ").split())
        if last in _BEGUN:
            return at
    return len(text)
