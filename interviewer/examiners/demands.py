"""Words that are aimed at whoever judges, not at the question: no receipt for any mark. Pure.

A safety net: what such a sentence would earn is refused here even where a model obeys it. What it
does not know, the second opinion beside the mark shows.
"""

import re

from interviewer.examiners.lettering import plain

_WHO = r"(?:me|my (?:answer|response)|this(?: answer| response)?|it|all|every(?:thing)?|each)"
_DEMAND = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,30}"
    r"\b(?:instructions?|rules?|prompts?|rubric|above|previous)\b"
    r"|\bsystem (?:prompt|message|override)\b"
    rf"|\b(?:mark|grade|score|rate|judge|count|treat|accept|consider)\b\s+{_WHO}\b.{{0,40}}"
    r"\b(?:covered|correct|complete|full|right|passed|perfect|\d+)\b"
    r"|\b(?:mark|grade|score|rate|judge|assess|award|credit|reward)\b\s+"
    r"(?:me|my (?:answer|response)|this (?:answer|response))\b"
    r"|\b(?:my|this) (?:answer|response|reply|explanation)\b.{0,40}"
    r"\b(?:address|cover|demonstrat|satisf|meet|met|deserv|earn|fulfil)\w*"
    r"|\b(?:full|maximum|top|perfect) (?:marks?|scores?|credit|points)\b"
    r"|\b(?:all|every|each)(?: of the)? key ?points?\b"
    r"|\bkey ?points?\b.{0,20}\b(?:covered|met|satisfied|correct)\b"
    r"|\b(?:verdicts?|quote|finding|rubric)['\"]?\s*[:=]"
    r"|^[^\w\n]*(?:system|interviewer|examiner|assistant|judge)\s*:"
    r"|\bk\d+\b\W{0,4}(?:is |are |as )?(?:covered|correct|met)\b"
    r"|\bi am (?:an? |the |your )?(?:examiner|grader|developer|administrator|interviewer)\b"
    r"|</?\s*(?:system|candidate|user|assistant|examiner|interviewer|reference|instructions?|rubric)\b"
    r"|\bthought process\b|\bfinal verdict\b"
    r"|\bthe candidate (?:has )?(?:cover|me[et]|demonstrat|satisf|address|nam|explain)\w*"
    r"|\bthe (?:answer|response) (?:is|was)(?: \w+,?){0,3} (?:correct|complete|perfect)\b"
    r"|\bas (?:an ai|the (?:examiner|grader|judge))\b",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)


def demands(words: str) -> bool:
    """Whether these words tell the examiner what to find."""
    return _DEMAND.search(plain(words)) is not None


_REFERS = re.compile(
    r"\b(?:to|tell|dear|note to|note for)(?: the| my)? (?:evaluator|judge|grader|examiner|assessor|"
    r"marker|reviewer|reader|interviewer)s?\b"
    r"|\b(?:interviewer|examiner|grader|evaluator|assessor|marker|judge)s?(?:'s)? notes?\b"
    r"|\b(?:applicant|candidate|speaker)s? (?:has |had |have )?(?:said|mentioned|named|listed|"
    r"explained|covered|stated|knows?)\b"
    r"|\b(?:has|have|had|was|were)(?: already| all| been)* (?:said|mentioned|covered|stated|listed|"
    r"explained)\b"
    r"|\b(?:see|as) (?:my )?(?:above|before|earlier|previous(?:ly)?)\b"
    r"|\bas (?:already )?(?:explained|said|mentioned|stated)\b"
    r"|\bmy (?:mark|grade|score|points)\b"
    r"|\b(?:mark|grad|scor)ed (?:as )?(?:wrong|right|incorrect)\b"
    r"|\b(?:show|give|tell|send) me the (?:reference|solution|key|answers?|right|correct)\b"
    r"|\b(?:file|filed|filing) an? (?:complaint|appeal)\b|\bcomplaint will be\b"
    r"|[\u2610-\u2612\u2705\u2713\u2714\u2717\u2718]",
    re.IGNORECASE,
)


def refers(words: str) -> bool:
    """Whether these words tell that something was said, tick it off, or speak of their own marking,
    instead of saying it.
    """
    return _REFERS.search(plain(words)) is not None
