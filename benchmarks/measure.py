"""Measure all, in one run: our agent and Home Assistant's own in homes of several sizes, and general models' shapes.

benchmarks/run                              everything; writes results.json and the tables of README.md
benchmarks/run --sizes 20,200 --no-peers    parts; prints only
"""

import argparse
import asyncio
from datetime import UTC, datetime
import json
import os
from pathlib import Path
import sys
from typing import Any

from .households import households
from .machine import IDLE, describe, others_busy
from .peer import measure_peers
from .projection import project
from .report import tables, update, was_disturbed
from .sizes import measure_size

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "slm_conversation" / "peers"
MODEL = HERE.parent / "custom_components" / "slm_conversation" / "model"
SIZES = (20, 200, 2000)


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Return all results of a run."""
    results: dict[str, Any] = {
        "taken": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "machine": describe(),
        "model": _model(),
        "sentences_per_language": options.sentences,
        "homes_per_language": options.homes,
        "sizes": asyncio.run(_measure_sizes(options)),
        "peers": {},
        "projection": None,
    }
    if options.peers:
        _say("General models' shapes ...")
        results["peers"] = measure_peers(options.cache)
    middle = results["sizes"].get("200")
    if results["peers"] and middle and middle["ours"]["all"]["text_to_call"]:
        ours = {stage: found["p50"] for stage, found in middle["ours"]["all"]["stages"].items() if found}
        ours["text_to_call"] = middle["ours"]["all"]["text_to_call"]["p50"]
        results["projection"] = project(ours, results["peers"])
    return results


async def _measure_sizes(options: argparse.Namespace) -> dict[str, Any]:
    found = {}
    for size in options.sizes:
        _say(f"Homes of {size:,} entities ...")
        found[str(size)] = await measure_size(households(size, options.homes, options.sentences))
    return found


def _model() -> dict[str, Any]:
    import gguf  # noqa: PLC0415 (takes a while, and --help needs none of it)

    manifest = json.loads((MODEL / "manifest.json").read_text(encoding="utf-8"))
    reader = gguf.GGUFReader(MODEL / "eslm.gguf")
    return {**manifest, "parameters": int(sum(tensor.n_elements for tensor in reader.tensors))}


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        prog="benchmarks/run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")], default=list(SIZES))
    parser.add_argument("--sentences", type=int, default=150, help="for each language and size")
    parser.add_argument("--homes", type=int, default=3, help="for each language and size")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--cache", type=Path, default=CACHE, help="where the peers' files lie meanwhile (1.3 GB)")
    parser.add_argument(
        "--write", action=argparse.BooleanOptionalAction, help="results.json and README.md; default: if complete"
    )
    options = parser.parse_args()
    if not (MODEL / "eslm.gguf").exists():
        _say("There is no model to measure: custom_components/slm_conversation/model/eslm.gguf is missing.")
        return 1
    if (others := others_busy()) > IDLE:
        _say(f"Other programs are using {others} processors: what is measured now is too slow.")
    results = measure(options)
    text = tables(results)
    sys.stdout.write(text)
    complete = options.peers and set(SIZES) <= set(options.sizes)
    if options.write or (options.write is None and complete):
        (HERE / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        update(HERE / "README.md", text)
    if was_disturbed(results):
        _say("Other programs were using this machine meanwhile; run it again on an idle one.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
