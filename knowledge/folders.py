"""Folders that nobody else on this machine may look into. Imported by whoever makes one."""

from pathlib import Path


def made(folder: Path) -> None:
    """Makes the folder, and those missing above it, for this user alone; one that is there stays
    as it is. OSError.
    """
    for missing in reversed([above for above in folder.parents if not above.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
