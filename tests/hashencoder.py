"""An encoder that costs nothing, for tests of the index that do not care about meaning."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Encoder
from knowledge.question import Bank
from tests.builders import make_bank, make_question


class HashEncoder(Encoder):
    """Every text has a random direction of its own; `encoded` remembers what was asked for."""

    id = "hash-1"

    def __init__(self) -> None:
        super().__init__()
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], *, remember: bool = True) -> NDArray[np.float32]:
        self.encoded += texts
        rows = [np.random.default_rng(list(_seed(text))).normal(size=384) for text in texts]
        vectors = np.array(rows, dtype=np.float32).reshape(len(texts), 384)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def numbered_bank(count: int, bank_id: str = "numbered", edition: str = "first") -> Bank:
    """A bank whose prompts are all different; another edition has other references."""
    return make_bank(
        [
            make_question(
                f"Which animal is number {n}?",
                reference=f"Zebra {n} of {bank_id}, says the {edition} edition.",
                number=n,
                bank_id=bank_id,
            )
            for n in range(1, count + 1)
        ],
        bank_id=bank_id,
    )


def _seed(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()
