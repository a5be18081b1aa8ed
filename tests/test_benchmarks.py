"""The benchmark's pieces work; how fast anything is, is not asserted."""

from pathlib import Path
from random import Random
from typing import Any

import gguf
import pytest

from benchmarks import report
from benchmarks.agents import measure_agent
from benchmarks.aims import Aim, aims
from benchmarks.households import LANGUAGES, household, households
from benchmarks.peer import measure_file
from benchmarks.projection import project
from benchmarks.shapes import LLAMA32_1B, QWEN3_06B, Shape, file_size, write
from benchmarks.sizes import measure_size
from benchmarks.spread import Spread, spread
from tests.harness.home import running_home

LLAMA = Shape("Little", "llama", 320, 64, 2, 4, 2, 16, 96, rope_base=5e5, epsilon=1e-5)
TINY = Shape("Tiny", "qwen3", 320, 64, 2, 4, 2, 32, 96, rope_base=1e6, epsilon=1e-6, normed_heads=True)


def test_a_spread_is_median_and_95th_percentile() -> None:
    assert spread([]) is None
    assert spread([7]) == Spread(7, 7, 1)
    assert spread(range(101)) == Spread(50, 95, 101)


def test_peers_have_the_size_of_what_they_stand_for() -> None:
    # The published files of these models in Q8_0 have 0.64 and 1.32 GB, of which 0.01 is vocabulary.
    assert file_size(QWEN3_06B) / 1e9 == pytest.approx(0.633, abs=0.01)
    assert file_size(LLAMA32_1B) / 1e9 == pytest.approx(1.313, abs=0.01)


@pytest.mark.parametrize("shape", [TINY, LLAMA], ids=lambda shape: shape.architecture)
def test_a_file_of_random_weights_is_read_and_answers(shape: Shape, tmp_path: Path) -> None:
    path = tmp_path / "tiny.gguf"
    write(shape, path)
    tensors = gguf.GGUFReader(path).tensors
    weights = sum(int(tensor.n_bytes) for tensor in tensors if tensor.tensor_type == gguf.GGMLQuantizationType.Q8_0)
    assert weights == file_size(shape)
    found = measure_file(path, shape, prompt=20, answer=3)
    assert found["total_ms"] >= found["reading_ms"] > 0
    assert found["writing_rate"] > 0
    assert found["memory_mb"] > 1


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "broken.gguf"
    path.write_bytes(b"GGUF")
    with pytest.raises(RuntimeError, match="Tiny"):
        measure_file(path, TINY, prompt=2, answer=1)


def test_homes_and_sentences_are_the_same_every_time() -> None:
    drawn = list(households(20, 2, 15))
    assert drawn == list(households(20, 2, 15))
    assert [one.language for one in drawn] == ["en", "en", "ko", "ko"]
    for language in LANGUAGES:
        said = [sentence for one in drawn for sentence in one.sentences if sentence.language == language]
        assert sum(not sentence.plain for sentence in said) == 15
        assert any(sentence.plain for sentence in said)
    for one in drawn:
        assert len(one.file["entities"]) == 20
        heard_in = {satellite["id"] for satellite in one.file["satellites"]}
        assert {sentence.satellite for sentence in one.sentences} <= heard_in | {None}


async def test_a_call_is_timed_before_the_reply() -> None:
    home = household(Random("test"), "en", 20, 5)
    plain = [sentence for sentence in home.sentences if sentence.plain]
    assert plain
    async with running_home(home.file, language="en", ours=False) as running:
        first, samples = await measure_agent(running, "builtin", plain)
    assert first > 0
    assert [sample.sentence for sample in samples] == plain
    assert all(sample.to_call is not None and 0 < sample.to_call < sample.total for sample in samples)
    assert not any(sample.stages for sample in samples)


async def test_a_size_is_measured_and_told() -> None:
    results: dict[str, Any] = {
        "taken": "today",
        "machine": {"processor": "P", "processors": 2, "homeassistant": "1", "llama-cpp-python": "2"},
        "model": {"version": "3", "parameters": 4e6},
        "sizes": {"6": await measure_size([household(Random("test"), "ko", 6, 5)])},
        "peers": {},
        "projection": None,
    }
    found = results["sizes"]["6"]
    assert found["exposed_entities"] == [6]
    assert found["ours"]["all"]["sentences"] == found["builtin"]["all"]["sentences"] == 5
    assert found["ours"]["all"]["stages"]["shortlist"]["count"] == 5
    assert found["prompt_tokens"]["ko"]["p50"] > 20
    assert found["worker_memory_mb"] > 10
    assert found["start_ms"]["integration"] >= found["start_ms"]["of which the worker"] > 0
    text = report.tables(results)
    assert "| 6 entities, this integration, both | " in text
    assert "not measured" in text


def test_an_aim_says_by_how_much_it_was_missed() -> None:
    assert Aim("", " ms", 25, 20.0).verdict == "reached"
    assert Aim("", " ms", 25, 30.0).verdict == "missed by 5.0 ms (20%)"
    assert Aim("", "", 150, 120.0, most=False).verdict == "missed by 30.0 (20%)"
    assert {aim.verdict for aim in aims({"sizes": {}, "peers": {}})} == {"not measured"}


def test_a_pi_is_projected_from_reading_rates_as_a_range() -> None:
    peers = {"Qwen3-0.6B": {"reading_rate": 150.0, "reading_parameters": QWEN3_06B.reading_parameters}}
    found = project({"text_to_call": 20.0, "model: reading": 8.0, "model: writing": 2.0}, peers)
    low, high = found["text_to_call_ms"]
    assert 20 < low < high
    # A machine that reads twice as fast is twice as far ahead of a Pi.
    faster = {"Qwen3-0.6B": {**peers["Qwen3-0.6B"], "reading_rate": 300.0}}
    again = project({"text_to_call": 20.0, "model: reading": 8.0, "model: writing": 2.0}, faster)
    assert again["model_slower"] == pytest.approx([2 * factor for factor in found["model_slower"]], abs=0.02)


def test_tables_go_between_the_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("above\n<!-- results: written by benchmarks/run -->\nold\n<!-- end of results -->\nbelow\n")
    report.update(readme, "new")
    report.update(readme, "newer")
    assert "above" in readme.read_text()
    assert "newer" in readme.read_text()
    assert "old" not in readme.read_text()
    readme.write_text("no marks")
    with pytest.raises(ValueError, match="no place"):
        report.update(readme, "new")
