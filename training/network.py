"""The network that is trained: MiniLM-L6 over a pair of texts, with two three-way heads and a score.

Written on plain torch, so that training needs no model library. Used by everything in `training`.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
HEADS = 12
LAYERS = 6
INNER = 1536
FROZEN = 0
WORDS = 30522
LONGEST = 512

ENTAILED, UNRELATED, CONTRADICTED = 0, 1, 2


class Layer(nn.Module):
    """One layer of a BERT encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` is [pairs, tokens, 384]; `mask`, added to the attention, [pairs, 1, 1, tokens]."""
        rows, length, _ = x.shape
        q, k, v = (
            t.view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for t in self.qkv(x).chunk(3, dim=-1)
        )
        # Spelled out: on texts this short it is twice as quick to train as the fused operation.
        heed = (q @ k.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + mask.to(q.dtype)
        seen = heed.softmax(dim=-1).to(v.dtype) @ v
        seen = seen.transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    """Reads "answer [SEP] reference" and says what becomes of the reference.

    Three results: logits of entailed/unrelated/contradicted as in natural language inference, the
    same as graders of short answers use it (correct/incorrect/contradictory), and a score's logit.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.places = nn.Embedding(LONGEST, WIDTH)
        self.sides = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.meaning = nn.Linear(2 * WIDTH, 3)
        self.grade = nn.Linear(2 * WIDTH, 3)
        self.score = nn.Linear(2 * WIDTH, 1)

    def forward(self, ids: Tensor, mask: Tensor, side: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """All three inputs are int64 [pairs, tokens]; results are [pairs, 3], [pairs, 3], [pairs]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.places(places) + self.sides(side)))
        hidden = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        x = x.float()
        share = mask[:, :, None].to(x.dtype)
        mean = (x * share).sum(1) / share.sum(1)
        pooled = self.drop(torch.cat([x[:, 0], mean], dim=1))
        return self.meaning(pooled), self.grade(pooled), self.score(pooled).squeeze(1)


def pretrained(weights: Path) -> Network:
    """The network on the published sentence encoder; its heads are new. The words stay frozen."""
    given = load_file(str(weights))
    given = {k.removeprefix("bert.").removeprefix("0.auto_model."): v for k, v in given.items()}
    own: dict[str, Tensor] = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "places.weight": given["embeddings.position_embeddings.weight"],
        "sides.weight": given["embeddings.token_type_embeddings.weight"],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for at in range(LAYERS):
        there = f"encoder.layer.{at}."
        for kind in ("weight", "bias"):
            own[f"layers.{at}.qkv.{kind}"] = torch.cat(
                [
                    given[f"{there}attention.self.{part}.{kind}"]
                    for part in ("query", "key", "value")
                ]
            )
            for name, old in names.items():
                own[f"layers.{at}.{name}.{kind}"] = given[f"{there}{old}.{kind}"]
    network = Network()
    missing, unknown = network.load_state_dict(own, strict=False)
    if unknown or any(not m.startswith(("meaning", "grade", "score")) for m in missing):
        raise ValueError(f"{weights} holds another network: {missing}, {unknown}")
    # What is known of words stays as it is: it costs a third of the time to move and helps nothing.
    for part in (
        network.words,
        network.places,
        network.sides,
        network.norm,
        *network.layers[:FROZEN],
    ):
        part.requires_grad_(requires_grad=False)
    return network
