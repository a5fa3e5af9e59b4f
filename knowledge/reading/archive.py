"""Zip archives, opened with limits: how many members, how large unpacked, how tightly packed."""

import zipfile
from io import BytesIO

from knowledge.errors import DocumentUnreadable

_MOST = 5_000  # members
_UNPACKED = 100_000_000  # bytes of all members that are read
_MEMBER = 60_000_000  # bytes of one member
_RATIO = 200  # unpacked to packed, of members beyond a megabyte
_MEND = "Save it again where it was made, or give its text."


def opened(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive; DocumentUnreadable when it is none, or larger than is opened."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as e:
        raise DocumentUnreadable("the archive is damaged.", where=name, mend=_MEND) from e
    members = archive.infolist()
    if len(members) > _MOST:
        raise DocumentUnreadable(
            f"the archive has {len(members):,} members, at most {_MOST:,} are opened.",
            where=name,
            mend=_MEND,
        )
    return archive


def refuse_bombs(archive: zipfile.ZipFile, name: str, suffixes: tuple[str, ...]) -> None:
    """Raise DocumentUnreadable when members with these endings unpack to more than is read."""
    total = 0
    for member in archive.infolist():
        if not member.filename.lower().endswith(suffixes):
            continue
        total += member.file_size
        packed = max(1, member.compress_size)
        if member.file_size > _MEMBER or total > _UNPACKED:
            raise _too_large(name)
        if member.file_size > 1_000_000 and member.file_size / packed > _RATIO:
            raise _too_large(name)


def member(archive: zipfile.ZipFile, path: str, name: str) -> bytes:
    """The bytes of a member; DocumentUnreadable when it is damaged, locked or too large."""
    try:
        info = archive.getinfo(path)
        if info.file_size > _MEMBER:
            raise _too_large(name)
        with archive.open(info) as file:
            data = file.read(_MEMBER + 1)
    except (
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        KeyError,
        EOFError,
        OSError,
        ValueError,
    ) as e:
        raise DocumentUnreadable(
            f"{path} in the archive cannot be unpacked.", where=name, mend=_MEND
        ) from e
    if len(data) > _MEMBER:
        raise _too_large(name)
    return data


def refuse_entities(archive: zipfile.ZipFile, name: str) -> None:
    """Raise DocumentUnreadable when an XML member declares entities: no office document does."""
    for info in archive.infolist():
        if not info.filename.lower().endswith((".xml", ".rels")):
            continue
        data = member(archive, info.filename, name)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise DocumentUnreadable(
                "it declares entities, which no such document needs.", where=name, mend=_MEND
            )


def _too_large(name: str) -> DocumentUnreadable:
    return DocumentUnreadable(
        f"it unpacks to more than the {_UNPACKED // 1_000_000} MB that are read.",
        where=name,
        mend="Split it.",
    )
