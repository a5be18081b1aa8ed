"""The client, with a worker that is slow, gone, stopped or refused."""

import asyncio
from contextlib import suppress
from hashlib import sha256
import os
from pathlib import Path
import signal
import sys
from time import monotonic

import pytest

from custom_components.slm_conversation.engine.client import QUEUE, EngineClient, EngineState
from custom_components.slm_conversation.engine.errors import (
    CpuUnfitError,
    EngineBusyError,
    EngineCrashedError,
    EngineError,
    EngineFailedError,
    EngineMissingError,
    EngineTimeoutError,
    MemoryShortError,
    ModelDamagedError,
    ModelMissingError,
)
from custom_components.slm_conversation.engine.process import WorkerProcess
from custom_components.slm_conversation.engine.selftest import probe

from .conftest import VOCABULARY, ClientFactory
from .grammars import ANYTHING, ONE, SLOW_PROMPT


async def quick(client: EngineClient, deadline: float = 30) -> bool:
    return (await client.complete([1, 2, 3], ONE, max_tokens=1, deadline=deadline)).finished


def slow(client: EngineClient, deadline: float = 60) -> asyncio.Task:
    return asyncio.create_task(client.complete(SLOW_PROMPT, ANYTHING, max_tokens=60, deadline=deadline))


def signal_worker(client: EngineClient, number: signal.Signals) -> None:
    os.kill(client._worker.pid, number)


async def test_life(make_client: ClientFactory) -> None:
    client = await make_client()
    assert client.status.state is EngineState.READY
    assert client.info.vocabulary == VOCABULARY
    assert client.info.context == 1024
    assert client.info.start_ms >= client.info.load_ms > 0
    assert client.info.memory > 10_000_000
    assert client.info.library_version
    assert await client.start() == client.info
    assert await quick(client)
    stats = await client.stats()
    assert (stats.requests, stats.prompt_tokens, stats.answer_tokens, stats.restarts) == (1, 3, 1, 0)
    assert stats.memory > 10_000_000
    pid = client._worker.pid
    await client.stop()
    assert client.status.state is EngineState.STOPPED
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(EngineFailedError):
        await quick(client)
    with pytest.raises(EngineFailedError):
        await client.stats()
    await client.start()
    assert await quick(client)


async def test_the_loop_runs_on_while_the_model_does(slow_client: EngineClient) -> None:
    task = slow(slow_client)
    beats = 0
    while not task.done():
        await asyncio.sleep(0.01)
        beats += 1
    assert len(task.result().tokens) == 60
    assert beats > 10


async def test_deadline_while_it_decodes(slow_client: EngineClient) -> None:
    began = monotonic()
    with pytest.raises(EngineTimeoutError):
        await slow(slow_client, deadline=0.1)
    assert monotonic() - began < 1
    assert await quick(slow_client)
    assert (await slow_client.stats()).restarts == 0


async def test_deadline_while_it_waits(slow_client: EngineClient) -> None:
    task = slow(slow_client)
    await asyncio.sleep(0)
    with pytest.raises(EngineTimeoutError):
        await quick(slow_client, deadline=0.05)
    assert len((await task).tokens) == 60


async def test_cancellation_frees_the_worker(slow_client: EngineClient) -> None:
    task = slow(slow_client)
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await quick(slow_client)
    stats = await slow_client.stats()
    assert (stats.requests, stats.restarts) == (1, 0)


async def test_queue(slow_client: EngineClient) -> None:
    running = slow(slow_client)
    await asyncio.sleep(0)
    waiting = [asyncio.create_task(quick(slow_client)) for _ in range(QUEUE)]
    await asyncio.sleep(0)
    with pytest.raises(EngineBusyError):
        await quick(slow_client)
    assert not running.done()
    assert all(await asyncio.gather(*waiting))
    assert running.done()
    assert await quick(slow_client)


async def test_killed_in_the_middle(slow_client: EngineClient) -> None:
    task = slow(slow_client)
    await asyncio.sleep(0.1)
    signal_worker(slow_client, signal.SIGKILL)
    with pytest.raises(EngineCrashedError, match="SIGKILL"):
        await task
    assert slow_client.status.state is EngineState.STARTING
    assert isinstance(slow_client.status.error, EngineCrashedError)
    assert await quick(slow_client)
    assert slow_client.status.state is EngineState.READY
    assert slow_client.status.error is None
    assert (await slow_client.stats()).restarts == 1


