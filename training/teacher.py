"""The teacher: MPNet over a pair of texts, with the heads of the network that it teaches.

Too large to ship. Written on plain torch like the other; the words of both are cut by one tokenizer,
since MPNet's are BERT's, four places on.
"""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 768
HEADS = 12
LAYERS = 12
INNER = 3072
WORDS = 30527
PLACES = 514
_SHIFT = 4  # MPNet's own four marks come before BERT's words
_BEGIN, _PAD, _END = 0, 1, 2
_BUCKETS, _FAR = 32, 128


class Layer(nn.Module):
    """One layer of MPNet."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` is [pairs, tokens, 768]; `bias`, added to the attention, [pairs, heads, tokens, tokens]."""
        rows, length, _ = x.shape
        q, k, v = (
            t.view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for t in self.qkv(x).chunk(3, dim=-1)
        )
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        seen = seen.transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Teacher(nn.Module):
    """Reads the same pairs as `network.Network` and gives the same three results."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.sides = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.apart = nn.Embedding(_BUCKETS, HEADS)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.meaning = nn.Linear(2 * WIDTH, 3)
        self.grade = nn.Linear(2 * WIDTH, 3)
        self.score = nn.Linear(2 * WIDTH, 1)
        nn.init.zeros_(self.sides.weight)

    def forward(self, ids: Tensor, mask: Tensor, side: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """As `network.Network.forward`; the ids are BERT's."""
        own = ids + _SHIFT
        own = torch.where(ids == 101, _BEGIN, torch.where(ids == 102, _END, own))
        own = torch.where(mask > 0, own, _PAD)
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(own) + self.places(place + _PAD + 1) + self.sides(side)
        x = self.drop(self.norm(x))
        bias = self.apart(_bucket(place[None, :] - place[:, None])).permute(2, 0, 1)[None]
        bias = bias + (1.0 - mask[:, None, None, :].to(bias.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        x = x.float()
        share = mask[:, :, None].to(x.dtype)
        mean = (x * share).sum(1) / share.sum(1)
        pooled = self.drop(torch.cat([x[:, 0], mean], dim=1))
        return self.meaning(pooled), self.grade(pooled), self.score(pooled).squeeze(1)


def _bucket(apart: Tensor) -> Tensor:
    """Which of 32 distances (key's place minus query's) stands for this one, as T5 has it."""
    half = _BUCKETS // 2
    near = half // 2
    size = apart.abs()
    far = near + (
        torch.log(size.clamp(min=1).float() / near) / math.log(_FAR / near) * (half - near)
    ).long().clamp(max=half - near - 1)
    return (apart > 0).long() * half + torch.where(size < near, size, far)


def pretrained(weights: Path) -> Teacher:
    """The teacher on the published sentence encoder all-mpnet-base-v2; its heads are new."""
    given = load_file(str(weights))
    own: dict[str, Tensor] = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "places.weight": given["embeddings.position_embeddings.weight"],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
        "apart.weight": given["encoder.relative_attention_bias.weight"],
    }
    names = {
        "out": "attention.attn.o",
        "norm1": "attention.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for at in range(LAYERS):
        there = f"encoder.layer.{at}."
        for kind in ("weight", "bias"):
            own[f"layers.{at}.qkv.{kind}"] = torch.cat(
                [given[f"{there}attention.attn.{part}.{kind}"] for part in "qkv"]
            )
            for name, old in names.items():
                own[f"layers.{at}.{name}.{kind}"] = given[f"{there}{old}.{kind}"]
    teacher = Teacher()
    missing, unknown = teacher.load_state_dict(own, strict=False)
    if unknown or any(not m.startswith(("meaning", "grade", "score", "sides")) for m in missing):
        raise ValueError(f"{weights} holds another network: {missing}, {unknown}")
    return teacher
