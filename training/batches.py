"""Pairs as batches of like length, for the network."""

import random
from collections.abc import Iterator, Sequence

import torch
from pairs import Pair
from tokenizers import Tokenizer
from torch import Tensor

CLS, SEP = 101, 102


class Reader:
    """Cuts texts into the encoder's tokens; keeps what it has cut."""

    def __init__(self, tokenizer: str, longest: int = 128) -> None:
        self._tokenizer = Tokenizer.from_file(tokenizer)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._longest = longest

    def tokens(self, pairs: Sequence[Pair]) -> list[tuple[list[int], list[int]]]:
        """Ids and sides of each pair, cut to `longest`: the answer keeps its beginning and end."""
        texts = [
            t.encode("utf-8", "replace").decode() for p in pairs for t in (p.answer, p.reference)
        ]
        cut = [e.ids for e in self._tokenizer.encode_batch(texts, add_special_tokens=False)]
        return [self._joined(cut[i], cut[i + 1]) for i in range(0, len(cut), 2)]

    def _joined(self, answer: list[int], reference: list[int]) -> tuple[list[int], list[int]]:
        room = self._longest - 3
        reference = reference[: max(room // 2, room - len(answer))]
        left = room - len(reference)
        if len(answer) > left:
            answer = [*answer[: left // 2], *answer[len(answer) - (left - left // 2) :]]
        ids = [CLS, *answer, SEP, *reference, SEP]
        return ids, [0] * (len(answer) + 2) + [1] * (len(reference) + 1)


def padded(tokens: Sequence[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and sides, each [pairs, tokens]."""
    long = max(len(ids) for ids, _ in tokens)
    ids = torch.zeros((len(tokens), long), dtype=torch.int64)
    mask, sides = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, (i, s) in enumerate(tokens):
        ids[row, : len(i)] = torch.tensor(i)
        mask[row, : len(i)] = 1
        sides[row, : len(i)] = torch.tensor(s)
    return ids, mask, sides


def drawn(
    lengths: Sequence[int], most_tokens: int, chance: random.Random | None, pool: int = 2048
) -> Iterator[list[int]]:
    """Rows as batches of at most so many tokens with padding; sorted within pools, if by chance."""
    order = list(range(len(lengths)))
    if chance:
        chance.shuffle(order)
    else:
        order.sort(key=lambda r: lengths[r])
        pool = len(order) or 1
    for at in range(0, len(order), pool):
        part = sorted(order[at : at + pool], key=lambda r: lengths[r])
        batches: list[list[int]] = [[]]
        for row in part:
            if batches[-1] and lengths[row] * (len(batches[-1]) + 1) > most_tokens:
                batches.append([])
            batches[-1].append(row)
        if chance:
            chance.shuffle(batches)
        yield from (b for b in batches if b)
