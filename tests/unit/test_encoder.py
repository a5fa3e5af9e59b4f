"""The sentence encoder: what a text's vector depends on, and that no text can break it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge import encoder as encoding
from knowledge.encoder import MODEL, WEIGHTS_SHA256, Encoder
from knowledge.errors import KnowledgeError


def test_vectors_are_rows_of_length_one(encoder: Encoder) -> None:
    """One float32 row a text, in the order given, normalised."""
    vectors = encoder.encode(["What is dropout?", "a", "Why " * 40])
    assert vectors.shape == (3, encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-6)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    """An empty list is answered by a matrix without rows."""
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_nearer_meaning_is_a_greater_product(encoder: Encoder) -> None:
    """A paraphrase is nearer than another subject."""
    said, paraphrase, other = encoder.encode(
        [
            "Units are left out at random during training.",
            "While training, you randomly switch off some neurons.",
            "Convolutions share their weights over the image.",
        ]
    )
    assert said @ paraphrase > said @ other + 0.2


def test_a_vector_does_not_depend_on_its_company() -> None:
    """Bit for bit the same alone and among longer and shorter texts, so marks repeat."""
    texts = ["it stops overfitting", "at test time all units are used " * 9, "scale", "why?"]
    texts += ["over and over " * many for many in range(9)]
    encoder = Encoder()
    together = encoder.encode(texts, remember=False)
    turned = encoder.encode(texts[::-1], remember=False)[::-1]
    assert np.array_equal(together, turned)
    for text, vector in zip(texts, together, strict=True):
        assert np.array_equal(encoder.encode([text], remember=False)[0], vector)


def test_repeated_texts_are_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within a call and over calls, a known text costs no run of the network."""
    encoder = Encoder()
    runs: list[int] = []
    means = encoding._Network._means

    def counted(self: encoding._Network, windows: list[list[int]]) -> object:
        runs.extend(map(len, windows))
        return means(self, windows)

    monkeypatch.setattr(encoding._Network, "_means", counted)
    first = encoder.encode(["a key point", "a clause", "a key point"])
    again = encoder.encode(["a clause", "a key point"])
    assert len(runs) == 2
    assert np.array_equal(first[[1, 0]], again)
    assert np.array_equal(first[0], first[2])


def test_memory_is_bounded_and_forgets_what_was_used_longest_ago() -> None:
    """Of three texts a memory of two keeps the two used last."""
    encoder = Encoder(remembered=2)
    encoder.encode(["one"])
    encoder.encode(["two"])
    encoder.encode(["one"])
    encoder.encode(["three"])
    kept = encoder._memory.recall([encoding._key(t) for t in ("one", "two", "three")])
    assert list(kept) == [encoding._key("one"), encoding._key("three")]


def test_bulk_leaves_the_memory_alone() -> None:
    """Texts encoded with remember=False do not push others out."""
    encoder = Encoder()
    encoder.encode(["one", "two"], remember=False)
    assert len(encoder._memory) == 0


@pytest.mark.parametrize("text", ["", "  \n\t ", "\0", "\u200b\u200d"])
def test_a_text_without_a_token_is_like_nothing(encoder: Encoder, text: str) -> None:
    """Its vector is zero, so its similarity to anything is zero."""
    assert not encoder.encode([text]).any()


@pytest.mark.parametrize(
    "text",
    [
        "a\0b",
        "\ud800 lone \udfff",
        "👩‍👩‍👧 🔥" * 50,
        "שלום עולם",
        "梯度下降",
        "x" * 100_000,
        "<script>alert(1)</script>",
        "\U000e0041\U000e0042 tags",
        "[CLS] [SEP] [PAD] [MASK]",
    ],
)
def test_any_text_has_a_finite_vector(encoder: Encoder, text: str) -> None:
    """No text crashes the encoder or gives NaN or infinity."""
    vector = encoder.encode([text])[0]
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-6)


def test_the_end_of_a_long_text_counts(encoder: Encoder) -> None:
    """Texts that differ only after 256 tokens differ in their vectors."""
    start = "the network learns weights " * 80
    plain, other = encoder.encode([start, start + "bananas grow in warm countries " * 20])
    assert plain @ other < 0.95


def test_windows_cover_a_text_evenly() -> None:
    """All tokens are read, in order, in windows that differ by one token at most."""
    ids = list(range(600))
    windows = encoding._windows(ids)
    assert [i for window in windows for i in window] == ids
    assert {len(window) for window in windows} == {200}


def test_the_time_of_a_text_is_bounded() -> None:
    """Of a text of a million tokens 64 windows are read, from its beginning to near its end."""
    windows = encoding._windows(range(1_000_000))
    assert len(windows) == 64
    assert windows[0][0] == 0
    assert windows[-1][-1] > 980_000
    assert max(len(window) for window in windows) <= 254


def test_threads_share_one_encoder() -> None:
    """Eight threads that start with an encoder not yet loaded get the same vectors as one."""
    encoder, texts = Encoder(), [f"clause number {n}" for n in range(40)]
    with ThreadPoolExecutor(8) as threads:
        rows = list(threads.map(lambda text: encoder.encode([text])[0], texts))
    assert np.array_equal(np.stack(rows), Encoder().encode(texts))


def test_weights_are_the_published_ones(encoder: Encoder) -> None:
    """The checksum in the code is that of the file, of its provenance and of the encoder's id."""
    encoder.verify()
    assert WEIGHTS_SHA256 in (MODEL / "PROVENANCE.md").read_text("utf-8")
    assert encoder.id == f"minilm-l6-int8-{WEIGHTS_SHA256[:12]}"


def test_a_missing_model_says_what_would_mend_it(tmp_path: Path) -> None:
    """Without its files the encoder raises one readable error, at first use and not before."""
    encoder = Encoder(tmp_path / "gone")
    with pytest.raises(KnowledgeError, match=r"cannot be loaded.*Install mock-interviewer again"):
        encoder.encode(["x"])
    with pytest.raises(KnowledgeError):
        _ = encoder.id


def test_a_damaged_model_is_told_from_the_published_one(tmp_path: Path) -> None:
    """Other bytes fail the verification, and loading them is no crash."""
    (tmp_path / "model.onnx").write_bytes(b"garbage")
    (tmp_path / "tokenizer.json").write_bytes((MODEL / "tokenizer.json").read_bytes())
    with pytest.raises(KnowledgeError, match="not the published ones"):
        Encoder(tmp_path).verify()
    with pytest.raises(KnowledgeError, match="cannot be loaded"):
        Encoder(tmp_path).encode(["x"])


def test_importing_loads_nothing_heavy() -> None:
    """Neither the encoder nor the index brings in its libraries before it is used."""
    code = (
        "import sys, knowledge.encoder, knowledge.bank\n"
        "knowledge.bank.BankIndex(__import__('pathlib').Path('x'), knowledge.encoder.Encoder())\n"
        "print([m for m in ('numpy', 'onnxruntime', 'tokenizers', 'chromadb') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
