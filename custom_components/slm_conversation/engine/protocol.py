"""What client and worker say to each other.

One JSON object a line, UTF-8, over the worker's standard input and output; its standard error is free text for the log.
The client is this package inside Home Assistant; the worker loads this file alone, without the packages above it.

Client to worker
    ``complete``  decode an answer, see ``CompleteRequest``; answered by ``completion`` or ``error``
    ``cancel``    the request ``id`` is no longer wanted; that request is answered by ``error`` ``cancelled``
    ``ping``      answered by ``pong`` once everything before it is done
    ``stats``     answered by ``stats``
    end of file   the worker ends at once, whatever it is doing

Worker to client
    ``hello``     the model is loaded and has run once; first line, always
    ``failed``    instead of ``hello``: why not; the exit status says the same
    the answers above, each with the ``id`` of its request
"""

from collections.abc import Iterable
from enum import IntEnum
import json
from typing import Any, Literal, TypedDict

from .automaton import Automaton, Edge

VERSION = 1
"""Told in ``hello``: after an update, files on disk are newer than the client that runs until the next restart."""

MAX_LINE = 4 * 1024 * 1024
"""Bytes. No message comes near it; a longer line means that the two sides have lost each other."""


class Exit(IntEnum):
    """Exit status of a worker that ends by itself. Any other is a crash."""

    DONE = 0
    ENGINE_MISSING = 10
    MODEL_MISSING = 11
    MODEL_DAMAGED = 12
    MEMORY_SHORT = 13
    LOAD_FAILED = 14
    GARBLED = 15


class Settings(TypedDict):
    """The worker's only command-line argument, as JSON."""

    model: str
    sha256: str | None
    threads: int
    context: int
    paths: list[str]
    """Where to look for llama_cpp, after the interpreter's own paths."""


class CompleteRequest(TypedDict):
    """Decode under a grammar. ``sets`` and ``states`` are the automaton, each set of tokens written once."""

    type: Literal["complete"]
    id: int
    prompt: list[int]
    sets: list[list[int]]
    states: list[list[list[int]]]
    """For each state its edges, as ``[index into sets, target]``."""
    max_tokens: int
    deadline_ms: float
    """Time left when the request was sent."""


class OtherRequest(TypedDict):
    """Everything that has only an id."""

    type: Literal["cancel", "ping", "stats"]
    id: int


class Hello(TypedDict):
    """What was loaded."""

    type: Literal["hello"]
    protocol: int
    llama: str
    library: str
    parameters: int
    vocabulary: int
    context: int
    width: int
    load_ms: float
    rss: int


class Failed(TypedDict):
    """Why nothing was loaded."""

    type: Literal["failed"]
    code: int
    detail: str


class CompletionReply(TypedDict):
    """An answer. The four lists have one item a token.

    ``probabilities`` are read from the softmax over the whole vocabulary, ``masked`` from the one over the tokens that
    the grammar admitted,
    ``margins`` are the masked probability less that of the runner-up. A token that was the only one admitted is not
    looked up in the model: its probability is ``null``, masked and margin are 1.
    """

    type: Literal["completion"]
    id: int
    tokens: list[int]
    probabilities: list[float | None]
    masked: list[float]
    margins: list[float]
    finished: bool
    prompt_ms: float
    decode_ms: float
    prompt_tokens: int
    reused_tokens: int


class ErrorReply(TypedDict):
    """The request brought no answer; the worker goes on."""

    type: Literal["error"]
    id: int
    code: Literal["cancelled", "timeout", "invalid", "failed"]
    detail: str


class StatsReply(TypedDict):
    """Counts since the start, and the memory now, in bytes."""

    type: Literal["stats"]
    id: int
    rss: int
    requests: int
    prompt_tokens: int
    reused_tokens: int
    answer_tokens: int


class Pong(TypedDict):
    """The worker is awake."""

    type: Literal["pong"]
    id: int


type Request = CompleteRequest | OtherRequest
type Reply = Hello | Failed | CompletionReply | ErrorReply | StatsReply | Pong


def write(message: Request | Reply) -> bytes:
    """The message as a line."""
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def read(line: bytes) -> Any:
    """The message of a line. Raises ``ValueError`` if it is not an object with a type."""
    message = json.loads(line)
    if not isinstance(message, dict) or "type" not in message:
        raise ValueError(f"Not a message: {line[:80]!r}")
    return message


def pack(grammar: Automaton) -> tuple[list[list[int]], list[list[list[int]]]]:
    """The automaton as ``sets`` and ``states`` of a request."""
    index: dict[tuple[int, ...], int] = {}
    states = [[[index.setdefault(edge.tokens, len(index)), edge.target] for edge in edges] for edges in grammar]
    return [list(tokens) for tokens in index], states


def unpack(sets: Iterable[Iterable[int]], states: Iterable[Iterable[tuple[int, int]]]) -> Automaton:
    """The reverse of ``pack``."""
    tokens = [tuple(each) for each in sets]
    return tuple(tuple(Edge(tokens[index], target) for index, target in edges) for edges in states)
