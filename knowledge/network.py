"""Opens what ONNX Runtime runs: weights, the tokenizer that goes with them, and threads.

The sentence encoder and the grader stand on it; nobody else needs to.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

T = TypeVar("T")
R = TypeVar("R")

CLS, SEP = 101, 102
"""The marks before and after a text, in the vocabulary that both networks share."""

_THREADS: Final = 4
_TOGETHER: Final = 4  # texts in one run; with more, a text takes hardly less
_TOKENS: Final = 192  # in one run, padding included; longer ones leave the processor's caches


class Threads:
    """Runs of a network, several at once where there are cores for it."""

    def __init__(self, name: str, cores: int) -> None:
        workers = min(_THREADS, cores)
        # Two that share one core push each other's data out of its caches.
        self._pool = ThreadPoolExecutor(workers, name) if workers > 1 else None

    def map(self, run: Callable[[T], R], given: Sequence[T]) -> Iterable[R]:
        """The results in order."""
        if self._pool is None or len(given) == 1:
            return map(run, given)
        return self._pool.map(run, given)

    def together(
        self,
        run: Callable[[Sequence[T]], Sequence[R]],
        given: Sequence[T],
        length: Callable[[T], int],
    ) -> list[R]:
        """The results in order, where one run takes a few of like `length` (`together`)."""
        runs = together([length(each) for each in given])
        made = self.map(run, [[given[at] for at in rows] for rows in runs])
        found = dict(zip(chain(*runs), chain.from_iterable(made), strict=True))
        return [found[at] for at in range(len(given))]


def together(lengths: Sequence[int]) -> list[list[int]]:
    """Which of the texts to run at once: of like length, at most four; the longest first, so that
    no thread ends late.
    """
    most = -(-len(lengths) // -(-len(lengths) // _TOGETHER)) if lengths else 0
    runs: list[list[int]] = []
    for row in sorted(range(len(lengths)), key=lambda row: -lengths[row]):
        own = runs[-1] if runs else []
        longest = lengths[own[0]] if own else 0
        fits = (len(own) + 1) * longest <= _TOKENS and 2 * lengths[row] > longest
        if 0 < len(own) < most and fits:
            own.append(row)
        else:
            runs.append([row])
    return runs


def padded(texts: Sequence[Sequence[int]]) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Ids and mask, [texts, tokens] each."""
    import numpy as np

    ids = np.zeros((len(texts), max(map(len, texts))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, text in enumerate(texts):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return ids, mask


class Opened(NamedTuple):
    """A network ready to run."""

    tokenizer: "Tokenizer"
    session: "InferenceSession"
    threads: Threads


def opened(weights: Path, tokenizer: Path, *, name: str) -> Opened:
    """The network of these files; `name` is what its threads are called.

    Raises whatever the libraries raise: their errors have no common base, and `unreadable` makes
    a message of any.
    """
    import onnxruntime
    import tokenizers

    options = onnxruntime.SessionOptions()
    # One thread within a run, several runs at once; no spinning, which would burn a server's
    # processor between answers.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    words = tokenizers.Tokenizer.from_str(tokenizer.read_text("utf-8"))
    words.no_truncation()
    words.no_padding()
    # Of the file: a session keeps the bytes it was given, beside what it made of them.
    session = onnxruntime.InferenceSession(
        str(weights), options, providers=["CPUExecutionProvider"]
    )
    return Opened(words, session, Threads(name, cores()))


def cores() -> int:
    """How many cores this process may use, where the system can tell; else how many there are."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def digest(path: Path) -> str:
    """The SHA-256 of a file of weights; OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unreadable(what: str, where: Path, error: Exception) -> KnowledgeError:
    """What is raised where `what` cannot be loaded, e.g. "The grader"."""
    return KnowledgeError(
        f"{what} cannot be loaded ({type(error).__name__}: {error}).",
        where=str(where),
        mend="Install mock-interviewer again.",
    )
