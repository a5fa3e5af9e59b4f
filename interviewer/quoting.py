"""Which of the candidate's words an interviewer repeats. Pure; wording and examiners use it."""

import re
from collections.abc import Iterable, Iterator

from interviewer.rubric import Finding, Verdict
from knowledge.words import is_stop, tokens

MOST_WORDS = 10
MOST_CHARACTERS = 80
_LONE_WORD = 5  # characters below which a single word is no quotation

QUESTION_MARKS = (
    "?\u037e\u055e\u061f\u1367\u1945\u203d\u2047\u2048\u2049\u2753\u2754\u2cfa\u2cfb\u2e2e"
    "\ua60f\ua6f7\ufe16\ufe56\uff1f"
)
"""Every character that readers take for a question mark, scripts and ornaments included."""

# What a reply may repeat inside quotation marks: words and the plainest punctuation. A run ends
# where anything else stands, so that no question mark, quotation mark, markup or line break of
# the answer becomes part of the interviewer's own sentence.
# Combining marks belong to the word they stand in, as in Devanagari or Thai.
_MARK = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e"
_BREAK = r"\r\n\v\f\x1c-\x1f\x85\u2028\u2029"
_RUN = re.compile(rf"[^\W_](?:[^\S{_BREAK}]|[\w{_MARK},.'’%+/=()-])*")
_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2}[.])\s+|(?<!\s)\s+-+\s+")
_OPENERS = frozenset(
    "i think so well um uh er okay ok basically actually like you know guess mean and but oh "  # noqa: SIM905
    "then also because just believe would say yeah yes maybe probably i'd i'm".split()
)
_ORDER = (Verdict.CONTRADICTED, Verdict.COVERED, Verdict.PARTIAL)


def short(text: str) -> str:
    """A stretch of `text`, at most ten words, that can stand between quotation marks.

    It begins and ends at word borders, is verbatim, and is empty when nothing is fit.
    """
    best = ""
    for run in _runs(text[:20_000]):
        cut = _cut(run)
        if " " not in cut and len(cut) < _LONE_WORD:
            continue
        if _worth(cut) > _worth(best):
            best = cut
        if _worth(best) >= 3:
            break
    return best


def from_findings(answer: str, findings: Iterable[Finding], prefer: str | None = None) -> str:
    """The short quote for a reply: from the finding on `prefer`, else the best one's, else from
    the answer's beginning; empty when nothing fit was said.
    """
    quoted = [f for f in findings if f.quote]
    quoted.sort(key=lambda f: (f.point != prefer, _ORDER.index(f.verdict)))
    for finding in quoted:
        if cut := short(finding.quote or ""):
            return cut
    return short(answer)


def _runs(text: str) -> Iterator[str]:
    for match in _RUN.finditer(text):
        yield from (part for part in _SENTENCE_END.split(match.group()) if part)


def _cut(run: str) -> str:
    """Opening fillers dropped, ten words kept, no stop word left hanging at the end."""
    words = list(_WORD.finditer(run))
    while len(words) > 1 and words[0].group().strip(",.").casefold() in _OPENERS:
        words.pop(0)
    clipped = len(words) > MOST_WORDS
    words = words[:MOST_WORDS]
    while words and words[-1].end() - words[0].start() > MOST_CHARACTERS:
        words.pop()
        clipped = True
    while clipped and len(words) > 1 and is_stop(words[-1].group().strip(",.()")):
        words.pop()
    if not words:
        return ""
    return _balanced(run[words[0].start() : words[-1].end()].rstrip(" ,.(-+/='’"))


def _balanced(text: str) -> str:
    """Without what follows an opening bracket that never closes, or a stray closing one."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return text[:at].rstrip()
    return text[: text.rindex("(")].rstrip() if depth else text


def _worth(text: str) -> int:
    return sum(not is_stop(t.text) for t in tokens(text))
