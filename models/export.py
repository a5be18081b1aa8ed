r"""Checkpoint to GGUF: the file that llama.cpp loads unchanged, and what PyTorch says of a few sentences, to compare.

    python -m models.export run/checkpoint.pt model.gguf \
        --reference tests/models/reference.json --shards shards/validation

llama.cpp has no part in the words: ids are fed to it directly. The vocabulary is in the file because llama.cpp will not
load one without. Prints the size and the SHA-256 of the file, and what it was trained on.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
import hashlib
import importlib.util
import json
import logging
from pathlib import Path
import sys
from typing import Any

import gguf
import numpy as np
import torch

from models.letters import spell
from models.network import Network, Shape
from models.packing import Marks, pack
from models.shards import Household, read

_LOGGER = logging.getLogger(__name__)
_PACKAGE = Path(__file__).parents[1] / "custom_components" / "slm_conversation"
CONTEXT = 1024  # tokens; the longest prompt and answer have half of it
TYPES = {
    "q8_0": gguf.GGMLQuantizationType.Q8_0,
    "f16": gguf.GGMLQuantizationType.F16,
    "f32": gguf.GGMLQuantizationType.F32,
}


def load(checkpoint: Path) -> tuple[Network, dict[str, Any]]:
    """Return the net of a checkpoint, in float32 on the CPU, and the rest of the checkpoint."""
    content = torch.load(checkpoint, map_location="cpu", weights_only=True)
    network = Network(Shape(**content["shape"]))
    network.load_state_dict(content["network"])
    return network.eval(), content


def export(network: Network, vocabulary: Path, output: Path, kind: str, training: Mapping[str, Any]) -> None:
    """Write the GGUF file. ``kind`` is a key of TYPES. Raises ValueError if net and vocabulary differ in size."""
    shape = network.shape
    tokenizer = _tokenizer(vocabulary)
    if tokenizer.size != shape.vocabulary:
        raise ValueError(f"the net has {shape.vocabulary} ids, the vocabulary {tokenizer.size}")
    writer = gguf.GGUFWriter(output, "llama")
    writer.add_name("slm_conversation")
    writer.add_string("slm_conversation.vocabulary_sha256", hashlib.sha256(vocabulary.read_bytes()).hexdigest())
    writer.add_string("slm_conversation.training", json.dumps(training))
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_layer_norm_rms_eps(shape.epsilon)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_vocab_size(shape.vocabulary)
    _add_vocabulary(writer, tokenizer)
    for name, value in network.state_dict().items():
        # A gain stays float32, as llama.cpp wants it.
        _add_tensor(writer, f"{name}.weight", value.float().numpy(), TYPES[kind] if value.ndim > 1 else TYPES["f32"])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def weights(path: Path) -> dict[str, torch.Tensor]:
    """Return the state of an exported net, in float32, for training on from it: the way back from ``export``.

    Raises OSError or ValueError for a file that is no GGUF.
    """
    return {
        tensor.name.removesuffix(".weight"): torch.from_numpy(
            np.array(gguf.quants.dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)
        )
        for tensor in gguf.GGUFReader(path).tensors
    }


def _tokenizer(vocabulary: Path) -> Any:
    """Load our encoder by its path: its package cannot be imported where Home Assistant is missing."""
    spec = importlib.util.spec_from_file_location("tokenizer_by_path", _PACKAGE / "command" / "tokenizer.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("the integration's tokenizer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Tokenizer.load(vocabulary)


def _add_vocabulary(writer: gguf.GGUFWriter, tokenizer: Any) -> None:
    control = list(tokenizer.control_tokens)
    spelled = [spell(piece) for piece in tokenizer.pieces]
    first = len(control)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(control + spelled)
    writer.add_token_types([gguf.TokenType.CONTROL] * first + [gguf.TokenType.NORMAL] * len(spelled))
    writer.add_token_merges([f"{spelled[left - first]} {spelled[right - first]}" for left, right in tokenizer.merges()])
    end = tokenizer.control("<end>")
    writer.add_bos_token_id(end)
    writer.add_eos_token_id(end)
    writer.add_add_bos_token(False)  # noqa: FBT003, the library's signature


def _add_tensor(writer: gguf.GGUFWriter, name: str, value: np.ndarray, kind: gguf.GGMLQuantizationType) -> None:
    if kind == TYPES["f32"]:
        writer.add_tensor(name, value)
    else:
        writer.add_tensor(name, gguf.quants.quantize(value, kind), raw_dtype=kind)


@torch.no_grad()
def reference(network: Network, households: Sequence[Household]) -> Iterator[dict[str, Any]]:
    """Yield, for each sentence, what PyTorch says of every token of it, all packed into one batch as in training.

    ``tokens`` are list and sentence; ``best`` and ``logits`` the five likeliest successors of each token from ``start``
    on, but the last.
    """
    logits, best = network(pack(households, Marks(0, -1), 1.0, 0)).topk(5)
    at = 0
    for household in households:
        for prompt, answer, _ in household.sentences:
            rows = slice(at, at + len(prompt) + len(answer) - 1)
            at = rows.stop
            yield {
                "tokens": np.concatenate((household.list_tokens, prompt, answer)).tolist(),
                "start": len(household.list_tokens),
                "best": best[rows].tolist(),
                "logits": [[round(value, 3) for value in row] for row in logits[rows].tolist()],
            }


def main(arguments: Sequence[str]) -> None:
    """Write a GGUF file from a checkpoint."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--vocabulary", type=Path, default=_PACKAGE / "model" / "vocabulary.json")
    parser.add_argument("--type", choices=TYPES, default="q8_0")
    parser.add_argument("--version", help="write manifest.json with this version beside the file")
    parser.add_argument("--reference", type=Path, help="write what PyTorch says of a few sentences to this file")
    parser.add_argument("--shards", type=Path, help="directory of the shards those sentences are taken from")
    parser.add_argument("--lists", type=int, default=8, help="lists in that file, with two sentences each")
    options = parser.parse_args(arguments)
    network, checkpoint = load(options.checkpoint)
    training = {part: checkpoint[part] for part in ("step", "seen", "elapsed")} | {"config": checkpoint["config"]}
    export(network, options.vocabulary, options.output, options.type, training)
    content = options.output.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if options.version:
        manifest = json.dumps({"version": options.version, "sha256": digest}) + "\n"
        options.output.with_name("manifest.json").write_text(manifest, encoding="utf-8")
    _LOGGER.info("%s: %.1f MB, sha256 %s", options.output, len(content) / 1e6, digest)
    _LOGGER.info(
        "trained on %d sentences in %d steps, %.0f minutes",
        training["seen"],
        training["step"],
        training["elapsed"] / 60,
    )
    if options.reference:
        households = [house for path in sorted(options.shards.glob("*.npz")) for house in read(path) if house.sentences]
        chosen = households[:: max(1, len(households) // options.lists)][: options.lists]
        found = list(reference(network, [Household(house.list_tokens, house.sentences[:2]) for house in chosen]))
        options.reference.write_text(
            json.dumps({"model": digest, "sequences": found}, separators=(",", ":")) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main(sys.argv[1:])
