"""Bank files: YAML -> bank, bank -> YAML, and the schema editors complete it by.

Errors name file, line and field. Importing, the shelf and the command line may call it.
"""

import re
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from knowledge import bankformat, bankproblems, yamltext
from knowledge.bankproblems import Problem
from knowledge.errors import BankInvalid
from knowledge.question import Bank

LARGEST = 10_000_000  # bytes; some ten thousand questions
_MEND_ENCODING = "Save it as UTF-8."


def load(path: Path, *, builtin: bool = False) -> Bank:
    """The bank in the file at `path`; BankInvalid when it cannot be read or is none."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as e:
        raise BankInvalid(
            f"the file cannot be read: {e.strerror or e}.",
            where=path.name,
            mend="Check the path and its permissions.",
        ) from e
    return parse(decode(data, name=path.name), name=path.name, builtin=builtin)


def decode(data: bytes, *, name: str) -> str:
    """The text of a bank file; BankInvalid names the line of the first byte that is not UTF-8."""
    if len(data) > LARGEST:
        raise BankInvalid(
            f"the file is larger than {LARGEST // 1_000_000} MB.", where=name, mend="Split it."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start) + 1
        raise BankInvalid(
            f"byte 0x{data[e.start]:02x} is not UTF-8.",
            where=f"{name}, line {line}",
            mend=_MEND_ENCODING,
        ) from e


def parse(text: str, *, name: str, builtin: bool = False) -> Bank:
    """The bank that `text` describes; `name` stands in errors and as source where none is given.

    Raises BankInvalid with the first ten problems, each with line and field.
    """
    try:
        data, place = yamltext.parse(text)
    except yamltext.YamlTrouble as e:
        raise BankInvalid(f"{e.what}.", where=f"{name}, line {e.line}", mend=e.mend) from e
    if data is None:
        raise BankInvalid(
            "the file holds no bank, it is empty.",
            where=name,
            mend="A bank has `id`, `title` and `questions`.",
        )
    try:
        entry = bankformat.BankEntry.model_validate(data)
    except ValidationError as e:
        found = [*bankproblems.of_validation(e), *bankproblems.of_ids(data)]
        raise _invalid(found, name, place) from e
    found = bankproblems.of_ids(data, bankformat.ids_of(entry))
    if found:
        raise _invalid(found, name, place)
    return bankformat.to_bank(entry, document=name, builtin=builtin)


_FOREIGN_BREAKS = re.compile("[\\r\\x85\\u2028\\u2029]")


def dump(bank: Bank) -> str:
    """YAML that parses back to `bank`, laid out to be read and edited; `builtin` is not kept."""
    import yaml  # not needed before the first bank is read or written

    class Dumper(yaml.SafeDumper):
        """Texts of several lines as blocks, as a person would write them."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002 - the signature is the base's
            return super().increase_indent(flow, indentless=False)

    def represent(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        style = "|" if "\n" in value else None
        if _FOREIGN_BREAKS.search(value):  # YAML ends a line at these too; escaped, they stay
            style = '"'
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    Dumper.add_representer(str, represent)
    data = bankformat.from_bank(bank)
    return yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=98)


def schema() -> dict[str, Any]:
    """The JSON Schema of the file format, as published in `banks/bank.schema.json`."""
    return bankformat.schema()


def _invalid(found: list[Problem], name: str, place: yamltext.Place) -> BankInvalid:
    """One error for all problems in the order of their lines, at most ten of them."""
    found = sorted(found, key=lambda p: place.line_of(p.path))
    errors = [
        BankInvalid(f"{p.what(place)}.", where=_where(p, name, place), mend=p.mend) for p in found
    ]
    rest = [str(e) for e in errors[1:10]]
    if len(errors) > 10:
        rest.append(f"… and {len(errors) - 10} more.")
    first = errors[0]
    return BankInvalid(first.what, where=first.where, mend="\n".join([first.mend, *rest]))


def _where(problem: Problem, name: str, place: yamltext.Place) -> str:
    steps = [f"[{s}]" if isinstance(s, int) else f".{s}" for s in problem.path]
    where = f"{name}, line {place.line_of(problem.path)}"
    return f"{where}, {''.join(steps).removeprefix('.')}" if steps else where
