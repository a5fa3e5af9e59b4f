"""What of an answer its speaker stands by: not what is reported, refused, asked, or taken back.

Pure. A refusal holds for the clauses after it too ("and", "so", ":", a comma) until the sentence
ends or turns ("but", "because", "instead"). Matching asks here.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from interviewer.examiners.clauses import Clause, folded, sentences
from interviewer.examiners.disowning import Denial, Reach, denial, refuses, speaks
from interviewer.quoting import QUESTION_MARKS

_VERY = "(?:(?:simply|just|plainly|completely|totally|really|actually|in fact|of course) )*"
_FALSE = (
    "(?:false|wrong|untrue|incorrect|nonsense|rubbish|lies|made up|not (?:true|correct|right|so|"
    "the case)|an? (?:(?:common|popular|frequent|widespread) )?(?:lie|myth|mistake|error|"
    "misconception))"
)
_BE = "(?:'s| is| are| was| were| would be| might be)"
_SAY = "(?:say|think|believe|claim|assume|state|suppose|argue)"


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
    rf"(?:some|many|most|other) people (?:(?:still|often|wrongly|mistakenly) )*{_SAY}\b)"
)
_THAT = re.compile(
    r"\bthat\b|\b(?:think|believe|say|claim|suppose|assume)\b"
    r"(?! (?:that|what|which|who|why|how|where|when|whether|so|anything|much|more)\b)",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(?:[,:]|\b(?:and|but|so|because|however)\b)\s*", re.IGNORECASE)
_TURNS = re.compile(
    r"\b(?:but|instead|rather|because|since|although|though|whereas|while|unlike|actually|"
    r"in fact|in reality|however)\b|\s[-–—]+\s",
    re.IGNORECASE,
)
_ANEW = re.compile(
    r"^\W*(?:but|instead|rather|actually|in fact|in reality|in truth|however|really|no|yet|"
    r"(?:it|they|that|this) (?:is|are|does|do|was|were)(?:n't| not))\b",
    re.IGNORECASE,
)
_WHICH_IS_FALSE = _pattern(rf"\b(?:which|(?:and|but) (?:that|this)){_BE} {_VERY}{_FALSE}\W*$")
_BOTH_WAYS = re.compile(
    r"\bor\b.{0,30}\b(?:(?:the )?(?:opposite|reverse|contrary)|other way (?:round|around))\W*$|"
    r"\bothers\b.{0,30}\b(?:opposite|reverse|contrary)\W*$|"
    r"\b(?:could|may|might|can) (?:\w+ )?go (?:both ways|either way)\b|"
    r"\beither\b.{0,80}\bor\b.{0,20}(?:n't|\bnot)\b\W*$|"
    r"\b(?:may|might|could|can) [^,;]{0,30}\bor (?:it )?(?:may|might|could|can)\b|"
    r"\bi (?:can't|cannot|could not|couldn't) (?:say|tell) (?:which|whether)\b",
    re.IGNORECASE | re.DOTALL,
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
    """Stretches that are `unclaimed`, in order; up to where all of it is `taken_back`."""

    unclaimed: Sequence[Span] = ()
    taken_back: int = 0

    def claims(self, clause: Clause) -> bool:
        """Whether no part of the clause lies in a stretch that is not claimed."""
        before = bisect_left(self.unclaimed, (clause.end,))  # they start, and end, in order
        return before == 0 or self.unclaimed[before - 1][1] <= clause.start

    def withdraws(self, clause: Clause) -> bool:
        """Whether the clause was said before everything was taken back."""
        return clause.start < self.taken_back


def stance(
    answer: str,
    subject: frozenset[str] = frozenset(),
    is_right: Callable[[str], bool] = lambda _: False,
) -> Stance:
    """How the speaker stands to what the answer says, sentence by sentence.

    `subject` are the stems that an answer to the question may consist of. Who denies what
    `is_right` means the rest as well: that denial reaches as far as it can.
    """
    text = folded(answer)
    reading = _Reading(text, subject, is_right)
    told = sentences(answer)
    for sentence in told:
        if reading.ahead is None:
            reading.read(sentence, final=sentence is told[-1])
        elif reading.goes_on(sentence):
            reading.read(sentence, final=False)
    if reading.ahead is not None:
        reading.unclaimed.append((reading.ahead, len(answer)))
    return Stance(_merged(reading.unclaimed), reading.back)


class _Reading:
    """How far an answer has been read, and what of it is not claimed by now."""

    def __init__(self, text: str, subject: frozenset[str], is_right: Callable[[str], bool]) -> None:
        self.unclaimed: list[Span] = []
        self.back = 0
        self.ahead: int | None = None  # where begins what was announced as untrue
        self._every = False  # and that all that follows is
        self._last: Clause | None = None  # the last sentence that says something
        self._text = text
        self._subject = subject
        self._is_right = is_right

    def goes_on(self, sentence: Clause) -> bool:
        """Whether the sentence speaks for itself again after what was announced as untrue."""
        said = self._text[sentence.start : sentence.end]
        denied = denial(said, self._subject)
        if self.ahead is None or self._every or not (denied or _ANEW.match(said)):
            return False
        self.unclaimed.append((self.ahead, sentence.end if denied else sentence.start))
        self.ahead = None
        return denied is None

    def read(self, sentence: Clause, *, final: bool) -> None:
        """Takes in one sentence."""
        said = self._text[sentence.start : sentence.end]
        denied = denial(said, self._subject)
        opening = denied or _opening(said, self._subject)
        if opening and (self._last is None or opening.reach is Reach.AHEAD):
            if not opening.bare:
                self.ahead, self._every = sentence.start, opening.every
        elif denied:
            self._deny(sentence, denied, final=final)
        elif opening:
            self.unclaimed.append((sentence.start, sentence.end))
            self._last = sentence
        else:
            spans = list(_within(self._text, sentence, self._subject))
            self.unclaimed += spans
            if any(self._is_right(refused(self._text[start:end])) for start, end in spans):
                self.ahead, self._every = sentence.start, False
            self._last = sentence if speaks(said, self._subject) else self._last

    def _deny(self, sentence: Clause, denied: Denial, *, final: bool) -> None:
        last = self._last
        disowned = last is None or _is_disowned(last, self.unclaimed)
        ends = (final and denied.contrary) or (
            last is not None and self._is_right(self._text[last.start : last.end])
        )
        if not disowned and (ends or denied.reach is not Reach.LAST):
            self.back = sentence.end
        elif last is not None and not disowned and denied.pointed:
            self.unclaimed.append((last.start, last.end))
        self.unclaimed.append((sentence.start, sentence.end))


def reports(text: str) -> bool:
    """Whether the clause tells what others wrongly believe rather than claims it."""
    return _REPORTS.search(text) is not None


def takes_back(sentence: str) -> bool:
    """Whether the sentence does nothing but declare all that was said false."""
    denied = denial(folded(sentence))
    return denied is not None and denied.reach in {Reach.BACK, Reach.AROUND}


def _opening(said: str, subject: frozenset[str]) -> Denial | None:
    """What stands before a colon, where it calls untrue what stands behind."""
    head, colon, _ = said.partition(":")
    return denial(head, subject) if colon else None


def _is_disowned(sentence: Clause, unclaimed: Sequence[Span]) -> bool:
    reached = max((end for _, end in unclaimed), default=0)
    return reports(sentence.text) or reached >= sentence.end


def _merged(spans: Sequence[Span]) -> list[Span]:
    """In order, none overlapping another."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _within(text: str, sentence: Clause, subject: frozenset[str]) -> Iterator[Span]:
    """The stretches of one sentence that it does not claim."""
    said = text[sentence.start : sentence.end]
    asked = _MARK.match(text, sentence.end) and _ASKS.match(said)
    if asked or _WHICH_IS_FALSE.search(said) or _BOTH_WAYS.search(said):
        yield sentence.start, sentence.end
        return
    for start, end in (*_frames(said, subject), *(m.span() for m in _REFUSES.finditer(said))):
        turn = _TURNS.search(said, end)
        yield sentence.start + start, sentence.start + (turn.start() if turn else len(said))


def refused(said: str) -> str:
    """What stands behind the words that refuse it."""
    first = _THAT.search(said)
    return said[first.end() :] if first else said


def _frames(said: str, subject: frozenset[str]) -> Iterator[Span]:
    """Where something is refused by what leads up to it: "I don't think that"."""
    for joint in _THAT.finditer(said):
        start = max((m.end() for m in _HEAD.finditer(said, 0, joint.start())), default=0)
        that = joint.group().casefold() == "that"
        if refuses(said[start : joint.start() if that else joint.end()], subject):
            yield start, joint.end()
