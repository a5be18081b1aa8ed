"""The worker as a program: what it says and how it ends."""

import asyncio
from asyncio.subprocess import PIPE, Process
import json
import os
from pathlib import Path
import sys

import pytest

from custom_components.slm_conversation.engine import worker
from custom_components.slm_conversation.engine.model_file import RefusedError, check
from custom_components.slm_conversation.engine.protocol import Exit, pack

from .conftest import CONTEXT, LONG, VOCABULARY
from .grammars import ANYTHING, SLOW_PROMPT


async def start(
    model: Path, *, context: int = CONTEXT, sha256: str | None = None, options: tuple[str, ...] = ()
) -> Process:
    settings = {"model": str(model), "sha256": sha256, "threads": 1, "context": context, "paths": []}
    return await asyncio.create_subprocess_exec(
        sys.executable, *options, worker.__file__, json.dumps(settings), stdin=PIPE, stdout=PIPE, stderr=PIPE
    )


def request(number: int, prompt: list[int], max_tokens: int = 4) -> bytes:
    sets, states = pack(ANYTHING)
    message = {"type": "complete", "id": number, "prompt": prompt, "sets": sets, "states": states}
    return json.dumps({**message, "max_tokens": max_tokens, "deadline_ms": 60_000}).encode() + b"\n"


async def test_says_what_it_loaded(model: Path, digest: str) -> None:
    process = await start(model, sha256=digest)
    output, _ = await process.communicate()
    assert process.returncode == Exit.DONE
    hello = json.loads(output)
    assert hello["type"] == "hello"
    assert (hello["vocabulary"], hello["context"], hello["width"]) == (VOCABULARY, CONTEXT, 64)
    assert 100_000 < hello["parameters"] < 200_000
    assert 10_000_000 < hello["rss"] < 60_000_000
    assert hello["load_ms"] > 0


async def test_logs_beside_the_protocol(model: Path) -> None:
    process = await start(model)
    process.stdin.write(request(1, [1, 2, 3]) + b'{"type":"ping","id":2}\n')
    kinds = [json.loads(await process.stdout.readline())["type"] for _ in range(3)]
    assert kinds == ["hello", "completion", "pong"]
    rest, errors = await process.communicate()
    assert rest == b""
    # The tiny model's vocabulary has no end token, which llama.cpp remarks upon.
    assert b"token" in errors


async def test_ends_with_its_input_even_while_it_decodes(model: Path) -> None:
    process = await start(model, context=LONG)
    await process.stdout.readline()
    process.stdin.write(request(1, SLOW_PROMPT, 60))
    await process.stdin.drain()
    await asyncio.sleep(0.05)
    process.stdin.close()
    assert await asyncio.wait_for(process.wait(), 10) == Exit.DONE
    assert await process.stdout.read() == b""


async def test_cancels_what_runs_and_what_waits(model: Path) -> None:
    process = await start(model, context=LONG)
    await process.stdout.readline()
    process.stdin.write(request(1, SLOW_PROMPT, 60) + request(2, [1]) + request(3, [2]))
    process.stdin.write(b'{"type":"cancel","id":2}\n{"type":"cancel","id":1}\n{"type":"cancel","id":9}\n')
    replies = [json.loads(await process.stdout.readline()) for _ in range(3)]
    assert [(reply["id"], reply["type"], reply.get("code")) for reply in replies] == [
        (1, "error", "cancelled"),
        (2, "error", "cancelled"),
        (3, "completion", None),
    ]
    await process.communicate()


async def test_garbled_input_ends_it(model: Path) -> None:
    process = await start(model)
    _, errors = await process.communicate(b"hello?\n")
    assert process.returncode == Exit.GARBLED
    assert b"garbled" in errors


async def test_library_missing(model: Path) -> None:
    process = await start(model, options=("-S",))
    output, _ = await process.communicate()
    assert process.returncode == Exit.ENGINE_MISSING
    assert json.loads(output)["type"] == "failed"


async def test_is_light_and_polite(model: Path) -> None:
    process = await start(model)
    await process.stdout.readline()
    mapped, priority = look_at(process.pid)
    assert "libllama" in mapped
    assert "numpy" not in mapped
    assert priority >= 10
    await process.communicate()


def look_at(pid: int) -> tuple[str, int]:
    """The files that a process has mapped, and its nice value."""
    return Path(f"/proc/{pid}/maps").read_text(), os.getpriority(os.PRIO_PROCESS, pid)


def test_memory_short(model: Path, tmp_path: Path) -> None:
    short, enough = tmp_path / "short", tmp_path / "enough"
    short.write_text("MemTotal: 900000 kB\nMemAvailable:   20000 kB\n")
    enough.write_text("MemTotal: 900000 kB\nMemAvailable:  200000 kB\n")
    with pytest.raises(RefusedError) as refused:
        check(model, None, short)
    assert refused.value.code is Exit.MEMORY_SHORT
    check(model, None, enough)
    check(model, None, tmp_path / "no such system")
