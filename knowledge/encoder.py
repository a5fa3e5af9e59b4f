"""Turns texts into vectors whose dot product says how near they are in meaning.

Everybody above the pure core may use it; the weights are read on first use.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Final

from knowledge.errors import KnowledgeError
from knowledge.network import CLS, SEP, Threads, digest, opened, padded, unreadable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL: Final = Path(__file__).parent / "models" / "minilm-l6-int8"
WEIGHTS_SHA256: Final = "56ff91e27d01755f658878f450878f6eaee70f625ba9c18c326c5f0c17cd8db8"

_NAME: Final = "The sentence encoder"
_DIMENSION: Final = 384
_WINDOW: Final = 254  # tokens of text in one run; with the two marks around them 256
_MOST_WINDOWS: Final = 64  # about 12,000 words; bounds the time a single text can take


class Encoder:
    """A sentence encoder (MiniLM, int8) that any number of threads may share.

    A text's vector depends on that text alone, to the last bit: what the network computes with is
    quantized by ranges that are fixed, and what is padded adds nothing. So texts of like length run
    together, a few at a time, and several such runs at once, one thread each.

    The last `remembered` vectors are kept, because an interview asks for the same key points,
    misconceptions and prompts again with every answer. An entry takes under 2 KB, whatever the
    length of its text.
    """

    dimension: Final = _DIMENSION

    def __init__(self, folder: Path = MODEL, *, remembered: int = 4096) -> None:
        self._folder = folder
        self._memory = _Memory(remembered)
        self._lock = RLock()
        self._loaded: _Network | None = None

    @cached_property
    def id(self) -> str:
        """Name and weights, e.g. `minilm-l6-int8-5cebc27a3877`; vectors of one id agree."""
        return f"{self._folder.name}-{self._weights_digest()[:12]}"

    def verify(self) -> None:
        """KnowledgeError unless the weights are there, as published, and can be loaded."""
        if self._weights_digest() != WEIGHTS_SHA256:
            raise KnowledgeError(
                "The sentence encoder's weights are not the published ones.",
                where=str(self._folder / "model.onnx"),
                mend="Install mock-interviewer again.",
            )
        self._network()

    def encode(self, texts: Sequence[str], *, remember: bool = True) -> "NDArray[np.float32]":
        """Vectors of shape [len(texts), 384], each of length 1, never NaN or infinite.

        A text without any token (empty, only blanks or control characters) gets the zero vector:
        it is like nothing. A text of more than 254 tokens is read in windows of equal length
        whose vectors are averaged; of more than 64 windows, 64 evenly spread ones are read.
        `remember=False` leaves the memory alone, for texts that come in bulk and only once.
        Raises KnowledgeError when the weights cannot be read.
        """
        import numpy as np

        keys = [_key(text) for text in texts]
        vectors = self._memory.recall(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in vectors}
        if missing:
            new = dict(zip(missing, self._network().run(list(missing.values())), strict=True))
            vectors.update(new)
            if remember:
                self._memory.keep(new)
        out = np.zeros((len(keys), _DIMENSION), dtype=np.float32)
        for row, key in enumerate(keys):
            out[row] = vectors[key]
        return out

    def _network(self) -> "_Network":
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self._folder)
            return self._loaded

    def _weights_digest(self) -> str:
        try:
            return digest(self._folder / "model.onnx")
        except OSError as error:
            raise unreadable(_NAME, self._folder, error) from error


class _Memory:
    """The vectors used last, by the digest of their text."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._vectors: OrderedDict[bytes, NDArray[np.float32]] = OrderedDict()
        self._lock = RLock()

    def __len__(self) -> int:
        return len(self._vectors)

    def recall(self, keys: Sequence[bytes]) -> "dict[bytes, NDArray[np.float32]]":
        with self._lock:
            found = {key: self._vectors[key] for key in keys if key in self._vectors}
            for key in found:
                self._vectors.move_to_end(key)
            return found

    def keep(self, vectors: "dict[bytes, NDArray[np.float32]]") -> None:
        with self._lock:
            self._vectors.update(vectors)
            while len(self._vectors) > self._most:
                self._vectors.popitem(last=False)


@dataclass(frozen=True)
class _Network:
    """The loaded weights with their tokenizer."""

    tokenizer: "Tokenizer"
    session: "InferenceSession"
    threads: Threads

    def run(self, texts: Sequence[str]) -> "list[NDArray[np.float32]]":
        """One vector a text, in the order given."""
        import numpy as np

        tokens = self.tokenizer.encode_batch_fast(
            [_well_formed(text) for text in texts], add_special_tokens=False
        )
        windows = [(row, w) for row, t in enumerate(tokens) for w in _windows(t.ids)]
        means = self.threads.together(self._means, [window for _, window in windows], len)
        sums = np.zeros((len(texts), _DIMENSION), dtype=np.float64)
        for (row, window), mean in zip(windows, means, strict=True):
            sums[row] += mean * len(window)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        usable = np.isfinite(norms) & (norms > 0)
        unit = np.where(usable, sums / np.where(usable, norms, 1.0), 0.0)
        return list(unit.astype(np.float32))

    def _means(self, windows: Sequence[Sequence[int]]) -> "list[NDArray[np.float32]]":
        """The normalised mean over the tokens of each window; all in one run."""
        import numpy as np

        ids, mask = padded([[CLS, *window, SEP] for window in windows])
        hidden = self.session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        lengths = mask.sum(axis=1).tolist()
        means = [own[:many].mean(axis=0) for own, many in zip(hidden, lengths, strict=True)]
        return [mean / max(float(np.linalg.norm(mean)), 1e-12) for mean in means]


def _load(folder: Path) -> _Network:
    try:
        return _Network(*opened(folder / "model.onnx", folder / "tokenizer.json", name="encoder"))
    except Exception as error:  # the libraries raise classes of their own, without a common base
        raise unreadable(_NAME, folder, error) from error


def _windows(ids: Sequence[int]) -> list[Sequence[int]]:
    """The tokens in windows of nearly equal length, at most `_MOST_WINDOWS` of them."""
    count = -(-len(ids) // _WINDOW)
    bounds = [len(ids) * i // count for i in range(count + 1)] if count else []
    windows = [ids[a:b] for a, b in pairwise(bounds)]
    if count <= _MOST_WINDOWS:
        return windows
    return [windows[i * count // _MOST_WINDOWS] for i in range(_MOST_WINDOWS)]


def _well_formed(text: str) -> str:
    """The text with lone surrogates, which no encoding knows, replaced by question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
