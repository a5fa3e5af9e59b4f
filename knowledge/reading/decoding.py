"""Bytes -> numbered lines of text, refusing what is no text. Only the readers may import it."""

import codecs
import re
from dataclasses import dataclass

from knowledge.errors import DocumentUnreadable
from knowledge.reading import running
from knowledge.reading.document import Problem

LARGEST = 10_000_000  # bytes
MOST = 200_000  # lines
LONGEST = 100_000  # characters in a line; prose has paragraphs of a few thousand at most

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_INVISIBLE = re.compile("[\ufeff\u200b\u2060\x01-\x08\x0e-\x1f\x7f]")
_NOT_TEXT = re.compile(r"[\x00-\x06\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a document without their ends, and the number of each, from 1.

    Form feeds, as between the pages of extracted text, end a line too but have no number.
    """

    texts: list[str]
    numbers: list[int]
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of UTF-8, UTF-16 with its mark, or else Windows-1252, which is then a Problem.

    Raises DocumentUnreadable when the bytes are no text.
    """
    wide = _wide(data)
    if wide:
        data = wide + data
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError as e:
            raise DocumentUnreadable(
                "the file begins as UTF-16 and does not go on so.",
                where=name,
                mend="Save it as UTF-8.",
            ) from e
    try:
        text, problems = data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start) + 1
        encoding, called = _guessed(data)
        if _mostly_utf8(data):
            text = data.decode("utf-8-sig", errors="replace")
            said = "some bytes from here on are not UTF-8; they show as \ufffd."
            return _checked(text, name), (Problem(line, said),)
        text = data.decode(encoding, errors="replace")
        said = f"this is not UTF-8; the file was read as {called}. Look at accents and quotes."
        return _checked(text, name), (Problem(line, said),)
    return _checked(text, name), problems


def _wide(data: bytes) -> bytes:
    """The mark that UTF-16 without one should have; nothing for other texts."""
    sample = data[:2_000]
    if len(sample) < 8 or b"\0" not in sample:
        return b""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd * 10 > half * 4 and even * 20 < half:
        return codecs.BOM_UTF16_LE
    return codecs.BOM_UTF16_BE if even * 10 > half * 4 and odd * 20 < half else b""


def _mostly_utf8(data: bytes) -> bool:
    """Whether damage is rare beside whole characters of several bytes."""
    sample = data[:500_000].decode("utf-8", errors="replace")
    broken = sample.count("\ufffd")
    return sum(c > "\x7f" for c in sample) - broken > 10 * broken


def _guessed(data: bytes) -> tuple[str, str]:
    """The encoding of bytes that are not UTF-8, by which letters they would be."""
    high = [b for b in data[:200_000] if b >= 0x80]
    letters = sum(chr(b).isalpha() for b in data[:200_000] if b < 0x80)
    if len(high) * 2 > letters:  # a script of its own, not an accent here and there
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            text = ""
        han = sum("\u4e00" <= c <= "\u9fff" for c in text[:100_000])
        cyrillic = sum(
            "\u0400" <= c <= "\u04ff" for c in data[:100_000].decode("cp1251", "replace")
        )
        if han and han * 2 >= len(high) * 0.8 and not _lower_cyrillic(data):
            return "gb18030", "GB 18030"
        if cyrillic * 10 >= len(high[:100_000]) * 8:
            return "cp1251", "Windows-1251"
    return "cp1252", "Windows-1252"


def _lower_cyrillic(data: bytes) -> bool:
    """Whether most high bytes are small Cyrillic letters of Windows-1251, as in running text."""
    high = [b for b in data[:100_000] if b >= 0x80]
    return sum(b >= 0xE0 for b in high) * 10 >= len(high) * 8


def _checked(text: str, name: str) -> str:
    found = _NOT_TEXT.search(text)
    if found and ("\0" in text or len(_NOT_TEXT.findall(text)) * 50 > len(text)):
        raise DocumentUnreadable(
            "the file is binary, not text.", where=name, mend="Give the text it was made from."
        )
    return text


def lines(text: str, name: str, problems: tuple[Problem, ...] = ()) -> Lines:
    """`text` cut into lines; DocumentUnreadable when there are too many or too long ones."""
    texts: list[str] = []
    numbers: list[int] = []
    ends = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", " ")
    count = ends.count("\n") + 1
    if count > MOST:
        raise DocumentUnreadable(
            f"the file has {count:,} lines, at most {MOST:,} can be read.",
            where=name,
            mend="Split it.",
        )
    for number, line in enumerate(running.without(ends).split("\n"), start=1):
        if len(line) > LONGEST:
            raise DocumentUnreadable(
                f"the line has {len(line):,} characters, at most {LONGEST:,} can be read.",
                where=f"{name}, line {number}",
                mend="Break it into lines, with each question on a line of its own.",
            )
        for part in line.split("\f"):
            texts.append(_INVISIBLE.sub("", part).rstrip())
            numbers.append(number)
    return Lines(texts, numbers, problems)
