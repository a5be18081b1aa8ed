"""The figures as tables, for the terminal and for README.md."""

from pathlib import Path
from typing import Any

from .aims import aims
from .machine import IDLE
from .sizes import MODEL_PARTS, STAGES

_BEGIN, _END = "<!-- results: written by benchmarks/run -->\n", "<!-- end of results -->"


def tables(results: dict[str, Any]) -> str:
    """Return all tables in Markdown."""
    sizes = results["sizes"]
    parts = [_head(results), _aims(results)]
    if sizes:
        parts += [_latency(sizes), _stages(sizes), _costs(sizes)]
    if results["peers"]:
        parts.append(_peers(results))
    if results["projection"]:
        parts.append(_projection(results["projection"]))
    return "\n\n".join(parts) + "\n"


def update(readme: Path, text: str) -> None:
    """Put the tables between the marks of a README. Raises ValueError where these are missing."""
    content = readme.read_text(encoding="utf-8")
    before, begin, rest = content.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"{readme.name} has no place for results")
    readme.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def was_disturbed(results: dict[str, Any]) -> bool:
    """Whether other programs were using the machine at any of the moments that were looked at."""
    groups = [*results["sizes"].values(), *results["peers"].values()]
    return any(load["others"] > IDLE for group in groups for load in group["load"])


def _head(results: dict[str, Any]) -> str:
    machine = results["machine"]
    others = [
        load["others"] for group in (*results["sizes"].values(), *results["peers"].values()) for load in group["load"]
    ]
    disturbed = (
        f" **Other programs were using up to {max(others):.1f} processors meanwhile: these figures are too high.**"
        if was_disturbed(results)
        else ""
    )
    return (
        f"Taken {results['taken']} on {machine['processor']}, {machine['processors']} processors, "
        f"Home Assistant {machine['homeassistant']}, llama-cpp-python {machine['llama-cpp-python']}, "
        f"model {results['model']['version']} ({results['model']['parameters'] / 1e6:.1f} M parameters).{disturbed}"
    )


def _table(head: list[str], rows: list[list[str]]) -> str:
    ruler = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ruler, *rows))


def _pair(found: dict[str, float] | None) -> str:
    return f"{found['p50']:.1f} / {found['p95']:.1f}" if found else "–"


def _aims(results: dict[str, Any]) -> str:
    rows = [
        [
            aim.what,
            f"{'≤' if aim.most else '≥'} {aim.aim:g}{aim.unit}",
            "–" if aim.measured is None else f"{aim.measured:g}{aim.unit}",
            aim.verdict,
        ]
        for aim in aims(results)
    ]
    return _table(["aim", "wanted", "measured", ""], rows)


def _latency(sizes: dict[str, Any]) -> str:
    rows = []
    for size, found in sizes.items():
        for agent, name in (("ours", "this integration"), ("builtin", "Home Assistant's own agent")):
            for language, spoken in (("en", "English"), ("ko", "Korean"), ("all", "both"), ("plain", "plain")):
                group = found[agent][language]
                rows.append(
                    [
                        f"{int(size):,} entities, {name}, {spoken}",
                        f"{group['with_a_call']} of {group['sentences']}",
                        *map(_pair, (group["text_to_call"], group["text_to_reply"])),
                    ]
                )
    return "Milliseconds, p50 / p95:\n\n" + _table(
        ["", "sentences with a call", "text to service call", "text to reply"], rows
    )


def _stages(sizes: dict[str, Any]) -> str:
    rows = [
        [("of which " if stage in MODEL_PARTS else "") + stage.rpartition(": ")[2]]
        + [_pair(found["ours"]["all"]["stages"][stage]) for found in sizes.values()]
        for stage in (*STAGES[:3], *MODEL_PARTS, *STAGES[3:])
    ]
    return "Milliseconds by stage, p50 / p95, both languages:\n\n" + _table(
        ["stage", *(f"{int(size):,} entities" for size in sizes)], rows
    )


def _costs(sizes: dict[str, Any]) -> str:
    def row(name: str, values: list[str]) -> list[str]:
        return [name, *values]

    found = list(sizes.values())
    rows = [
        row("prompt tokens, English, p50 / p95", [_pair(one["prompt_tokens"]["en"]) for one in found]),
        row("prompt tokens, Korean, p50 / p95", [_pair(one["prompt_tokens"]["ko"]) for one in found]),
        row("of these still in the KV cache", [f"{one['reused_tokens_share']:.0%}" for one in found]),
        row("answer tokens, p50 / p95", [_pair(one["answer_tokens"]) for one in found]),
        row("worker's memory, MB", [f"{one['worker_memory_mb']:.0f}" for one in found]),
        row("very first sentence, ms, p50 / p95", [_pair(one["ours"]["first_sentence"]) for one in found]),
        *(
            row(f"start: {part}, ms", [f"{one['start_ms'][part]:.0f}" for one in found])
            for part in found[0]["start_ms"]
        ),
    ]
    return _table(["", *(f"{int(size):,} entities" for size in sizes)], rows)


def _peers(results: dict[str, Any]) -> str:
    rows = []
    for name, peer in results["peers"].items():
        times = [
            f"{peer['total_ms'] / call['p50']:.0f}"
            for found in results["sizes"].values()
            if (call := found["ours"]["all"]["text_to_call"])
        ]
        rows.append(
            [
                f"{name}, Q8_0, {peer['file_gb']:.2f} GB",
                f"{peer['total_ms'] / 1000:.2f} s",
                f"{peer['reading_rate']:.0f}",
                f"{peer['writing_rate']:.1f}",
                f"{peer['memory_mb']:,} MB",
                " / ".join(times) or "–",
            ]
        )
    return (
        "Random weights in the shape of general models, 500 prompt tokens and 30 of answer, two threads:\n\n"
        + _table(
            ["", "an answer takes", "prompt tokens/s", "answer tokens/s", "memory", "we are faster by (per home size)"],
            rows,
        )
    )


def _projection(found: dict[str, Any]) -> str:
    low, high = found["text_to_call_ms"]
    return (
        f"Projected onto a Raspberry Pi 5: **{low} to {high} ms** from text to service call (p50). The model's part of "
        f"{found['here_ms']['model']} ms takes {found['model_slower'][0]} to {found['model_slower'][1]} times as long, "
        f"the other {found['here_ms']['rest']} ms {found['core_slower'][0]:g} to {found['core_slower'][1]:g} times."
    )
