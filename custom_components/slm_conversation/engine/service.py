"""The worker's life: load, greet, answer one request after the other until the input ends. Runs in the worker only."""

from collections import deque
import json
import os
from pathlib import Path
import signal
import sys
from threading import Condition, Thread
from time import monotonic, perf_counter
from typing import Any, BinaryIO, Never

from .bindings import Bindings, BindingsMissingError
from .decoder import (
    CancelledRequestError,
    DeadlineError,
    DecodeError,
    Decoder,
    InvalidRequestError,
    LoadError,
    UnreadableModelError,
)
from .model_file import RefusedError, check
from .protocol import VERSION, CompletionReply, ErrorReply, Exit, Reply, Settings, StatsReply, read, unpack, write

_NICENESS = 10


class Inbox:
    """Requests as they come, filled by a thread of its own so that a cancellation is seen while the model runs."""

    def __init__(self, source: BinaryIO, decoder: Decoder) -> None:
        """Read ``source`` from now on."""
        self._source = source
        self._decoder = decoder
        self._changed = Condition()
        self._waiting: deque[dict[str, Any]] = deque()
        self._running: int | None = None
        self._cancelled: set[int] = set()
        Thread(target=self._fill, name="inbox", daemon=True).start()

    def _fill(self) -> None:
        try:
            for line in self._source:
                self._put(read(line))
        except (KeyError, ValueError) as err:
            sys.stderr.write(f"The client's messages are garbled: {err}\n")
            os._exit(Exit.GARBLED)
        # Home Assistant has closed the pipe or is gone; nobody will read an answer.
        os._exit(Exit.DONE)

    def _put(self, message: dict[str, Any]) -> None:
        with self._changed:
            if message["type"] == "cancel":
                self._cancel(message["id"])
            else:
                self._waiting.append({**message, "arrived": monotonic()})
                self._changed.notify()

    def _cancel(self, request: int) -> None:
        if request == self._running:
            self._decoder.abort.raise_()
        elif any(message["id"] == request for message in self._waiting):
            self._cancelled.add(request)

    def take(self) -> dict[str, Any]:
        """The next request, waited for. It counts as running until the next call."""
        with self._changed:
            self._running = None
            while not self._waiting:
                self._changed.wait()
            message = self._waiting.popleft()
            self._running = message["id"]
            self._decoder.abort.lower()
            if message["id"] in self._cancelled:
                self._cancelled.remove(message["id"])
                self._decoder.abort.raise_()
            return message


class Service:
    """Answers requests."""

    def __init__(self, decoder: Decoder) -> None:
        """Count from zero."""
        self._decoder = decoder
        self._requests = self._prompt = self._reused = self._answered = 0

    def answer(self, message: dict[str, Any]) -> Reply:
        """The reply to any request but ``cancel``."""
        match message["type"]:
            case "complete":
                return self._complete(message)
            case "ping":
                return {"type": "pong", "id": message["id"]}
            case "stats":
                return StatsReply(
                    type="stats",
                    id=message["id"],
                    rss=resident_memory(),
                    requests=self._requests,
                    prompt_tokens=self._prompt,
                    reused_tokens=self._reused,
                    answer_tokens=self._answered,
                )
            case other:
                return _error(message["id"], "invalid", f"No such request: {other}")

    def _complete(self, message: dict[str, Any]) -> Reply:
        try:
            answer = self._decoder.complete(
                message["prompt"],
                unpack(message["sets"], message["states"]),
                max_tokens=message["max_tokens"],
                deadline=message["arrived"] + message["deadline_ms"] / 1000,
            )
        except InvalidRequestError as err:
            return _error(message["id"], "invalid", str(err))
        except CancelledRequestError:
            return _error(message["id"], "cancelled", "Cancelled")
        except DeadlineError:
            return _error(message["id"], "timeout", "Out of time")
        except DecodeError as err:
            return _error(message["id"], "failed", str(err))
        self._requests += 1
        self._prompt += answer.prompt_tokens
        self._reused += answer.reused_tokens
        self._answered += len(answer.tokens)
        return CompletionReply(
            type="completion",
            id=message["id"],
            tokens=answer.tokens,
            probabilities=answer.probabilities,
            masked=answer.masked,
            margins=answer.margins,
            finished=answer.finished,
            prompt_ms=answer.prompt_ms,
            decode_ms=answer.decode_ms,
            prompt_tokens=answer.prompt_tokens,
            reused_tokens=answer.reused_tokens,
        )


def _error(request: int, code: Any, detail: str) -> ErrorReply:
    return {"type": "error", "id": request, "code": code, "detail": detail}


def resident_memory() -> int:
    """Bytes of this process in memory, shared pages included; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def main() -> Never:
    """Run until the input ends. ``sys.argv[1]`` is a ``Settings`` object."""
    # The pipe is kept for the protocol; whatever else is printed, by C code too, goes to the log.
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICENESS)
    # How OpenMP's threads wait for each other, hundreds of times a prompt; read when the library is loaded. Spinning for
    # long takes the processor from the thread waited for where other work runs (200 ms a sentence instead of 80, measured
    # on two busy cores); sleeping at once costs as much as the arithmetic does. Two hundred turns are a few
    # microseconds: 90 tokens take 4.2 ms instead of 7.4 on idle cores, 9.4 instead of 8.7 on busy ones (measured).
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GOMP_SPINCOUNT", "200")
    settings: Settings = json.loads(sys.argv[1])
    sys.path += [path for path in settings["paths"] if path not in sys.path]
    began = perf_counter()
    try:
        bindings, decoder = _load(settings)
    except RefusedError as err:
        _send(output, {"type": "failed", "code": err.code, "detail": str(err)})
        sys.exit(err.code)
    _send(
        output,
        {
            "type": "hello",
            "protocol": VERSION,
            "llama": bindings.llama_version,
            "library": bindings.library_version,
            "parameters": decoder.parameters,
            "vocabulary": decoder.vocabulary,
            "context": decoder.size,
            "width": decoder.width,
            "load_ms": (perf_counter() - began) * 1000,
            "rss": resident_memory(),
        },
    )
    inbox, service = Inbox(sys.stdin.buffer, decoder), Service(decoder)
    while True:
        _send(output, service.answer(inbox.take()))


def _send(output: BinaryIO, message: Reply) -> None:
    try:
        output.write(write(message))
        output.flush()
    except BrokenPipeError:
        os._exit(Exit.DONE)


def _load(settings: Settings) -> tuple[Bindings, Decoder]:
    try:
        check(Path(settings["model"]), settings["sha256"])
        bindings = Bindings()
        return bindings, Decoder(bindings, settings["model"], threads=settings["threads"], context=settings["context"])
    except BindingsMissingError as err:
        raise RefusedError(Exit.ENGINE_MISSING, str(err)) from err
    except UnreadableModelError as err:
        # Even with the right hash: who can swap the file can swap the hash beside it, and the remedy is the same.
        raise RefusedError(Exit.MODEL_DAMAGED, str(err)) from err
    except LoadError as err:
        raise RefusedError(Exit.LOAD_FAILED, str(err)) from err
