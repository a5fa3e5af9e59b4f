"""Prompts and phrases: Markdown files beside this one, loaded and rendered here and nowhere else.

A file opens with front matter (name, version, variables); its body is a Jinja template, or several
of them, variations of one phrase, with a line `***` between. Everybody above may call `load`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

_FOLDER = Path(__file__).parent
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FILE = re.compile(r"\A---\n(?P<front>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)
_BETWEEN = re.compile(r"^\*\*\*$", re.MULTILINE)


class PromptMistake(ValueError):
    """A prompt file that breaks the form, or a call that does not fit its variables."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A phrase with named gaps, in one or more variations."""

    name: str
    version: int
    variables: frozenset[str]
    variations: tuple[str, ...]

    @property
    def id(self) -> str:
        """Name and version, as written into grades."""
        return f"{self.name}/{self.version}"

    def render(self, *, variation: int = 0, **values: object) -> str:
        """The text with the values filled in; `variation` is taken modulo how many there are.

        Values are data: braces in them stay as they are. PromptMistake when a variable is
        missing or unknown.
        """
        given = frozenset(values)
        if given != self.variables:
            missing = ", ".join(sorted(self.variables - given))
            unknown = ", ".join(sorted(given - self.variables))
            raise PromptMistake(
                f"prompt {self.name!r}:"
                + (f" missing {missing};" if missing else "")
                + (f" unknown {unknown};" if unknown else "")
                + f" it takes {', '.join(sorted(self.variables)) or 'nothing'}."
            )
        body = self.variations[variation % len(self.variations)]
        return _compiled(body).render(values)


@cache
def load(name: str) -> Prompt:
    """The prompt in the file of that name; PromptMistake when there is none or it is malformed."""
    path = _FOLDER / f"{name}.md"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise PromptMistake(f"there is no prompt {name!r}; there are {', '.join(names())}.")
    return parse(path.read_text(encoding="utf-8"), name=name)


def names() -> tuple[str, ...]:
    """The names of all prompts, sorted."""
    return tuple(sorted(p.stem for p in _FOLDER.glob("*.md")))


def parse(text: str, *, name: str) -> Prompt:
    """A prompt from a file's text; PromptMistake names what is wrong with it."""
    match = _FILE.match(text)
    if match is None:
        raise PromptMistake(f"prompt {name!r}: no front matter between two lines '---'.")
    front = _front(match["front"], name)
    bodies = tuple(b.strip() for b in _BETWEEN.split(match["body"]))
    if not all(bodies):
        raise PromptMistake(f"prompt {name!r}: a variation is empty.")
    version, variables = front["version"], front["variables"]
    if not isinstance(version, int) or not isinstance(variables, list):
        raise PromptMistake(f"prompt {name!r}: version is a number, variables is a list.")
    used = frozenset(_used(bodies, name))
    if used != frozenset(variables):
        raise PromptMistake(
            f"prompt {name!r}: declares {sorted(variables)} but uses {sorted(used)}."
        )
    return Prompt(name, version, used, bodies)


def _front(text: str, name: str) -> dict[str, object]:
    import yaml

    try:
        front = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PromptMistake(f"prompt {name!r}: the front matter is not YAML: {error}") from error
    if not isinstance(front, dict) or set(front) != {"name", "version", "variables"}:
        raise PromptMistake(f"prompt {name!r}: front matter is name, version and variables.")
    if front["name"] != name:
        raise PromptMistake(f"prompt {name!r}: its front matter calls it {front['name']!r}.")
    return front


def _used(bodies: tuple[str, ...], name: str) -> Iterator[str]:
    from jinja2 import TemplateSyntaxError, meta

    for body in bodies:
        try:
            yield from meta.find_undeclared_variables(_environment().parse(body))
        except TemplateSyntaxError as error:
            raise PromptMistake(f"prompt {name!r}: {error.message}") from error


@lru_cache(maxsize=256)
def _compiled(body: str) -> "Template":
    """The body ready to be filled in; compiling takes far longer than that."""
    return _environment().from_string(body)


@cache
def _environment() -> "SandboxedEnvironment":
    """Sandboxed, strict about variables, and not escaping: a prompt is plain text, not HTML."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
