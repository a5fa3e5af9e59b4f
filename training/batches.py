"""Pairs of texts as the encoder's tokens, and batches of like length on any device."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from pairs import Pair
from tokenizers import Tokenizer
from torch import Tensor

CLS, SEP = 101, 102
LONGEST = 256
"""Tokens of a pair; the product cuts at the same place."""


@dataclass(frozen=True)
class Tokens:
    """The ids of many pairs in a row; `starts` [pairs + 1] bounds them, `second` [pairs] says where
    in each pair its second text begins.
    """

    ids: Tensor
    starts: Tensor
    second: Tensor

    @property
    def lengths(self) -> list[int]:
        """How many tokens each pair has."""
        return (self.starts[1:] - self.starts[:-1]).tolist()

    def to(self, device: str) -> "Tokens":
        """The same on another device."""
        return Tokens(self.ids.to(device), self.starts.to(device), self.second.to(device))

    def first(self, pairs: int) -> "Tokens":
        """The first so many pairs."""
        return Tokens(self.ids, self.starts[: pairs + 1], self.second[:pairs])

    def batch(self, rows: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Ids, mask and sides of these rows, each int64 [rows, tokens]."""
        start, end = self.starts[rows], self.starts[rows + 1]
        place = torch.arange(int((end - start).max()), device=self.ids.device)
        at = start[:, None] + place
        mask = at < end[:, None]
        ids = torch.where(mask, self.ids[at.clamp(max=len(self.ids) - 1)], 0)
        sides = mask & (place >= self.second[rows][:, None])
        return ids.long(), mask.long(), sides.long()


def cut(tokenizer: Tokenizer, pairs: Sequence[Pair]) -> Tokens:
    """The pairs as tokens, each at most `LONGEST`: a long answer keeps its beginning and end."""
    texts = [t.encode("utf-8", "replace").decode() for p in pairs for t in (p.answer, p.reference)]
    parts = [e.ids for e in tokenizer.encode_batch(texts, add_special_tokens=False)]
    joined = [_joined(parts[i], parts[i + 1]) for i in range(0, len(parts), 2)]
    lengths = torch.tensor([0, *(len(ids) for ids, _ in joined)])
    flat = [token for ids, _ in joined for token in ids]
    return Tokens(
        torch.tensor(flat, dtype=torch.int32),
        lengths.cumsum(0),
        torch.tensor([second for _, second in joined]),
    )


def plain(path: str) -> Tokenizer:
    """The tokenizer in a file, without padding or truncation of its own."""
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _joined(answer: list[int], reference: list[int]) -> tuple[list[int], int]:
    room = LONGEST - 3
    reference = reference[: max(room // 2, room - len(answer))]
    left = room - len(reference)
    if len(answer) > left:
        answer = [*answer[: left // 2], *answer[len(answer) - (left - left // 2) :]]
    return [CLS, *answer, SEP, *reference, SEP], len(answer) + 2


def drawn(
    lengths: Sequence[int], most_tokens: int, chance: random.Random | None, pool: int = 4096
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