async def test_a_restart_may_come_too_late(client: EngineClient) -> None:
    signal_worker(client, signal.SIGKILL)
    await client._worker.death
    with pytest.raises(EngineCrashedError):
        await quick(client, deadline=0.1)


async def test_back_off(client: EngineClient) -> None:
    assert client._pause == 0.5
    signal_worker(client, signal.SIGKILL)
    while not client._restarts or client.status.state is not EngineState.READY:
        await client._changed.wait()
    assert client._pause == 1.0
    assert await quick(client)
    assert client._pause == 0.5


async def test_a_worker_that_hangs_is_replaced(client: EngineClient) -> None:
    signal_worker(client, signal.SIGSTOP)
    with pytest.raises(EngineTimeoutError):
        await quick(client, deadline=0.1)
    assert await quick(client)
    assert (await client.stats()).restarts == 1


async def test_illegal_instruction(client: EngineClient, model: Path) -> None:
    signal_worker(client, signal.SIGILL)
    await client._worker.death
    with pytest.raises(CpuUnfitError):
        await quick(client)
    starting = await WorkerProcess.start({**client._settings})
    os.kill(starting.pid, signal.SIGILL)
    with pytest.raises(CpuUnfitError):
        await starting.greeting(30)
    await starting.stop()


async def test_stopped_in_the_middle(slow_client: EngineClient) -> None:
    task = slow(slow_client)
    waiting = asyncio.create_task(quick(slow_client))
    await asyncio.sleep(0.05)
    await slow_client.stop()
    for each in (task, waiting):
        with pytest.raises(EngineFailedError):
            await each


async def test_start_cancelled(model: Path) -> None:
    client = EngineClient(model, None)
    task = asyncio.create_task(client.start())
    await asyncio.sleep(0.02)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await client.stop()
    assert client.status.state is EngineState.STOPPED


@pytest.fixture
def faulty(request: pytest.FixtureRequest, model: Path, tmp_path: Path) -> tuple[Path, str | None]:
    """A model file with something wrong, and the hash that is asked for."""
    path = tmp_path / "faulty.gguf"
    match request.param:
        case "directory":
            path.mkdir()
        case "empty":
            path.touch()
        case "other":
            path.write_text("This is no model.")
        case "cut":
            path.write_bytes(model.read_bytes()[:-1000])
        case "header":
            path.write_bytes(b"GGUF" + bytes(1000))
        case "swapped":
            path.write_bytes(model.read_bytes())
        case "forged":
            path.write_bytes(b"GGUF" + bytes(1000))
            return path, sha256(path.read_bytes()).hexdigest()
        case "huge":
            with path.open("wb") as file:
                file.write(b"GGUF")
                file.truncate(1 << 42)  # a hole: no disk is used
    return path, "0" * 64 if request.param == "swapped" else None


@pytest.mark.parametrize(
    ("faulty", "error"),
    [
        ("missing", ModelMissingError),
        ("directory", ModelMissingError),
        ("empty", ModelDamagedError),
        ("other", ModelDamagedError),
        ("cut", ModelDamagedError),
        ("header", ModelDamagedError),
        ("swapped", ModelDamagedError),
        ("forged", ModelDamagedError),
        ("huge", MemoryShortError),
    ],
    indirect=["faulty"],
)
async def test_a_file_that_cannot_be_loaded(faulty: tuple[Path, str | None], error: type[EngineError]) -> None:
    path, sha256 = faulty
    client = EngineClient(path, sha256)
    with pytest.raises(error) as raised:
        await client.start()
    assert str(raised.value)
    assert client.status.state is EngineState.FAILED
    assert isinstance(client.status.error, error)
    with pytest.raises(error):
        await quick(client)
    with pytest.raises(error):
        await probe(path, sha256)
    await client.stop()


async def test_library_missing(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys._base_executable == sys.executable:
        pytest.skip("there is no interpreter without the library here")
    monkeypatch.setattr(sys, "path", [])
    client = EngineClient(model, None)
    monkeypatch.undo()
    monkeypatch.setattr(sys, "executable", sys._base_executable)
    with pytest.raises(EngineMissingError):
        await client.start()


async def test_interpreter_missing(model: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(EngineFailedError):
        await EngineClient(model, None).start()


async def test_probe(model: Path, digest: str) -> None:
    info = await probe(model, digest)
    assert info.vocabulary == VOCABULARY


def test_every_error_has_words_of_its_own() -> None:
    kinds = EngineError.__subclasses__()
    assert len({kind.translation_key for kind in kinds}) == len(kinds)
