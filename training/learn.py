"""One stage of training: pairs in, a trained network out; on a processor or a graphics card."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from batches import Tokens, drawn
from pairs import Pair
from torch import Tensor, nn
from torch.nn import functional

_HARD = 0.4  # weight of the label where a teacher has judged the pair as well
_EVERY = 30.0  # seconds between two lines of progress


@dataclass(frozen=True)
class Gold:
    """Labels [pairs] of each head, -1 or NaN where unknown, their weight, and what a teacher made
    of each pair: probabilities [pairs, 7], or None.
    """

    meaning: Tensor
    grade: Tensor
    score: Tensor
    weight: Tensor
    soft: Tensor | None

    @classmethod
    def of(cls, pairs: Sequence[Pair], device: str, soft: Tensor | None = None) -> "Gold":
        """The gold of these pairs on a device."""
        return cls(
            torch.tensor([p.meaning for p in pairs], device=device),
            torch.tensor([p.grade for p in pairs], device=device),
            torch.tensor([p.score for p in pairs], device=device),
            torch.tensor([p.weight for p in pairs], device=device),
            soft.to(device) if soft is not None else None,
        )


def learn(
    network: nn.Module,
    tokens: Tokens,
    gold: Gold,
    *,
    rate: float,
    epochs: int,
    seconds: float = float("inf"),
    most: int = 16_384,
    dropout: float = 0.1,
    seed: int = 0,
) -> None:
    """Trains in place with AdamW, a short rise and a linear fall of `rate`; ends by `seconds`.

    Where time runs out first, the fall follows the time, so that it always ends at nothing. `most`
    is how many tokens a batch has. All lie on the network's device.
    """
    device = next(network.parameters()).device
    torch.manual_seed(seed)
    for part in network.modules():
        if isinstance(part, nn.Dropout):
            part.p = dropout
    free = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in free if p.ndim > 1], "weight_decay": 0.01},
            {"params": [p for p in free if p.ndim <= 1], "weight_decay": 0.0},
        ],
        lr=rate,
        fused=True,
    )
    lengths = tokens.lengths
    began, told, done = time.monotonic(), 0.0, 0
    loss = torch.zeros(())
    network.train()
    for epoch in range(epochs):
        for batch in drawn(lengths, most, random.Random(seed + epoch)):
            spent = time.monotonic() - began
            share = max(done / (epochs * len(lengths)), spent / seconds)
            if share >= 1:
                break
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, share / 0.05 + 0.02) * (1 - share)
            rows = torch.tensor(batch).to(device, non_blocking=True)
            loss = _loss(network, tokens, gold, rows)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(free, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            done += len(batch)
            if spent - told > _EVERY:
                told = spent
                print(
                    f"  {spent:5.0f} s {done:8d} pairs, loss {float(loss.detach()):.3f}", flush=True
                )
    network.eval()
    print(
        f"  {time.monotonic() - began:5.0f} s {done:8d} pairs of {epochs} x {len(lengths)}, "
        f"loss {float(loss.detach()):.3f}",
        flush=True,
    )


def _loss(network: nn.Module, tokens: Tokens, gold: Gold, rows: Tensor) -> Tensor:
    ids, mask, sides = tokens.batch(rows)
    with _halved(ids.device):
        meaning, grade, score = network(ids, mask, sides)
    weight = gold.weight[rows]
    hard = torch.zeros(len(rows), device=ids.device)
    for logits, label in ((meaning, gold.meaning[rows]), (grade, gold.grade[rows])):
        each = functional.cross_entropy(logits.float(), label.clamp(min=0), reduction="none")
        hard = hard + each * (label >= 0)
    marks = gold.score[rows]
    each = functional.binary_cross_entropy_with_logits(
        score.float(), marks.nan_to_num(0.0), reduction="none"
    )
    hard = hard + each * ~marks.isnan()
    if gold.soft is None:
        return (hard * weight).mean()
    soft = gold.soft[rows]
    taught = -(soft[:, :3] * meaning.float().log_softmax(1)).sum(1)
    taught = taught - (soft[:, 3:6] * grade.float().log_softmax(1)).sum(1)
    taught = taught + functional.binary_cross_entropy_with_logits(
        score.float(), soft[:, 6], reduction="none"
    )
    return (_HARD * hard * weight + taught).mean()


def _halved(device: torch.device) -> torch.autocast:
    # A processor without instructions for 16 bits would be slower with them.
    return torch.autocast(device.type, torch.bfloat16, enabled=device.type != "cpu")


@torch.no_grad()
def read(network: nn.Module, tokens: Tokens, most: int = 32_768) -> Tensor:
    """Probabilities of both heads and the score, [pairs, 7] on the processor, in order."""
    device = next(network.parameters()).device
    network.eval()
    lengths = tokens.lengths
    out = torch.zeros((len(lengths), 7), device=device)
    for batch in drawn(lengths, most, None):
        rows = torch.tensor(batch).to(device)
        with _halved(device):
            meaning, grade, score = network(*tokens.batch(rows))
        out[rows] = torch.cat(
            [
                meaning.float().softmax(1),
                grade.float().softmax(1),
                score.float().sigmoid()[:, None],
            ],
            dim=1,
        )
    return out.cpu()
