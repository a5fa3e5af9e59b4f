"""One stage of training: pairs in, a trained network out."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import torch
from batches import Reader, drawn, padded
from network import Network
from pairs import Pair
from torch.nn import functional


def learn(
    network: Network,
    pairs: Sequence[Pair],
    reader: Reader,
    *,
    rate: float,
    epochs: int = 1,
    seconds: float = float("inf"),
    tokens: int = 2048,
    dropout: float = 0.0,
    seed: int = 0,
    workers: int = 2,
) -> Network:
    """Trains in place with AdamW, a short rise and a linear fall of `rate`; ends by `seconds`.

    Where time runs out first, the fall follows the time, so that it always ends at nothing. Each
    worker is a process of one thread that takes every n-th batch and changes the same weights
    without waiting for the others; with one worker, the same seed gives the same weights.
    """
    plan = _Plan(rate, epochs * len(pairs), seconds, dropout, epochs, tokens, seed)
    for part in network.parameters():
        part.share_memory_()
    cut = reader.tokens(pairs)
    processes = torch.multiprocessing.get_context("fork")
    done = processes.Value("l", 0)
    torch.set_num_threads(1)
    each = [
        processes.Process(target=_work, args=(network, pairs, cut, plan, done, at, workers))
        for at in range(workers)
    ]
    for process in each:
        process.start()
    for process in each:
        process.join()
        if process.exitcode:
            raise RuntimeError(f"A worker ended with {process.exitcode}; its trace stands above.")
    return network.eval()


@dataclass(frozen=True)
class _Plan:
    rate: float
    whole: int
    seconds: float
    dropout: float
    epochs: int
    tokens: int
    seed: int


def _work(
    network: Network,
    pairs: Sequence[Pair],
    cut: Sequence[tuple[list[int], list[int]]],
    plan: _Plan,
    done: Any,
    own: int,
    workers: int,
) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed + own)
    for part in network.modules():
        if isinstance(part, torch.nn.Dropout):
            part.p = plan.dropout
    free = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in free if p.ndim > 1], "weight_decay": 0.01},
            {"params": [p for p in free if p.ndim <= 1], "weight_decay": 0.0},
        ],
        lr=plan.rate,
        fused=True,
    )
    lengths = [len(ids) for ids, _ in cut]
    began, told, step, mean = time.monotonic(), 0.0, 0, 0.0
    network.train()
    for epoch in range(plan.epochs):
        batches = drawn(lengths, plan.tokens, random.Random(plan.seed + epoch))
        for batch in islice(batches, own, None, workers):
            spent = time.monotonic() - began
            share = max(done.value / plan.whole, spent / plan.seconds)
            if share >= 1:
                return
            for group in optimizer.param_groups:
                group["lr"] = plan.rate * min(1.0, share / 0.05 + 0.02) * (1 - share)
            loss = _loss(network, [cut[r] for r in batch], [pairs[r] for r in batch])
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(free, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            with done.get_lock():
                done.value += len(batch)
            step += 1
            mean += (float(loss.detach()) - mean) * max(0.02, 1 / step)
            if own == 0 and spent - told > 30:
                told = spent
                print(
                    f"{spent:6.0f} s {done.value:7d}/{plan.whole} pairs, loss {mean:.3f}",
                    flush=True,
                )


def _loss(
    network: Network, cut: Sequence[tuple[list[int], list[int]]], pairs: Sequence[Pair]
) -> torch.Tensor:
    weight = torch.tensor([p.weight for p in pairs])
    with torch.autocast("cpu", torch.bfloat16):
        meaning, grade, score = network(*padded(cut))
    loss = torch.zeros(())
    for logits, gold in (
        (meaning, torch.tensor([p.meaning for p in pairs])),
        (grade, torch.tensor([p.grade for p in pairs])),
    ):
        if bool((gold >= 0).any()):
            each = functional.cross_entropy(logits.float(), gold.clamp(min=0), reduction="none")
            loss = loss + (each * weight * (gold >= 0)).sum() / len(pairs)
    gold = torch.tensor([p.score for p in pairs])
    if not bool(gold.isnan().all()):
        each = functional.binary_cross_entropy_with_logits(
            score.float(), gold.nan_to_num(0.0), reduction="none"
        )
        loss = loss + (each * weight * ~gold.isnan()).sum() / len(pairs)
    return loss


@torch.inference_mode()
def read(
    network: Network, pairs: Sequence[Pair], reader: Reader
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Probabilities of both heads and the score, [pairs, 3], [pairs, 3], [pairs], in order."""
    network.eval()
    cut = reader.tokens(pairs)
    out = torch.zeros((len(pairs), 7))
    for batch in drawn([len(i) for i, _ in cut], 6000, None):
        meaning, grade, score = network(*padded([cut[r] for r in batch]))
        out[batch] = torch.cat(
            [meaning.softmax(1), grade.softmax(1), score.sigmoid()[:, None]], dim=1
        )
    return out[:, :3], out[:, 3:6], out[:, 6]
