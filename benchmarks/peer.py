"""A general model answering: a prompt read and an answer written, by llama.cpp on two threads.

    python -m benchmarks.peer FILE.gguf 500 30     (tokens of prompt and answer; prints JSON)

A program of its own, so that memory and threads are its own, under the conditions that our worker sets for itself.
"""

import json
import os
from pathlib import Path
from random import Random
import shutil
from statistics import median
import subprocess
import sys
import tempfile
from time import perf_counter
from typing import Any

from .machine import load
from .shapes import PEERS, Shape, file_size, write

PROMPT = 500
"""Tokens: a short list of devices and instructions, as general models are given."""
ANSWER = 30
"""Tokens: one tool call in JSON."""
THREADS = 2
ROUNDS = 3
_NICENESS = 10  # the worker's


def measure_peers(cache: Path) -> dict[str, Any]:
    """Measure each shape. The files lie in ``cache`` only as long as they are needed. Raises OSError without room."""
    cache.mkdir(parents=True, exist_ok=True)
    found = {}
    for shape in PEERS:
        if shutil.disk_usage(cache).free < 1.2 * file_size(shape):
            raise OSError(f"{cache} has no room for {file_size(shape) / 1e9:.1f} GB; --no-peers leaves the peers out")
        with tempfile.TemporaryDirectory(prefix="peer-", dir=cache) as folder:
            path = Path(folder) / "weights.gguf"
            write(shape, path)
            found[shape.name] = measure_file(path, shape)
    return found


def measure_file(path: Path, shape: Shape, prompt: int = PROMPT, answer: int = ANSWER) -> dict[str, Any]:
    """Measure a file in a process of its own. Raises RuntimeError with what that said where it fails."""
    before = load()
    process = subprocess.run(
        (sys.executable, "-m", "benchmarks.peer", str(path), str(prompt), str(answer)),
        env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE"},
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if process.returncode:
        raise RuntimeError(f"{shape.name}: {process.stderr[-2000:]}")
    return {
        "file_gb": round(path.stat().st_size / 1e9, 2),
        "load": [before, load()],
        "reading_parameters": shape.reading_parameters,
        **json.loads(process.stdout),
    }


def answer_once(path: Path, prompt: int, answer: int) -> dict[str, Any]:
    """Load a file and have it answer, a few times from an empty KV cache. Times in milliseconds, rates in tokens/s."""
    import llama_cpp  # noqa: PLC0415 (only in the process that computes)
    import numpy as np  # noqa: PLC0415

    began = perf_counter()
    model = llama_cpp.Llama(
        str(path), n_ctx=prompt + answer, n_batch=512, n_threads=THREADS, n_threads_batch=THREADS, verbose=False
    )
    loaded = perf_counter() - began
    random = Random(0)
    reading, writing = [], []
    for number in range(ROUNDS + 1):
        tokens = [random.randrange(model.n_vocab()) for _ in range(prompt)]
        model.reset()
        started = perf_counter()
        model.eval(tokens)
        read = perf_counter()
        for _ in range(answer):
            logits = llama_cpp.llama_get_logits_ith(model.ctx, -1)
            model.eval([int(np.ctypeslib.as_array(logits, (model.n_vocab(),)).argmax())])
        if number:  # the first one brings the weights into memory
            reading.append((read - started) * 1000)
            writing.append((perf_counter() - read) * 1000)
    read_ms, written_ms = median(reading), median(writing)
    return {
        "total_ms": round(median(map(sum, zip(reading, writing, strict=True))), 1),
        "reading_ms": round(read_ms, 1),
        "writing_ms": round(written_ms, 1),
        "reading_rate": round(prompt / read_ms * 1000, 1),
        "writing_rate": round(answer / written_ms * 1000, 1),
        "load_ms": round(loaded * 1000),
        "memory_mb": round(_resident() / 1e6),
    }


def _resident() -> int:
    """Bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    os.nice(_NICENESS)
    sys.stdout.write(json.dumps(answer_once(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
