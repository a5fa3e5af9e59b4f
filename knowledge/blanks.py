"""The unused ends of Chroma's nearest-neighbour files, which would hold what memory held before.

For `knowledge/segments.py` alone. Room is made for more vectors than there are and written to the
disk as it is: with words of whatever the process has let go of, an answer or a bank deleted since.
"""

import struct
from pathlib import Path
from typing import Final, NamedTuple

_HEADER: Final = struct.Struct("<i6QiI3QdQ")
"""As hnswlib writes it in Chroma's edition, version 1."""

_VERSION: Final = 1
_LENGTH: Final = 4
"""Bytes for each vector in the file of lengths."""


class _Header(NamedTuple):
    version: int
    offset: int
    room: int
    used: int
    each: int


def wipe(segment: Path) -> None:
    """Fills them with zeros; files that are not as this knows them stay as they are.

    Raises OSError when they cannot be written.
    """
    header = _read(segment / "header.bin")
    if header is None:
        return
    for name, each in (("data_level0.bin", header.each), ("length.bin", _LENGTH)):
        file = segment / name
        if file.is_file() and file.stat().st_size == header.room * each:
            _zeros(file, header.used * each)


def _read(file: Path) -> _Header | None:
    """None where it is no header of the known version."""
    content = file.read_bytes() if file.is_file() else b""
    if len(content) != _HEADER.size:
        return None
    header = _Header(*_HEADER.unpack(content)[:5])
    return header if header.version == _VERSION and header.used <= header.room else None


def _zeros(file: Path, start: int) -> None:
    with file.open("r+b") as opened:
        opened.seek(start)
        rest = opened.read()
        if rest.count(0) < len(rest):
            opened.seek(start)
            opened.write(bytes(len(rest)))
