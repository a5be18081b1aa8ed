"""PyTorch and llama.cpp agree, token by token.

Home Assistant's Python has no PyTorch. So PyTorch's word on the shipped model is a file, written by the export that
wrote the model and bound to it by its hash; and where the training environment is there too, a random net goes the
whole way.
"""

import hashlib
import json
from pathlib import Path
import subprocess
from typing import Any

import gguf
import llama_cpp
import numpy as np
import numpy.typing as npt
import pytest

from custom_components.slm_conversation.command.tokenizer import Tokenizer
from models.tokenizer import train, write

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "custom_components" / "slm_conversation" / "model"
REFERENCE = Path(__file__).with_name("reference.json")
TRAINING = ROOT / ".venv-train" / "bin" / "python"
RANDOM_NET = """
import json, sys, numpy as np, torch
from pathlib import Path
from models.export import export, reference, weights
from models.grow import deeper
from models.network import Network, Shape
from models.shards import Household
folder, size, kind = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
torch.manual_seed(1)
network = Network(Shape(size, width=64, layers=3, heads=4, feed_forward=96))
torch.nn.init.normal_(network.token_embd)
for name, gain in network.named_parameters():
    if gain.ndim == 1:
        torch.nn.init.uniform_(gain, 0.5, 1.5)
export(network, folder / "vocabulary.json", folder / "random.gguf", kind, {})
exact, back = network.state_dict(), weights(folder / "random.gguf")
assert exact.keys() == back.keys()
assert all((back[name] - value).abs().max() <= value.abs().max() / 127 for name, value in exact.items())
dice = np.random.default_rng(2)
ids = lambda count: dice.integers(0, size, count).astype(np.uint16)
houses = [Household(ids(20 + 9 * at), tuple((ids(20 + 7 * n), ids(5), 0) for n in range(1 + at))) for at in range(4)]
said = list(reference(network, houses))
(folder / "reference.json").write_text(json.dumps({"sequences": said}))
grown = Network(Shape(size, width=64, layers=5, heads=4, feed_forward=96))
grown.load_state_dict(deeper(exact, 5))
assert list(reference(grown, houses)) == said
"""


def logits(model: llama_cpp.Llama, tokens: list[int]) -> npt.NDArray[np.float32]:
    """Return llama.cpp's logits behind every token, (tokens, ids)."""
    model.reset()
    model.eval(tokens)
    return np.array(model.scores[: len(tokens)])


def disagreement(path: Path, sequences: list[dict[str, Any]], tie: float = 0.0) -> tuple[float, float]:
    """Compare a GGUF file with PyTorch's word.

    Returns the share of tokens whose likeliest successor differs, leaving out those where PyTorch's two likeliest are no
    more than ``tie`` apart (8 bits and another CPU may well settle these the other way), and the mean difference of the five likeliest logits
    as a share of their spread over the whole comparison.
    """
    model = llama_cpp.Llama(str(path), n_ctx=1024, n_threads=1, logits_all=True, verbose=False)
    differing, differences, values = [], [], []
    for sequence in sequences:
        best, wanted = np.array(sequence["best"]), np.array(sequence["logits"])
        found = logits(model, sequence["tokens"])[sequence["start"] : -1]
        assert len(found) == len(best)
        clear = wanted[:, 0] - wanted[:, 1] > tie if tie else np.ones(len(best), bool)
        differing.append((found.argmax(-1) != best[:, 0])[clear])
        differences.append(np.take_along_axis(found, best, 1) - wanted)
        values.append(wanted)
    model.close()
    return float(np.concatenate(differing).mean()), float(
        np.abs(np.concatenate(differences)).mean() / np.concatenate(values).std()
    )


@pytest.mark.skipif(not TRAINING.exists(), reason="PyTorch is not installed: scripts/setup --train")
@pytest.mark.parametrize(
    ("kind", "tokens", "difference"), [("f32", 0.0, 0.002), ("f16", 0.01, 0.01), ("q8_0", 0.1, 0.1)]
)
def test_random_net(tmp_path: Path, kind: str, tokens: float, difference: float) -> None:
    """A net with random weights is the same net in llama.cpp: exactly so in float32, nearly so at fewer bits.

    Lists and sentences of different lengths share a batch there and stand alone here, so this shows the packing too. The
    weights come back out of the file for a run that goes on from it, and a deeper net says at first what this one says.
    """
    corpus = ["turn on the lamp in the kitchen", "거실 불 켜 줘"] * 5
    write(train(corpus, ["<act>", "<end>"], 600), tmp_path / "vocabulary.json")
    size = Tokenizer.load(tmp_path / "vocabulary.json").size
    subprocess.run([TRAINING, "-c", RANDOM_NET, str(tmp_path), str(size), kind], cwd=ROOT, check=True)
    sequences = json.loads((tmp_path / "reference.json").read_text())["sequences"]
    differing, apart = disagreement(tmp_path / "random.gguf", sequences)
    assert differing <= tokens
    assert apart <= difference


@pytest.fixture(name="shipped")
def fixture_shipped() -> Path:
    """Return the shipped model."""
    (path,) = MODEL.glob("*.gguf")
    return path


def test_shipped_model(shipped: Path) -> None:
    """The shipped model says what its training said: the same likeliest token almost everywhere."""
    content = json.loads(REFERENCE.read_text())
    assert content["model"] == hashlib.sha256(shipped.read_bytes()).hexdigest(), (
        "written for another model: export again"
    )
    differing, apart = disagreement(shipped, content["sequences"], tie=0.25)
    assert differing <= 0.005
    assert apart <= 0.03


def test_shipped_vocabulary(shipped: Path) -> None:
    """The model was trained with the vocabulary that is shipped beside it."""
    fields = gguf.GGUFReader(shipped).fields
    vocabulary = MODEL / "vocabulary.json"
    recorded = fields["slm_conversation.vocabulary_sha256"].contents()
    assert recorded == hashlib.sha256(vocabulary.read_bytes()).hexdigest()
    assert len(fields["tokenizer.ggml.tokens"].data) == Tokenizer.load(vocabulary).size


def test_the_model_card_is_the_shipped_model_s(shipped: Path) -> None:
    fields = gguf.GGUFReader(shipped).fields
    card = (ROOT / "models" / "README.md").read_text()
    version = json.loads((MODEL / "manifest.json").read_text())["version"]
    layers, width = (fields[f"llama.{name}"].contents() for name in ("block_count", "embedding_length"))
    assert f"{layers} layers, width {width}" in card
    assert f"The shipped model, {version}," in card
