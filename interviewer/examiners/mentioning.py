"""Clauses that bring a thing up and say nothing of it: "it had to do with the data". Pure.

Matching asks here: such a clause touches a point at most, whatever words it shares.
"""

import re

from interviewer.examiners.plain import plain_stems
from knowledge.words import stems

_MOST = 3  # words of content that are more than plain ones; who says more says something
_MUCH = "(?:(?:very|quite|really|super|so|also|all|mostly|mainly|just|basically|somehow) )*"
_BE = r"(?:'s|'re| is| are| was| were) "
_MENTIONS = re.compile(
    r"\b(?:has|have|had|having|something|anything|lot|much)(?: \w+)? to do with\b"
    r"|\b(?:something|stuff|things?) (?:about|with|like|around)\b"
    rf"|\b(?:it|that|this|they|these|those){_BE}{_MUCH}"
    r"(?:about(?! (?:how|what|why|which|whether|when|that)\b)|related to|connected (?:to|with)"
    r"|linked to|tied to)\b"
    r"|\bplay(?:s|ed)? (?:a|an|some|its)(?: \w+)? (?:role|part)\b"
    r"|\b(?:has|have|had) (?:an?|some)(?: (?:big|large|strong|huge|great|major))? "
    r"(?:role|influence|effect|impact|part|bearing)\b"
    rf"|{_BE}{_MUCH}(?:important|crucial|relevant|essential|involved|key|central|vital)\b"
    r"|\binvolved\b"
    r"|\b(?:do|does|did) (?:something|things|stuff)\b"
    r"|\b(?:somehow|in some way|one way or (?:an|the )?other|or something)\b",
    re.IGNORECASE,
)
_DEPENDS = re.compile(
    r"\W*(?:(?:maybe|perhaps|well|so|i think|i guess|i suppose|probably)\W+)*"
    r"(?:it|that|this) (?:all |just |really |mostly |mainly )?depends? (?:up)?on "
    r"(?:\S+ ){0,3}\S+$",
    re.IGNORECASE,
)


def mentions(text: str, own: frozenset[str]) -> bool:
    """Whether the clause, whose new stems are its `own`, only mentions what it speaks of, or
    says no more than what something depends on.
    """
    if _DEPENDS.match(text):
        return True
    found = _MENTIONS.search(text)
    return found is not None and len(own - plain_stems() - stems(found[0])) <= _MOST
