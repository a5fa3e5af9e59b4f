"""Whether the candidate's words ask what was meant instead of answering. Pure; the engine asks.

It errs towards an answer: whoever states anything beside the question is judged.
"""

import re

from interviewer.quoting import QUESTION_MARKS

MOST = 2
"""How often one may ask back about the same thing; what comes after that is an answer."""

_MOST_WORDS = 40
_SUPPOSED = 10  # words of a guess at what is meant; a longer one is an answer
_SENTENCE = re.compile(rf"[^.!{re.escape(QUESTION_MARKS)}\n]+[.!{re.escape(QUESTION_MARKS)}\n]*")
_OPENING = re.compile(
    r"^(?:(?:sorry|hi|hello|hm+|um+|uh+|er+|wait|okay|ok|well|so|and|but|excuse me|one moment|"
    r"please|just|hold on|before i answer|to be sure|quick question)\b[\s,:;–-]*)+"
)
_ASIDE = re.compile(
    r"(?:(?:i['’]?m|i am) )?(?:sorry|confused|lost|not sure|unsure)(?: about (?:that|it|this))?"
    r"|(?:let me see|let me think|one moment|one second|a moment|hold on|wait|hang on|excuse me)"
    r"(?: please)?"
    r"|(?:hm+|um+|uh+|er+|huh|okay|ok|well|right|so|hello|hi|thanks|thank you|please|good question|"
    r"interesting|before i answer|just to be sure|to be sure|quick question|sure|yes|no)"
)
"""What says nothing that could be judged."""

_ASKS = re.compile(
    r"what (?:exactly |precisely )?(?:do|did) you mean\b"
    r"|what (?:exactly |precisely )?(?:is|was|are) (?:meant|you asking|you after)\b"
    r"|what do(?:es)? .{1,60} mean(?: here| in this (?:context|question))?\s*$"
    r"|(?:do|did) you (?:mean|want|expect|refer|ask)\b"
    r"|(?:can|could|may) i (?:ask what|(?:get|have) (?:a|another|one) )"
    r"|how (?:detailed|deep|deeply|far|long|broad|technical|much detail) "
    r"(?:should|shall|must|may|can|do) i(?: \w+){0,3}\s*$"
    r"|is (?:this|the question|your question) (?:about|on|regarding)\b"
    r"|(?:with respect|in relation|relative|compared) to what\s*$"
    r"|(?:pardon|sorry|huh|excuse me|come again|what was (?:that|the question)(?: again)?)\s*$"
    r"|are you (?:asking|after|referring|talking|looking|thinking)\b"
    r"|(?:can|could|would|will) you (?:please |perhaps |maybe |just )?(?:clarify|rephrase|repeat|"
    r"reword|restate|define|explain|specify|be (?:more|a bit|a little) |say (?:that|it|what)|"
    r"put (?:that|it)|ask (?:that|it)|tell me what you|give me (?:some |more |a bit of )?context)"
    r"|(?:clarify|rephrase|reword)\b"
    r"|in (?:what|which) (?:sense|context|setting|respect)\b"
    r"|(?:should|shall|may|can|do) i (?:need to |have to |get to )?"
    r"(?:assume|talk|explain|describe|focus|go|start|answer|consider|name|give|cover|mention)\b"
    r"|(?:what|which) (?:kind|sort|type|part|one|of)\b.* (?:do|did|are) you\b"
    r"|i (?:do not|don['’]t|did not|didn['’]t) (?:quite |really |fully |entirely )?"
    r"(?:understand|get|follow|catch) (?:the question|your question|this question|that question|"
    r"what you|what is (?:meant|asked)|what['’]s (?:meant|asked))"
    r"|i(?:['’]m| am) not sure (?:i (?:quite )?(?:follow|understand (?:the|your))"
    r"|what (?:you|is (?:meant|asked)))"
    r"|i (?:did not|didn['’]t) (?:quite )?(?:get|catch|hear|follow) (?:that|it|you)\s*$"
)


def asks_back(text: str) -> bool:
    """Whether `text` is nothing but a question about what was asked."""
    if len(text.split()) > _MOST_WORDS:
        return False
    sentences = [s.strip() for s in _SENTENCE.findall(text.casefold()) if s.strip()]
    asking = [_asks(s) for s in sentences]
    return any(asking) and all(
        asks or _is_aside(s) or (_is_question(s) and len(s.split()) <= _SUPPOSED)
        for asks, s in zip(asking, sentences, strict=True)
    )


def _asks(sentence: str) -> bool:
    """Whether it asks what was meant; a long supposition states what it asks for."""
    whole = sentence.rstrip(f".! {QUESTION_MARKS}")
    bare = _OPENING.sub("", whole)
    found = _ASKS.match(bare)
    if found is None:
        return _is_question(sentence) and _ASKS.fullmatch(whole.rstrip(" ,")) is not None
    supposed = len(bare[found.end() :].split())
    return supposed <= _SUPPOSED or bare.startswith("what")


def _is_aside(sentence: str) -> bool:
    parts = re.split(r"[\s,:;–-]+", sentence.strip(f".! {QUESTION_MARKS}"))
    return _ASIDE.fullmatch(" ".join(parts)) is not None or not _OPENING.sub("", sentence).strip(
        ".! "
    )


def _is_question(sentence: str) -> bool:
    return sentence[-1] in QUESTION_MARKS
