"""JSON and JSON lines -> pairs: wherever an object holds a question, and however it is nested."""

import json
import re
from collections.abc import Mapping
from typing import Any

from knowledge.errors import DocumentUnreadable
from knowledge.reading import columns, jsonfields, labels, noise, vocabulary
from knowledge.reading.document import Pair, Problem

_DEEPEST = 60  # levels; documents of questions have a handful
_ANSWERS = tuple(dict.fromkeys(columns.fold(f) for f in vocabulary.ANSWER_FIELDS))
_TITLES = tuple(columns.fold(f) for f in vocabulary.TITLE_FIELDS)
_OPTIONS = tuple(columns.fold(f) for f in vocabulary.OPTION_FIELDS)
_TOPICS = tuple(columns.fold(f) for f in vocabulary.TOPIC_FIELDS)
_CODES = ("code", "codesnippet", "snippet")
_AFTER = ("explanation", "rationale", "details")


class Reading:
    """Reads one JSON document; `pairs` and `problems` are what was found."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._at = 0
        self._line = 1
        self.pairs: list[Pair] = []
        self.problems: list[Problem] = []
        self._repeated: set[str] = set()
        self._constants: set[str] = set()

    def run(self, *, lines: bool) -> None:
        """Read it whole, or line by line; DocumentUnreadable names the line of what is broken."""
        if lines:
            for number, line in enumerate(self._text.split("\n"), 1):
                if line.strip():
                    self._one(line, number)
        else:
            self._walk(self._parsed(self._text, None), 0, None, None)
        for what in sorted(self._constants):
            self.problems.append(Problem(None, f"{what} is no JSON; it was read as text."))
        for key in sorted(self._repeated)[:10]:
            said = f"the name {key[:60]!r} stands twice in one object; the last one counts."
            self.problems.append(Problem(None, said))

    def _one(self, line: str, number: int) -> None:
        try:
            data = self._parsed(line, number)
        except DocumentUnreadable as e:
            if not self.pairs and number > 20:
                raise
            self.problems.append(Problem(number, f"this line is no JSON: {e.what}"))
            return
        self._walk(data, 0, number, None)

    def _parsed(self, text: str, number: int | None) -> Any:
        where = f"{self._name}, line {number}" if number else self._name
        try:
            return json.loads(
                text,
                parse_int=lambda s: int(s) if len(s) < 300 else s,
                parse_constant=self._constant,
                object_pairs_hook=self._object,
            )
        except RecursionError as e:
            raise DocumentUnreadable(
                "it is nested too deeply to be read.", where=where, mend="Give a list of questions."
            ) from e
        except ValueError as e:
            at = getattr(e, "lineno", None)
            raise DocumentUnreadable(
                f"the JSON is broken: {getattr(e, 'msg', e)}.",
                where=where if number or at is None else f"{self._name}, line {at}",
                mend="Mend it there.",
            ) from e

    def _constant(self, said: str) -> str:
        self._constants.add(said)
        return said

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    self._repeated.add(key)
                seen.add(key)
        return found

    # Objects

    def _walk(self, root: Any, depth: int, line: int | None, topic: str | None) -> None:
        """Look for questions in `root` and all that it holds, without recursion."""
        todo: list[tuple[Any, int, str | None]] = [(root, depth, topic)]
        seen = 0
        while todo:
            data, depth, topic = todo.pop()
            seen += 1
            if depth > _DEEPEST:
                raise DocumentUnreadable(
                    "it is nested too deeply to be read.",
                    where=self._name,
                    mend="Give a list of questions.",
                )
            if isinstance(data, list):
                pairs = data if jsonfields.is_pairs(data) else jsonfields.dialogue(data)
                for q, a in pairs:
                    self._add(str(q), jsonfields.told(a), line, topic, None)
                if pairs:
                    continue
                todo.extend(
                    (d, depth + 1, topic) for d in reversed(data) if isinstance(d, dict | list)
                )
            elif isinstance(data, dict):
                if self._asked(data, line, topic):
                    continue
                if self._mapping(data, line, topic):
                    continue
                inner = jsonfields.first(jsonfields.folded(data), (*_TITLES, *_TOPICS))
                todo.extend(
                    (
                        v,
                        depth + 1,
                        jsonfields.named(k, v)
                        or (inner if isinstance(inner, str) else None)
                        or topic,
                    )
                    for k, v in reversed(list(data.items()))
                    if isinstance(v, dict | list)
                )

    def _asked(self, data: Mapping[str, Any], line: int | None, topic: str | None) -> bool:
        """Take the object for a question, if it holds one; False if it is only a part of things."""
        fields = jsonfields.folded(data)
        question = jsonfields.first(fields, jsonfields.QUESTIONS)
        answer_key = next((k for k in _ANSWERS if k in fields and k not in _AFTER), None)
        if answer_key is None:
            answer_key = next((k for k in _AFTER if k in fields), None)
        title, text = (
            jsonfields.first(fields, _TITLES),
            jsonfields.first(fields, jsonfields.TEXTS[: len(vocabulary.TEXT_FIELDS)]),
        )
        if isinstance(question, Mapping):
            question = jsonfields.told(question)
        if not isinstance(question, str) or not question.strip():
            if isinstance(title, str) and answer_key:
                question = f"{title}\n{text}" if isinstance(text, str) and text else title
            elif isinstance(title, str) and isinstance(text, str) and labels.asks(title):
                question, answer_key = title, next(k for k in jsonfields.TEXTS if k in fields)
            else:
                return False
        answer = fields.get(answer_key) if answer_key else None
        if answer_key is None and isinstance(text, str) and text.strip() != question.strip():
            answer = text
        if isinstance(answer, list) and any(
            isinstance(a, dict) and jsonfields.first(jsonfields.folded(a), jsonfields.QUESTIONS)
            for a in answer
        ):
            return False
        if answer_key is None and any(
            isinstance(v, list | dict) and jsonfields.holds_questions(v) for v in data.values()
        ):
            return False
        self._question(fields, question, answer, line, topic)
        return True

    def _question(
        self,
        fields: Mapping[str, Any],
        question: str,
        answer: Any,
        line: int | None,
        topic: str | None,
    ) -> None:
        code = jsonfields.first(fields, _CODES)
        if isinstance(code, str) and code.strip() and code not in question:
            question = f"{question}\n```\n{code.strip()}\n```"
        options = jsonfields.choices(jsonfields.first(fields, _OPTIONS)) or jsonfields.lettered(
            fields
        )
        said = jsonfields.told(answer)
        marked = jsonfields.marked(answer)
        if marked:
            options, said = marked
        if options:
            question += "".join(f"\n{letter}) {text}" for letter, text in options)
            said = said if marked else jsonfields.chosen(answer, options) or said
        for key in _AFTER:
            more = fields.get(key)
            if options and isinstance(more, str) and more.strip() and more.strip() not in said:
                said = f"{said}\n\n{more}".strip()
        own = jsonfields.first(fields, _TOPICS)
        self._add(
            question, said, line, own if isinstance(own, str) and own.strip() else topic, fields
        )

    def _mapping(self, data: Mapping[str, Any], line: int | None, topic: str | None) -> bool:
        """An object whose names are the questions and whose values answer them."""
        texts = [(k, v) for k, v in data.items() if isinstance(v, str)]
        asking = sum(labels.asking(k) is labels.Asking.YES for k, _ in texts)
        if not texts or asking * 2 < len(data) or asking < 1:
            return False
        for k, v in texts:
            self._add(k, v, line, topic, None)
        return True

    def _add(
        self,
        question: str,
        answer: str,
        line: int | None,
        topic: str | None,
        fields: Mapping[str, Any] | None,
    ) -> None:
        question = _plain(question).strip()
        if not re.search(r"\w", question):
            return
        first = question.split("\n", 1)[0]
        level = jsonfields.first(fields, ("level", "difficulty")) if fields else None
        self.pairs.append(
            Pair(
                question,
                noise.clean(_plain(answer).split("\n")),
                line or self._place(first),
                topic=topic[:600] if topic else None,
                level=labels.level(level) if isinstance(level, str) else None,
                confidence=0.95,
            )
        )

    def _place(self, question: str) -> int:
        """The line on which the question stands, or that of the one before it."""
        wanted = json.dumps(question[:60], ensure_ascii=False)[1:-1]
        at = self._text.find(wanted, self._at)
        if at < 0:
            at = self._text.find(json.dumps(question[:60])[1:-1], self._at)
        if at >= 0:
            self._line += self._text.count("\n", self._at, at)
            self._at = at
        return self._line


def _plain(text: str) -> str:
    from knowledge.reading import table_text

    return table_text.plain(text) if "<" in text or "&" in text else text


def pairs(text: str, name: str, *, lines: bool) -> tuple[list[Pair], list[Problem]]:
    """The pairs of a JSON document, or of JSON lines, and what was odd about it."""
    reading = Reading(text, name)
    reading.run(lines=lines)
    return reading.pairs, reading.problems


def looks_like(text: str) -> bool | None:
    """True for JSON lines, False for one document, None for neither, by how it begins."""
    start = text.lstrip("\ufeff \t\r\n")
    if not start.startswith(("{", "[")):
        return None
    lines = [line for line in start.split("\n", 3)[:3] if line.strip()]
    whole = [line for line in lines if line.startswith("{") and line.rstrip().endswith("}")]
    if len(lines) > 1 and len(whole) >= 2:
        return True
    if start.startswith("{") and re.match(r'\{\s*(?:"|\})', start):
        return False
    return False if re.match(r'\[\s*(?:[\[{"\]]|-?\d|true|false|null)', start) else None
