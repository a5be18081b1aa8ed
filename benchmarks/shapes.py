"""Files of random weights in the shape of public models. How fast llama.cpp computes does not depend on the weights."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
import numpy.typing as npt

_BLOCK = 32  # weights that share a scale in Q8_0
_BLOCK_BYTES = 2 + _BLOCK
_Q8_0 = gguf.GGMLQuantizationType.Q8_0


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides the amount of work. Output and input embeddings are tied in all of them."""

    name: str
    architecture: str
    vocabulary: int
    width: int
    layers: int
    heads: int
    key_heads: int
    head_width: int
    feed_forward: int
    rope_base: float
    epsilon: float
    normed_heads: bool = False  # Qwen3 norms queries and keys

    @property
    def reading_parameters(self) -> int:
        """Weights that every token of a prompt is multiplied with: all but the embedding."""
        attention = 2 * self.width * self.head_width * (self.heads + self.key_heads)
        return self.layers * (attention + 3 * self.width * self.feed_forward)


QWEN3_06B = Shape(
    "Qwen3-0.6B", "qwen3", 151_936, 1024, 28, 16, 8, 128, 3072, rope_base=1e6, epsilon=1e-6, normed_heads=True
)
LLAMA32_1B = Shape("Llama-3.2-1B", "llama", 128_256, 2048, 16, 32, 8, 64, 8192, rope_base=5e5, epsilon=1e-5)
PEERS = (QWEN3_06B, LLAMA32_1B)


def file_size(shape: Shape) -> int:
    """Return the bytes of weights of a file in Q8_0."""
    return (shape.reading_parameters + shape.vocabulary * shape.width) // _BLOCK * _BLOCK_BYTES


def write(shape: Shape, path: Path) -> None:
    """Write a GGUF file in Q8_0, tensor by tensor, so that it need not fit in memory."""
    writer = gguf.GGUFWriter(path, shape.architecture)
    writer.add_context_length(4096)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.key_heads)
    writer.add_key_length(shape.head_width)
    writer.add_value_length(shape.head_width)
    writer.add_rope_dimension_count(shape.head_width)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_layer_norm_rms_eps(shape.epsilon)
    writer.add_vocab_size(shape.vocabulary)
    # llama.cpp loads no model without a vocabulary; ids are fed to it directly.
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list([f"t{number}" for number in range(shape.vocabulary)])
    writer.add_token_types([gguf.TokenType.NORMAL] * shape.vocabulary)
    writer.add_token_merges(["t 1"])
    for name, rows, columns in _matrices(shape):
        size = (rows, columns // _BLOCK * _BLOCK_BYTES)
        writer.add_tensor_info(name, size, np.dtype(np.uint8), size[0] * size[1], raw_dtype=_Q8_0)
    for name, width in _gains(shape):
        writer.add_tensor_info(name, (width,), np.dtype(np.float32), 4 * width)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    random = np.random.default_rng(0)
    for _, rows, columns in _matrices(shape):
        writer.write_tensor_data(_random(random, rows, columns))
    for _, width in _gains(shape):
        writer.write_tensor_data(np.ones(width, np.float32))
    writer.close()


def _matrices(shape: Shape) -> Iterator[tuple[str, int, int]]:
    """Yield name, rows and columns (the weights of a row are multiplied with one vector)."""
    queries, keys = shape.heads * shape.head_width, shape.key_heads * shape.head_width
    yield "token_embd.weight", shape.vocabulary, shape.width
    for layer in range(shape.layers):
        yield f"blk.{layer}.attn_q.weight", queries, shape.width
        yield f"blk.{layer}.attn_k.weight", keys, shape.width
        yield f"blk.{layer}.attn_v.weight", keys, shape.width
        yield f"blk.{layer}.attn_output.weight", shape.width, queries
        yield f"blk.{layer}.ffn_gate.weight", shape.feed_forward, shape.width
        yield f"blk.{layer}.ffn_up.weight", shape.feed_forward, shape.width
        yield f"blk.{layer}.ffn_down.weight", shape.width, shape.feed_forward


def _gains(shape: Shape) -> Iterator[tuple[str, int]]:
    yield "output_norm.weight", shape.width
    for layer in range(shape.layers):
        yield f"blk.{layer}.attn_norm.weight", shape.width
        yield f"blk.{layer}.ffn_norm.weight", shape.width
        if shape.normed_heads:
            yield f"blk.{layer}.attn_q_norm.weight", shape.head_width
            yield f"blk.{layer}.attn_k_norm.weight", shape.head_width


def _random(random: np.random.Generator, rows: int, columns: int) -> npt.NDArray[np.uint8]:
    """Return a matrix of Q8_0 blocks: a scale in float16, then 32 signed bytes."""
    blocks = random.integers(0, 256, (rows * columns // _BLOCK, _BLOCK_BYTES), dtype=np.uint8)
    # About what keeps the size of what passes through, so that no number overflows.
    blocks[:, :2] = np.array([1 / (74 * columns**0.5)], np.float16).view(np.uint8)
    return blocks.reshape(rows, -1)
