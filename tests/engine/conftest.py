"""A real worker on a real, if senseless, model: two layers of random weights."""

from collections.abc import AsyncIterator, Awaitable, Callable
from hashlib import sha256
from pathlib import Path

import gguf
import numpy as np
import pytest

from custom_components.slm_conversation.engine.client import EngineClient

VOCABULARY = 300
CONTEXT = 1024
WIDTH, LAYERS, HEADS, INNER = 64, 2, 4, 160
LONG = 4096
"""Tokens of a context large enough for a prompt that takes a while."""

type ClientFactory = Callable[..., Awaitable[EngineClient]]


def write_model(path: Path) -> None:
    """A Llama of random weights in Q8_0. The scale is large, so that its choices are clear ones."""
    random = np.random.default_rng(7)
    kind = gguf.GGMLQuantizationType.Q8_0
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(LONG)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(VOCABULARY)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list([f"t{index}" for index in range(VOCABULARY)])
    writer.add_token_types([gguf.TokenType.NORMAL] * VOCABULARY)
    writer.add_token_merges(["t 1"])

    def add(name: str, *shape: int) -> None:
        weights = (random.standard_normal(shape) * 0.2).astype(np.float32)
        writer.add_tensor(name, gguf.quants.quantize(weights, kind), raw_dtype=kind)

    ones = np.ones(WIDTH, np.float32)
    add("token_embd.weight", VOCABULARY, WIDTH)
    for layer in range(LAYERS):
        writer.add_tensor(f"blk.{layer}.attn_norm.weight", ones)
        writer.add_tensor(f"blk.{layer}.ffn_norm.weight", ones)
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            add(f"blk.{layer}.{name}.weight", WIDTH, WIDTH)
        add(f"blk.{layer}.ffn_gate.weight", INNER, WIDTH)
        add(f"blk.{layer}.ffn_up.weight", INNER, WIDTH)
        add(f"blk.{layer}.ffn_down.weight", WIDTH, INNER)
    writer.add_tensor("output_norm.weight", ones)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file."""
    path = tmp_path_factory.mktemp("engine") / "tiny.gguf"
    write_model(path)
    return path


@pytest.fixture(scope="session")
def digest(model: Path) -> str:
    """Its SHA-256."""
    return sha256(model.read_bytes()).hexdigest()


@pytest.fixture
async def make_client(model: Path) -> AsyncIterator[ClientFactory]:
    """Started clients, stopped when the test ends."""
    clients: list[EngineClient] = []

    async def make(**options: int) -> EngineClient:
        client = EngineClient(model, None, **options)
        clients.append(client)
        await client.start()
        return client

    yield make
    for client in clients:
        await client.stop()


@pytest.fixture
async def client(make_client: ClientFactory) -> EngineClient:
    """One that is ready."""
    return await make_client(context=CONTEXT)


@pytest.fixture
async def slow_client(make_client: ClientFactory) -> EngineClient:
    """One whose context takes a prompt that keeps it busy for about a second."""
    return await make_client(context=LONG, threads=1)
