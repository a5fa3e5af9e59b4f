"""Writes the digest of each prompt's text beside its version; an old entry is never changed.

Run it after a prompt got a new version: `python -m tools.ledger`. The tests compare.
"""

import hashlib
import json
import sys
from pathlib import Path

from prompts import load, names

LEDGER = Path(__file__).parents[1] / "prompts" / "ledger.json"

Digests = dict[str, dict[str, str]]
"""By name and version."""


def main() -> None:
    """Adds what is new; exits with status 1 where a text changed and its version did not."""
    kept = written()
    for name, version, digest in current():
        if kept.setdefault(name, {}).setdefault(version, digest) != digest:
            sys.exit(f"prompts/{name}.md changed: give it a version above {version} first.")
    LEDGER.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def written() -> Digests:
    """What the ledger holds."""
    kept: Digests = json.loads(LEDGER.read_text(encoding="utf-8")) if LEDGER.exists() else {}
    return kept


def current() -> list[tuple[str, str, str]]:
    """Name, version and digest of every prompt as it stands; version and line ends aside."""
    return [
        (name, str(load(name).version), _digest("\n***\n".join(load(name).variations)))
        for name in names()
    ]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    main()
