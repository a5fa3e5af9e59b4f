"""What of an answer its speaker stands by: not what is reported, refused, asked, or taken back.

Pure. A refusal holds for the clauses after it too ("and", "so", ":", a comma) until the sentence
ends or turns ("but", "because", "instead"). Matching asks here.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.examiners.clauses import Clause, folded, sentences
from interviewer.quoting import QUESTION_MARKS

_VERY = "(?:(?:simply|just|plainly|completely|totally|really|actually|in fact|of course) )*"
_FALSE = (
    "(?:false|wrong|untrue|incorrect|nonsense|rubbish|lies|made up|not (?:true|correct|right|so|"
    "the case)|an? (?:(?:common|popular|frequent|widespread) )?(?:lie|myth|mistake|error|"
    "misconception))"
)
_TRUE = "(?:true|correct|right|the case|so)"
_BE = "(?:'s| is| are| was| were| would be| might be)"
_NOT = "(?: isn't| aren't| wasn't| is not| are not)"
_SAY = "(?:say|think|believe|claim|assume|state|suppose|argue)"
_DID_SAY = "i(?: have|'ve)?(?: just)? (?:said|told you|wrote|claimed)(?: here| before| above)?"
_BEFORE = f"(?:this|that|these|those|it|the above|(?:what )?{_DID_SAY}|my (?:whole )?answer)"
_AHEAD = r"(?:the (?:following|next)|what (?:follows|i(?: am about to|'ll| will) say))(?: \w+){0,2}"
_JOKE = "(?:just|only) (?:kidding|joking)"
_SCRAP = "(?:scrap|forget|ignore|strike) (?:that|it)"
_LEAD = (
    r"^\W*(?:(?:but|and|so|or|or rather|actually|in fact|however|well|now|no|oh|sorry|wait|"
    rf"honestly|to be honest|{_JOKE}|{_SCRAP})\W+)*"
)
_OPPOSITE = "(?:(?:exactly|precisely|just) )?the (?:exact )?(?:opposite|reverse|contrary)"
_HOLDS = f"(?: holds| applies|{_BE}(?: {_VERY}{_TRUE})?)"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text.replace(" ", r"\s+"), re.IGNORECASE)


_REPORTS = _pattern(
    r"\b(?:(?:(?:(?:some|many|most|a lot of|other) )?(?:people|folks|beginners|others|students|"
    r"books|everybody|everyone|some|many|most)|(?:one|you) (?:might|could|may|would)) "
    rf"(?:(?:often|sometimes|still|wrongly|mistakenly) )*(?:{_SAY}|expect|imagine|confuse)\b|"
    r"(?:common|popular|frequent|widespread) (?:misconception|mistake|myth|belief|error)\b|"
    r"it(?:'s| is) (?:a )?(?:myth|wrong|false|a mistake|not true|incorrect|untrue)\b|"
    r"(?:contrary to|unlike what)\b)"
)
_REFUSES = _pattern(
    r"\b(?:i (?:(?:really|strongly|very much|would|seriously|must|have to) )*(?:doubt|deny|dispute|"
    rf"disagree|reject|refuse to believe|used to {_SAY})\b|"
    rf"(?:it|this|that)(?:{_BE} {_VERY}{_FALSE}|{_NOT} {_TRUE}) (?:that|to {_SAY})\b|"
    rf"(?:some|many|most|other) people (?:(?:still|often|wrongly|mistakenly) )*{_SAY}\b)"
)
_TURNS = re.compile(
    r"\b(?:but|instead|rather|because|since|although|though|whereas|while|unlike|actually|"
    r"in fact|in reality|however)\b|\s[-–—]+\s",
    re.IGNORECASE,
)
_WHICH_IS_FALSE = _pattern(rf"\b(?:which|(?:and|but) (?:that|this)){_BE} {_VERY}{_FALSE}\W*$")
_LAST_BACK = _pattern(
    rf"{_LEAD}(?:(?:that|this|it){_BE} {_VERY}{_FALSE}|{_OPPOSITE}{_HOLDS}|{_SCRAP}|{_JOKE})\W*$"
)
_ALL_BACK = _pattern(
    rf"{_LEAD}(?:"
    rf"(?:all(?: of)?|everything|every word of) (?:{_BEFORE}|above|here|before)"
    rf"(?:{_BE} {_VERY}{_FALSE}|{_NOT} {_TRUE})|"
    rf"(?:that|this|it){_BE} all {_FALSE}|"
    rf"what {_DID_SAY}{_BE} {_VERY}{_FALSE}|"
    rf"none of {_BEFORE}{_HOLDS}|"
    rf"{_OPPOSITE} of (?:(?:all|everything)(?: of)? )?(?:{_BEFORE}|above|here|before){_HOLDS}|"
    r"(?:please )?(?:scrap|forget|ignore|strike|disregard) (?:all|everything)(?: of)?"
    rf"(?: (?:{_BEFORE}|above))?|"
    r"i (?:was|am) (?:\w+ )?wrong about (?:all|everything)(?: of)?"
    rf"(?: {_BEFORE})?|"
    r"i take (?:(?:it|that|this|everything) |all (?:of )?(?:it|that|this) )(?:all )?back|"
    rf"it{_BE} {_FALSE} to believe any of {_BEFORE}"
    r")\W*$"
)
_ALL_AHEAD = _pattern(
    rf"{_LEAD}(?:(?:(?:all|each|every one|everything)(?: of)? )?(?:{_AHEAD}|that follows|below)"
    rf"{_BE} {_VERY}{_FALSE}|none of {_AHEAD}{_BE} {_VERY}{_TRUE}|"
    rf"(?:it{_BE} {_FALSE} to|do not|don't|never) believe any(?:thing)? (?:of )?"
    rf"(?:{_AHEAD}|what follows|that follows|this|these))\W*(?:$|:)"
)
_ASKS = re.compile(
    r"^\W*(?:(?:so|and|but|or|well|then|now|hmm|ok|okay)\W+)*(?:is|are|was|were|do|does|did|can|"
    r"could|will|would|should|shall|may|might|has|have|had|what|which|who|when|where|why|how|"
    r"whether)\b",
    re.IGNORECASE,
)
_MARK = re.compile(rf"[\s\"'”’)*]*[{re.escape(QUESTION_MARKS)}]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stance:
    """Stretches of the answer that are `unclaimed`; up to where all of it is `taken_back`."""

    unclaimed: Sequence[tuple[int, ...]] = ()
    taken_back: int = 0

    def claims(self, clause: Clause) -> bool:
        """Whether no part of the clause lies in a stretch that is not claimed."""
        before = bisect_left(self.unclaimed, (clause.end,))  # they start, and end, in order
        return before == 0 or self.unclaimed[before - 1][1] <= clause.start

    def withdraws(self, clause: Clause) -> bool:
        """Whether the clause was said before everything was taken back."""
        return clause.start < self.taken_back


def stance(answer: str) -> Stance:
    """How the speaker stands to what the answer says, sentence by sentence."""
    text = folded(answer)
    unclaimed: list[Span] = []
    back = 0
    before: Clause | None = None
    for sentence in sentences(answer):
        said = text[sentence.start : sentence.end]
        disowned = before is not None and (
            reports(before.text) or bool(unclaimed and unclaimed[-1][1] >= before.end)
        )
        if _ALL_AHEAD.match(said) or (before is None and takes_back(said)):
            unclaimed.append((sentence.start, len(answer)))
            break
        if _LAST_BACK.match(said) or (takes_back(said) and disowned):
            if before is not None and not disowned:
                unclaimed.append((before.start, before.end))
            unclaimed.append((sentence.start, sentence.end))
        elif takes_back(said):
            back = sentence.end
            unclaimed.append((sentence.start, sentence.end))
        else:
            unclaimed += _within(text, sentence)
        before = sentence
    return Stance(unclaimed, back)


def reports(text: str) -> bool:
    """Whether the clause tells what others wrongly believe rather than claims it."""
    return _REPORTS.search(text) is not None


def takes_back(sentence: str) -> bool:
    """Whether the sentence does nothing but declare all that was said false."""
    return _ALL_BACK.match(folded(sentence)) is not None


def _within(text: str, sentence: Clause) -> Iterator[Span]:
    """The stretches of one sentence that it does not claim."""
    said = text[sentence.start : sentence.end]
    asked = _MARK.match(text, sentence.end) and _ASKS.match(said)
    if asked or _WHICH_IS_FALSE.search(said):
        yield sentence.start, sentence.end
        return
    for frame in _REFUSES.finditer(said):
        turn = _TURNS.search(said, frame.end())
        yield sentence.start + frame.start(), sentence.start + (turn.start() if turn else len(said))
