"""How far the inputs of a network's products reach, seen on texts: what whole numbers stand for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from network import LAYERS, Network
from numpy.typing import NDArray
from torch import Tensor, nn

Weights = Mapping[str, NDArray[Any]]
Batch = tuple[Tensor, Tensor, Tensor]
"""Ids, mask and sides, [texts, tokens] each."""

_EVENED = {"up": 0.7, "down": 0.85}
"""How much of the unevenness goes from the inputs into the weights. Of what was tried (none, `up`
alone from .5 to .85, both from .5 to .9) these keep the likeness of 1,173 clauses of sample answers
nearest to the float32 encoder's: .0099 off (root mean square), .0126 with eight bits and nothing
evened.
"""

_KEPT = 0.99
"""Share of the texts that lie in the range whole; what reaches farther in others is cut."""


@dataclass(frozen=True)
class Ranges:
    """By product: what each of its inputs [in] is divided by, and its weights multiplied with; and
    the least and the most of what it is then given.
    """

    evened: Weights
    ends: Mapping[str, tuple[float, float]]


def seen(network: Network, texts: Iterable[Batch], heads: Iterable[str] = ()) -> Ranges:
    """The ranges of all layers' products, and of the `heads`; each text is a batch of its own.

    Inputs are evened out as in SmoothQuant (Xiao and others 2023), so that the widest one leaves the
    others more of the 256 steps.
    """
    lows: dict[str, list[NDArray[Any]]] = {}
    highs: dict[str, list[NDArray[Any]]] = {}

    def heard(name: str) -> Any:
        def hook(_: nn.Module, given: tuple[Tensor, ...], __: Tensor) -> None:
            flat = given[0].detach().flatten(0, -2).numpy()
            lows.setdefault(name, []).append(flat.min(0))
            highs.setdefault(name, []).append(flat.max(0))

        return hook

    layers = [f"layers.{at}.{p}" for at in range(LAYERS) for p in ("qkv", "out", "up", "down")]
    names = [*layers, *heads]
    hooks = [network.get_submodule(n).register_forward_hook(heard(n)) for n in names]
    with torch.no_grad():
        for batch in texts:
            network(*batch)
    for hook in hooks:
        hook.remove()
    evened = {}
    ends = {}
    for name in names:
        low, high = np.stack(lows[name]), np.stack(highs[name])
        share = _EVENED.get(name.rpartition(".")[2])
        if share is not None:
            wide = np.maximum(np.abs(low), np.abs(high)).max(0)
            weight = network.get_submodule(name).weight.detach().numpy()
            evened[name] = factor(wide, weight, share)
            low, high = low / evened[name], high / evened[name]
        least = np.quantile(low.min(1), 1 - _KEPT)
        ends[name] = (min(0.0, float(least)), float(np.quantile(high.max(1), _KEPT)))
    return Ranges(evened, ends)


def factor(wide: NDArray[Any], weight: NDArray[Any], share: float) -> NDArray[Any]:
    """By what each input, that reaches as far as `wide` [in], is divided; their geometric mean is 1.

    `weight` is [out, in]. SmoothQuant's formula: wide ** share / weight ** (1 - share).
    """
    most = np.abs(weight).max(axis=0)
    found = np.log(np.maximum(wide, 1e-3)) * share - np.log(np.maximum(most, 1e-5)) * (1 - share)
    return np.exp(found - found.mean()).astype(np.float32)
