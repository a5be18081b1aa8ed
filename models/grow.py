"""A deeper net that says at first what the shallower one said: what a version has learned is kept where the next one has more layers."""

from collections.abc import Mapping
import re

from torch import Tensor, zeros_like

_LAYER = re.compile(r"blk\.(\d+)\.(.+)")
_WRITES = ("attn_output", "ffn_down")


def deeper(weights: Mapping[str, Tensor], layers: int) -> dict[str, Tensor]:
    """Return a net's weights with ``layers`` layers. Raises ValueError if it has more already.

    Each new layer stands behind one of the middle and is a copy of it, except that it writes nothing: its two matrices that
    write to the stream are zero. It reads as its model does from the first step on, so these learn at once.
    """
    parts: dict[int, dict[str, Tensor]] = {}
    for name, value in weights.items():
        if match := _LAYER.fullmatch(name):
            parts.setdefault(int(match[1]), {})[match[2]] = value
    had = len(parts)
    if had > layers:
        raise ValueError(f"the net has {had} layers already, more than {layers}")
    grown = {name: value for name, value in weights.items() if not _LAYER.fullmatch(name)}
    order = list(range(had))
    middle = sorted(order, key=lambda layer: abs(2 * layer - had + 1))
    copied = [middle[number % had] for number in range(layers - had)]
    for number, (layer, new) in enumerate(
        sorted([(layer, False) for layer in order] + [(layer, True) for layer in copied])
    ):
        for name, value in parts[layer].items():
            grown[f"blk.{number}.{name}"] = zeros_like(value) if new and name in _WRITES else value
    return grown
