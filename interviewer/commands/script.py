"""The answers that a simulated candidate gives, read from JSON lines. For `simulate`."""

from collections import deque
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from interviewer.commands import jsonlines
from interviewer.engine import LONGEST_ANSWER
from interviewer.errors import BadRequest
from knowledge.question import Bank


class ScriptLine(BaseModel):
    """An answer, to that question or to whatever is asked next; null passes."""

    model_config = ConfigDict(strict=True)

    question_id: str | None = None
    answer: str | None


class Script:
    """Hands out the answers. With ids, each goes to its question and then to its follow-ups."""

    def __init__(self, name: str, lines: Sequence[tuple[int, ScriptLine]]) -> None:
        self._name = name
        self._first_line = {line.question_id: n for n, line in reversed(lines)}
        self._left: dict[str | None, deque[str | None]] = {}
        for _, line in lines:
            self._left.setdefault(line.question_id, deque()).append(line.answer)

    @classmethod
    def read(cls, path: Path) -> Self:
        """The script in that file; BadRequest names the line that is wrong."""
        try:
            with path.open("rb") as file:
                lines = list(jsonlines.read(ScriptLine, file, path.name))
        except OSError as error:
            raise BadRequest(
                f"The file cannot be read ({error.strerror or error}).",
                where=str(path),
                mend="Check the path.",
            ) from error
        named = [line.question_id is not None for _, line in lines]
        for (number, line), has_id in zip(lines, named, strict=True):
            where = f"{path.name}, line {number}"
            if has_id != named[0]:
                raise BadRequest(
                    'Some lines have a "question_id" and some have none.',
                    where=where,
                    mend="Give one to every line, or to none.",
                )
            if len(line.answer or "") > LONGEST_ANSWER:
                raise BadRequest(
                    f"The answer has {len(line.answer or ''):,} characters; "
                    f"at most {LONGEST_ANSWER:,} are read.",
                    where=where,
                    mend="Shorten it.",
                )
        return cls(path.name, lines)

    @property
    def question_ids(self) -> tuple[str, ...]:
        """The questions named, in the order of the file; empty when it names none."""
        return tuple(i for i in self._left if i is not None)

    @property
    def unused(self) -> int:
        """How many answers were not asked for."""
        return sum(map(len, self._left.values()))

    def refuse_unknown(self, bank: Bank) -> None:
        """BadRequest when the bank has not all of the questions named."""
        known = [q.id for q in bank.questions]
        for i in self.question_ids:
            if i not in known:
                near = get_close_matches(i, known, n=3, cutoff=0.5)
                hint = f"Did you mean {' or '.join(near)}? " if near else ""
                raise BadRequest(
                    f"The bank {bank.id!r} has no question {i!r}.",
                    where=f"{self._name}, line {self._first_line[i]}",
                    mend=f"{hint}'mock-interviewer questions {bank.id}' lists them; "
                    "--bank chooses another bank.",
                )

    def next(self, question_id: str) -> str | None:
        """The next answer to what that question asks, or None to pass."""
        answers = self._left.get(question_id if self.question_ids else None)
        return answers.popleft() if answers else None
